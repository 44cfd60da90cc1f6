"""What stands over an answer's citations."""

from __future__ import annotations

import prompts
from assistant.schema import Answer
from prompts import Language


def sources_heading(answer: Answer, language: Language) -> str:
    """The heading of an answer's citations; those of a refusal are no evidence, and it says so."""
    name = "sources" if answer.status == "answered" else "sources_near"
    return prompts.text(f"answers.{name}", language)
