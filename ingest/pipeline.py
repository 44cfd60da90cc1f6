"""Ingest: documents to a new index, step by step, and the old index in use until the last."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal

from ingest.describe import describe
from ingest.errors import IndexStateError, KeikakuError, StoreError
from ingest.formats import DocumentWarning, Page, load_document
from ingest.generations import Generations, translated_os_errors
from ingest.index import STORE_NAME, Index, collection_name, read_meta
from ingest.manifest import DocumentInfo
from ingest.sources import Source
from ingest.store import Store, StoredDocument
from ingest.structure.reader import read_structure
from ingest.unit_vectors import BatchEmbedder, embed_units
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
    """A document before it is taken apart."""

    info: DocumentInfo
    text: str
    encoding: str
    source: str
    kept: bool = False
    pages: tuple[Page, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()


def ingest(
    sources: Sequence[Source],
    data_dir: Path,
    embedder: BatchEmbedder,
    *,
    chroma_url: str | None = None,
    keep_others: bool = True,
    without: Collection[str] = (),
    on_progress: Progress = lambda step, done, total: None,
) -> IngestReport:
    """Make a new index of ``sources`` and, with ``keep_others``, of what was indexed before, but
    for the documents whose ids are in ``without``.

    The index in use stays untouched until the new one is complete.

    Raises:
        DocumentError: none of the sources could be read.
        StoreError: the data directory or Chroma cannot be written, or another ingest runs.
        ModelError: the embedding model cannot be loaded.
    """
    started = time.perf_counter()
    generations = Generations(data_dir)
    read, failures = _read_all(sources, on_progress)
    if not read and failures:
        raise failures[0]
    previous = _open_store(generations)
    kept = [one for one in _kept(previous, read) if one.info.doc_id not in without]
    texts = _in_order(previous, [*read, *kept] if keep_others else read)
    rebuilt = not _up_to_date(generations, texts, embedder, chroma_url)
    n_embedded = 0
    if rebuilt:
        n_embedded = _build(generations, texts, embedder, chroma_url, on_progress)
    report = _report(texts, previous, _open_store(generations))
    if previous:
        previous.close()
    return IngestReport(report, tuple(failures), rebuilt, n_embedded, time.perf_counter() - started)


def _build(
    generations: Generations,
    texts: Sequence[_Text],
    embedder: BatchEmbedder,
    chroma_url: str | None,
    on_progress: Progress,
) -> int:
    """Write and publish a new generation; returns how many vectors had to be computed."""
    with generations.writing() as folder:
        documents, units = _take_apart(texts)
        vectors, n_embedded = embed_units(
            generations,
            units,
            embedder,
            chroma_url,
            lambda done, total: on_progress("embed", done, total),
        )
        on_progress("write", 0, 1)
        with translated_os_errors(generations.data_dir):
            write_index(
                folder,
                documents,
                units,
                vectors,
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
            loaded = load_document(source.path)
        except KeikakuError as error:
            failures.append(error)
            continue
        info = source.info or describe(source.path, loaded.text)
        texts.append(
            _Text(
                info,
                loaded.text,
                loaded.encoding or loaded.format,
                str(source.path.resolve()),
                pages=loaded.pages,
                warnings=loaded.warnings,
            )
        )
    on_progress("read", len(sources), len(sources))
    return texts, failures


def _take_apart(texts: Sequence[_Text]) -> tuple[list[StoredDocument], list[Unit]]:
    documents: list[StoredDocument] = []
    units: list[Unit] = []
    for text in texts:
        structure = read_structure(text.text)
        units += build_units(text.info.doc_id, text.text, structure)
        documents.append(
            StoredDocument(
                text.info, text.text, text.encoding, text.source, structure.sections, text.pages
            )
        )
    return documents, units


def _open_store(generations: Generations) -> Store | None:
    folder = generations.current()
    if folder is None:
        return None
    try:
        return Store(folder / STORE_NAME)
    except IndexStateError:
        return None


def _kept(previous: Store | None, read: Sequence[_Text]) -> list[_Text]:
    new = {text.info.doc_id for text in read}
    return [
        _Text(
            document.info,
            document.text,
            document.encoding,
            document.source,
            kept=True,
            pages=document.pages,
        )
        for document in (previous.documents() if previous else ())
        if document.info.doc_id not in new
    ]


def _in_order(previous: Store | None, texts: Sequence[_Text]) -> list[_Text]:
    """Documents keep their place; new ones come last."""
    places = {doc_id: place for place, doc_id in enumerate(previous.doc_ids if previous else ())}
    return sorted(texts, key=lambda text: places.get(text.info.doc_id, len(places)))


def _report(
    texts: Sequence[_Text], previous: Store | None, current: Store | None
) -> tuple[DocumentReport, ...]:
    lines = []
    for text in texts:
        before = previous.document(text.info.doc_id) if previous else None
        change: Change = "kept" if text.kept else "added"
        if before is not None and not text.kept:
            same = before.text == text.text and before.info == text.info
            change = "unchanged" if same else "updated"
        lines.append(
            DocumentReport(
                text.info.doc_id,
                text.info.title,
                text.info.municipality,
                text.encoding,
                len(text.text),
                current.unit_doc_ids.count(text.info.doc_id) if current else 0,
                change,
                text.warnings,
            )
        )
    return tuple(lines)


def _digest(texts: Sequence[_Text]) -> str:
    total = sha256()
    for text in texts:
        total.update(text.info.model_dump_json().encode())
        total.update(text.text.encode("utf-8", "surrogatepass"))
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
