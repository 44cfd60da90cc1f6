"""Ingest: documents to a new index, step by step, and the old index in use until the last."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from ingest.errors import IndexStateError, KeikakuError, StoreError
from ingest.facts.extract import extract_facts
from ingest.facts.records import DocumentFacts
from ingest.formats import DocumentWarning
from ingest.generations import Generations, translated_os_errors
from ingest.index import STORE_NAME, Index, collection_name, read_meta
from ingest.kept import documents_in_use
from ingest.sources import Source
from ingest.store import Store, StoredDocument
from ingest.structure.reader import read_structure
from ingest.texts import DocumentText, read_text
from ingest.unit_vectors import BatchEmbedder, DocumentProgress, embed_units
from ingest.units import Unit, build_units
from ingest.vectors import VectorStore
from ingest.write_index import write_index

Step = Literal["read", "embed", "write"]
Progress = Callable[[Step, int, int], None]
"""Called with the step, how much of it is done, and how much there is."""

Change = Literal["added", "updated", "unchanged", "kept"]


@dataclass(frozen=True)
class DocumentReport:
    """What became of one document.

    Attributes:
        encoding: the encoding it was read in; of a file that is not text, its format.
        n_characters, n_units: its length, and the evidence units found in it.
        change: added, updated, unchanged (ingested again, the same), or kept from before.
        warnings: pages and other parts that could not be read.
    """

    doc_id: str
    title: str
    municipality: str | None
    encoding: str
    n_characters: int
    n_units: int
    change: Change
    warnings: tuple[DocumentWarning, ...] = ()


@dataclass(frozen=True)
class IngestReport:
    """What an ingest did.

    Attributes:
        documents: all documents that the index holds now.
        failures: documents that could not be read; the others went through.
        rebuilt: False where the index in use already held just this.
        n_embedded: units whose vectors were computed; the others' were taken over.
        seconds: wall time.
    """

    documents: tuple[DocumentReport, ...]
    failures: tuple[KeikakuError, ...]
    rebuilt: bool
    n_embedded: int
    seconds: float


@dataclass(frozen=True)
class _Text:
    """A document of the new index, and where it comes from."""

    document: DocumentText
    kept: bool = False
    warnings: tuple[DocumentWarning, ...] = ()

    @property
    def doc_id(self) -> str:
        return self.document.info.doc_id


def ingest(
    sources: Sequence[Source],
    data_dir: Path,
    embedder: BatchEmbedder,
    *,
    chroma_url: str | None = None,
    keep_others: bool = True,
    without: Collection[str] = (),
    on_progress: Progress = lambda step, done, total: None,
    on_document: DocumentProgress = lambda doc_id, done, total: None,
) -> IngestReport:
    """Make a new index of ``sources`` and, with ``keep_others``, of what was indexed before, but
    for the documents whose ids are in ``without``.

    The index in use stays untouched until the new one is complete.

    Raises:
        DocumentError: none of the sources could be read.
        StoreError: the data directory or Chroma cannot be written, or another ingest runs.
        IndexStateError: the index in use is damaged, and a document that is to be kept is lost.
        ModelError: the embedding model cannot be loaded.
    """
    started = time.perf_counter()
    generations = Generations(data_dir)
    read, failures = _read_all(sources, on_progress)
    if not read and failures:
        raise failures[0]
    before = _before(generations, read, keep_others, without)
    texts = _gathered(read, before, keep_others, without)
    n_embedded, rebuilt = 0, not _up_to_date(generations, texts, embedder, chroma_url)
    if rebuilt:
        with generations.locked():
            # Until the lock was held, another ingest may have replaced what is kept.
            before = _before(generations, read, keep_others, without)
            texts = _gathered(read, before, keep_others, without)
            n_embedded = _build(
                generations,
                texts,
                embedder,
                chroma_url,
                on_progress=on_progress,
                on_document=on_document,
            )
    report = _report(texts, before, _unit_counts(generations))
    return IngestReport(report, tuple(failures), rebuilt, n_embedded, time.perf_counter() - started)


def _build(
    generations: Generations,
    texts: Sequence[_Text],
    embedder: BatchEmbedder,
    chroma_url: str | None,
    *,
    on_progress: Progress,
    on_document: DocumentProgress,
) -> int:
    """Write and publish a new generation; returns how many vectors had to be computed."""
    with generations.writing() as folder:
        documents, units, facts = _take_apart(texts)
        vectors, n_embedded = embed_units(
            generations,
            units,
            embedder,
            chroma_url,
            on_progress=lambda done, total: on_progress("embed", done, total),
            on_document=on_document,
        )
        on_progress("write", 0, 1)
        with translated_os_errors(generations.data_dir):
            write_index(
                folder,
                documents,
                units,
                vectors,
                facts,
                embedding_fingerprint=embedder.fingerprint,
                sources_digest=_digest(texts),
                chroma_url=chroma_url,
            )
        generations.publish(folder)
        generations.sweep(lambda name: _drop_collection(name, chroma_url))
        on_progress("write", 1, 1)
    return n_embedded


def _read_all(
    sources: Sequence[Source], on_progress: Progress
) -> tuple[list[_Text], list[KeikakuError]]:
    texts: list[_Text] = []
    failures: list[KeikakuError] = []
    for done, source in enumerate(sources):
        on_progress("read", done, len(sources))
        try:
            document, warnings = read_text(source)
        except KeikakuError as error:
            failures.append(error)
            continue
        texts.append(_Text(document, warnings=warnings))
    on_progress("read", len(sources), len(sources))
    return texts, failures


def _take_apart(
    texts: Sequence[_Text],
) -> tuple[list[StoredDocument], list[Unit], list[DocumentFacts]]:
    documents: list[StoredDocument] = []
    units: list[Unit] = []
    facts: list[DocumentFacts] = []
    for text in texts:
        document = text.document
        structure = read_structure(document.text)
        built = build_units(text.doc_id, document.text, structure)
        units += built
        facts.append(extract_facts(text.doc_id, document.text, structure, built))
        documents.append(
            StoredDocument(
                document.info,
                document.text,
                document.encoding,
                document.source,
                structure.sections,
                document.pages,
            )
        )
    return documents, units, facts


def _before(
    generations: Generations, read: Sequence[_Text], keep_others: bool, without: Collection[str]
) -> dict[str, DocumentText]:
    """The documents of the index in use, in order."""
    given = {*without, *(text.doc_id for text in read)} if keep_others else None
    return documents_in_use(generations, given)


def _gathered(
    read: Sequence[_Text],
    before: dict[str, DocumentText],
    keep_others: bool,
    without: Collection[str],
) -> list[_Text]:
    """The documents of the new index: they keep their place, and new ones come last."""
    gone = {*without, *(text.doc_id for text in read)}
    kept = [_Text(document, kept=True) for doc_id, document in before.items() if doc_id not in gone]
    places = {doc_id: place for place, doc_id in enumerate(before)}
    texts = [*read, *kept] if keep_others else list(read)
    return sorted(texts, key=lambda text: places.get(text.doc_id, len(places)))


def _unit_counts(generations: Generations) -> Counter[str]:
    """How many units each document has in the index in use."""
    folder = generations.current()
    if folder is None:
        return Counter()
    store = Store(folder / STORE_NAME)
    try:
        return Counter(store.unit_doc_ids)
    finally:
        store.close()


def _report(
    texts: Sequence[_Text], before: dict[str, DocumentText], n_units: Counter[str]
) -> tuple[DocumentReport, ...]:
    return tuple(
        DocumentReport(
            text.doc_id,
            text.document.info.title,
            text.document.info.municipality,
            text.document.encoding,
            len(text.document.text),
            n_units[text.doc_id],
            _change(text, before.get(text.doc_id)),
            text.warnings,
        )
        for text in texts
    )


def _change(text: _Text, before: DocumentText | None) -> Change:
    if text.kept:
        return "kept"
    if before is None:
        return "added"
    same = before.text == text.document.text and before.info == text.document.info
    return "unchanged" if same else "updated"


def _digest(texts: Sequence[_Text]) -> str:
    total = sha256()
    for text in texts:
        total.update(text.document.info.model_dump_json().encode())
        total.update(text.document.text.encode("utf-8", "surrogatepass"))
    return total.hexdigest()


def _up_to_date(
    generations: Generations,
    texts: Sequence[_Text],
    embedder: BatchEmbedder,
    chroma_url: str | None,
) -> bool:
    """Whether the index in use holds just these texts, read by these rules, and is whole."""
    folder = generations.current()
    try:
        if folder is None or read_meta(folder).sources_digest != _digest(texts):
            return False
        index = Index.open(generations.data_dir, embedder, chroma_url)
        index.check_whole()
        index.close()
    except (IndexStateError, StoreError):
        return False
    return True


def _drop_collection(generation: str, chroma_url: str | None) -> None:
    """Delete a generation's collection from the Chroma server, if that is reachable."""
    if chroma_url is None:
        return
    try:
        store = VectorStore(chroma_url, collection_name(generation))
        store.drop()
        store.close()
    except StoreError:
        return
