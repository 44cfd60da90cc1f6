"""SQuAD's format: Rajpurkar et al., EMNLP 2016; JSQuAD (Kurihara et al., LREC 2022) is written so."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.benchmarks.records import Benchmark, BenchmarkQuestion, Passage, malformed, read_text
from evals.errors import DatasetError

SEPARATOR = "[SEP]"
"""Stands between title and text in JSQuAD's contexts."""


class _Loose(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Answer(_Loose):
    text: str


class _Question(_Loose):
    id: str
    question: str = Field(min_length=1)
    answers: tuple[_Answer, ...] = ()
    is_impossible: bool = False


class _Paragraph(_Loose):
    context: str
    qas: tuple[_Question, ...]


class _Article(_Loose):
    title: str = ""
    paragraphs: tuple[_Paragraph, ...]


class _Squad(_Loose):
    data: tuple[_Article, ...] = Field(min_length=1)


def read_squad(path: Path) -> Benchmark:
    """Read a file in SQuAD's format; equal contexts are one passage, impossible questions left out.

    Raises:
        DatasetError: it cannot be read, or a field of it is not as SQuAD has it.
    """
    try:
        squad = _Squad.model_validate_json(read_text(path))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "JSON"
        raise malformed(path, 1, field, first["msg"]) from error
    passages: dict[str, Passage] = {}
    questions: list[BenchmarkQuestion] = []
    for article in squad.data:
        for paragraph in article.paragraphs:
            passage = passages.setdefault(
                paragraph.context, _passage(len(passages), article.title, paragraph.context)
            )
            questions += [
                BenchmarkQuestion(
                    one.id,
                    one.question,
                    {passage.id: 1.0},
                    tuple(dict.fromkeys(answer.text for answer in one.answers)),
                )
                for one in paragraph.qas
                if not one.is_impossible
            ]
    if not questions:
        raise DatasetError("dataset_empty", path=path, split="-")
    return Benchmark(path.name, tuple(passages.values()), tuple(questions))


def _passage(number: int, title: str, context: str) -> Passage:
    before, separator, after = context.partition(SEPARATOR)
    name = f"p{number:06d}"
    if separator:
        return Passage(name, before.strip(), after.strip())
    return Passage(name, title.strip(), context.strip())
