"""Two small plans, items about them, and answers to those, for the tests of evals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from assistant.rank import Evidence
from assistant.retrieve import Hit
from assistant.schema import Answer, Citation, Status, Timings
from assistant.service import Trace
from evals.dataset import Item
from evals.library import Library, LibraryDocument
from ingest.manifest import DocumentInfo
from ingest.quote import quote_of
from ingest.structure.reader import read_structure
from ingest.units import Unit, build_units

HILL = """# 丘市計画

## 1 テレワーク

テレワークの実施率を令和7年度までに80%とする。

担当は総務課とする。

## 2 人材

毎年30人を研修に派遣する。
"""

LAKE = """# 湖市計画

## 1 テレワーク

テレワークの実施率を令和8年度までに50%とする。
"""


def small_library() -> Library:
    return {
        "hill": _document("hill", "丘市計画", "丘市", "Hill", HILL),
        "lake": _document("lake", "湖市計画", "湖市", "Lake", LAKE),
    }


def _document(doc_id: str, title: str, city: str, alias: str, text: str) -> LibraryDocument:
    info = DocumentInfo(doc_id=doc_id, title=title, municipality=city, aliases=(alias,))
    structure = read_structure(text)
    return LibraryDocument(info, text, structure.sections, build_units(doc_id, text, structure))


def item(**changes: object) -> Item:
    values: dict[str, object] = {
        "id": "one",
        "lang": "ja",
        "question": "丘市のテレワークの目標は",
        "type": "numeric",
        "doc": "hill",
        "section": "1 テレワーク",
        "evidence": "令和7年度までに80%",
        "must": [["80%", "8割"]],
        "must_not": ["50%"],
        "line": 1,
    }
    return Item.model_validate(values | changes)


def unanswerable(**changes: object) -> Item:
    values = {"type": "unanswerable", "doc": None, "section": None, "evidence": None}
    return item(**{"id": "none", **values, "must": [], "must_not": [], **changes})


def cite(library: Library, doc_id: str, quote: str, n: int = 1) -> Citation:
    document = library[doc_id]
    start = document.text.index(quote)
    return citation(document, section_at(document, start), start, start + len(quote), n)


def section_at(document: LibraryDocument, position: int) -> tuple[str, ...]:
    inside = [one for one in document.sections if one.start <= position < one.end]
    return max(inside, key=lambda one: len(one.path)).path if inside else ()


def citation(
    document: LibraryDocument, section: tuple[str, ...], start: int, end: int, n: int
) -> Citation:
    return Citation(
        n=n,
        doc_id=document.info.doc_id,
        title=document.info.title,
        municipality=document.info.municipality,
        section=section,
        page=None,
        quote=quote_of(document.text[start:end]),
        start=start,
        end=end,
    )


def answer(
    text: str, citations: Sequence[Citation] = (), status: Status = "answered", question: str = "q"
) -> Answer:
    return Answer(
        question=question,
        standalone_question=question,
        language="ja",
        status=status,
        mode="extractive",
        answer=text,
        citations=tuple(citations),
        followups=(),
        confidence=0.5,
        timings_ms=Timings(),
    )


REFUSAL = answer("計画には、お尋ねの内容の記載が見当たりません。", status="not_found")


def evidence_of(document: LibraryDocument, unit: Unit) -> Evidence:
    """A hit with figures that nothing in evals reads."""
    values: dict[str, object] = {one.name: 0.0 for one in fields(Hit)}
    hit = Hit(**{**values, "unit": unit, "info": document.info})  # type: ignore[arg-type]
    return Evidence(**{**{one.name: 0.0 for one in fields(Evidence)}, "hit": hit})  # type: ignore[arg-type]


@dataclass
class Scripted:
    """Answers each question with what is prepared for it; an exception is raised.

    ``asked`` keeps (question, home, history) of every call.
    """

    answers: Mapping[str, Answer | Exception]
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, str | None, tuple[str, ...]]] = []

    def trace(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Trace:
        self.asked.append((text, home, tuple(history)))
        found = self.answers.get(text, REFUSAL)
        if isinstance(found, Exception):
            raise found
        return Trace(found, self.evidence)
