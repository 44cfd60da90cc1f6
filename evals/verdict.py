"""What a language model thinks of an answer; reported beside the metrics, never among them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from assistant.schema import Record

Grade = Annotated[int, Field(ge=1, le=5)]


class Verdict(Record):
    """A judge's grades of one answer.

    Attributes:
        status: ``unjudged`` where the judge gave no usable grades; that is no low grade.
        faithfulness: whether all that the answer states is in what it cites, 1 to 5.
        helpfulness: whether it answers the question, no more and no less, 1 to 5.
        reason: the judge's sentence; of an unjudged answer, what went wrong.
    """

    status: Literal["judged", "unjudged"]
    faithfulness: Grade | None = None
    helpfulness: Grade | None = None
    reason: str = ""


class JudgeFacts(Record):
    """Who judged: the model's name, and the digest of the prompt that it was given."""

    model: str
    prompt_sha256: str
