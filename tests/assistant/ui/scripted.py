"""An assistant that answers from a script, for tests of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from assistant.graph import SoFar
from assistant.kept.transcripts import Exchange
from assistant.municipalities import Municipality
from assistant.schema import Answer, Citation
from assistant.service import Trace
from assistant.settings import Settings
from ingest.errors import UsageError
from ingest.manifest import DocumentInfo
from ingest.store import StoredDocument
from ingest.structure.records import Section, Span
from tests.assistant import answers

TEXT = "第1章 目標\nテレワーク実施率80%\n"
DOCUMENT = StoredDocument(
    DocumentInfo(doc_id="計画.1", title="計画", municipality="試験市"),
    TEXT,
    "utf-8",
    "plan.txt",
    (Section(("第1章 目標",), Span(0, 6), 0, len(TEXT)),),
)
CITATION = Citation(
    n=1,
    doc_id="計画.1",
    title="計画",
    municipality="試験市",
    section=("第1章 <i>目標</i>",),
    page=None,
    quote="テレワーク\n実施率80% <script>",
    start=7,
    end=18,
)
TOWNS = (
    Municipality("試験市", ("Shiken", "しけん市"), ("計画.1",)),
    Municipality("実験市", ("Jikken",), ("plan-2",)),
)


def make_answer(text: str = "実施率80% [1]", **values: Any) -> Answer:
    return answers.make_answer(text, **{"citations": (CITATION,), **values})


def make_exchange(text: str = "実施率80% [1]", **values: Any) -> Exchange:
    return Exchange(question="目標は？", answer=make_answer(text, **values))


@dataclass
class ScriptedAssistant:
    """Answers what contains a word of ``knows``, for a town of ``TOWNS``."""

    knows: tuple[str, ...] = ("テレワーク", "telework")
    home: str | None = None
    error: Exception | None = None
    n_documents: int = 2
    asked: list[tuple[str, str | None, tuple[str, ...]]] = field(default_factory=list)

    data_dir: Path = Path("/nowhere")
    written: tuple[str, ...] = ()
    cites: tuple[Citation, ...] = (CITATION,)
    says: str = "実施率80% [1]"

    @property
    def settings(self) -> Settings:
        return Settings(home=self.home, data_dir=self.data_dir)

    def ask(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Answer:
        self.asked.append((text, home, tuple(history)))
        if self.error:
            raise self.error
        if any(word in text for word in self.knows):
            return make_answer(self.says, question=text, citations=self.cites)
        return make_answer("記載が見当たりません。", status="not_found", citations=())

    def municipalities(self) -> tuple[Municipality, ...]:
        return self.index() and TOWNS

    def municipality(self, name: str) -> Municipality:
        for town in TOWNS:
            if name in (town.name, *town.aliases):
                return town
        raise UsageError("home_unknown", home=name, known="試験市、実験市")

    def index(self) -> Any:
        if self.error:
            raise self.error
        return SimpleNamespace(
            folder=Path("/index/1"),
            meta=SimpleNamespace(n_documents=self.n_documents),
            store=SimpleNamespace(
                doc_ids=("計画.1",),
                infos={"計画.1": DOCUMENT.info},
                document={"計画.1": DOCUMENT}.get,
            ),
        )

    def trace(self, text: str, home: str | None = None, history: Sequence[str] = ()) -> Trace:
        return Trace(self.ask(text, home, history), ())

    def stream(
        self, text: str, home: str | None = None, history: Sequence[str] = ()
    ) -> Iterator[SoFar | Trace]:
        yield from map(SoFar, self.written)
        yield self.trace(text, home, history)
