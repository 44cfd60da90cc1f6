"""The documents that the assistant knows: listed, added, read anew, deleted."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from ingest.describe import describe
from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.model import load_embeddings
from ingest.errors import DocumentError, KeikakuError, UsageError
from ingest.formats import SUFFIXES, load_document
from ingest.generations import translated_os_errors
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import IngestReport, Progress, ingest
from ingest.sources import Source
from ingest.store import StoredDocument
from ingest.unit_vectors import DocumentProgress

UPLOADS_NAME = "documents"
"""The folder of the data directory that keeps the files of documents that were added."""

ACCEPTED = SUFFIXES
"""What the names of files that can be added end in."""


@dataclass(frozen=True)
class Shelved:
    """A document of the index.

    Attributes:
        info: what it is.
        format: its encoding or format.
        source: the name of the file it was read from.
        source_is_there: whether it can be read anew.
        n_characters, n_sections, n_units, n_pages: how much there is of it; 0 pages: none.
    """

    info: DocumentInfo
    format: str
    source: str
    source_is_there: bool
    n_characters: int
    n_sections: int
    n_units: int
    n_pages: int


@dataclass(frozen=True)
class Candidate:
    """A file that may become a document.

    Attributes:
        path: where it lies.
        name: what it was called.
        info: what its text says that it is; None where it cannot be read.
        n_characters: its length.
        failure: why it cannot be read.
    """

    path: Path
    name: str
    info: DocumentInfo | None
    n_characters: int = 0
    failure: KeikakuError | None = None


def ingest_is_running(data_dir: Path) -> bool:
    """Whether a new index is being made, by whomever."""
    from filelock import FileLock, Timeout

    path = data_dir / "index" / "ingest.lock"
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False


def shelved_documents(index: Index) -> tuple[Shelved, ...]:
    """The documents of an index, in its order."""
    return tuple(_shelved(index, document) for document in index.store.documents())


def candidate_of(path: Path, name: str) -> Candidate:
    """Read a file to see what it is; what goes wrong is its ``failure``."""
    try:
        if not name.lower().endswith(ACCEPTED):
            raise DocumentError(
                "document_format_unsupported",
                path=name,
                format=Path(name).suffix or name,
                suffixes=" ".join(ACCEPTED),
            )
        loaded = load_document(path)
    except KeikakuError as error:
        return Candidate(path, name, None, failure=error)
    return Candidate(path, name, describe(Path(name), loaded.text), len(loaded.text))


def add_documents(
    settings: Settings,
    files: Sequence[tuple[Path, DocumentInfo]],
    on_progress: Progress = lambda step, done, total: None,
    on_document: DocumentProgress = lambda doc_id, done, total: None,
) -> IngestReport:
    """Keep copies of files and put them into the index; one of the same id is replaced.

    Raises:
        DocumentError, StoreError, ModelError: nothing was added.
    """
    folder = settings.data_dir / UPLOADS_NAME
    sources = []
    for path, info in files:
        with translated_os_errors(settings.data_dir):
            folder.mkdir(parents=True, exist_ok=True)
            kept = folder / f"{info.doc_id}{path.suffix.lower()}"
            if path.resolve() != kept.resolve():
                shutil.copyfile(path, kept)
        sources.append(Source(kept, info))
    return _ingest(settings, sources, on_progress=on_progress, on_document=on_document)


def read_anew(settings: Settings, document: StoredDocument) -> IngestReport:
    """Read a document's file once more; what is known of the document stays.

    Raises:
        DocumentError, StoreError, ModelError: the file is not there or cannot be read.
    """
    path = Path(document.source)
    if not path.is_file():
        raise DocumentError("document_missing", path=path)
    return _ingest(settings, [Source(path, document.info)])


def delete_document(settings: Settings, index: Index, doc_id: str) -> IngestReport:
    """Take a document out of the index, and delete the copy that was kept of its file.

    Raises:
        UsageError: there is no such document.
        StoreError, ModelError: it could not be deleted.
    """
    document = index.store.document(doc_id)
    if document is None:
        raise UsageError("document_unknown", doc_id=doc_id, known=", ".join(index.store.doc_ids))
    report = _ingest(settings, [], without=(doc_id,))
    source = Path(document.source)
    if source.parent.resolve() == (settings.data_dir / UPLOADS_NAME).resolve():
        with translated_os_errors(settings.data_dir):
            source.unlink(missing_ok=True)
    return report


def _ingest(
    settings: Settings,
    sources: Sequence[Source],
    *,
    without: Sequence[str] = (),
    on_progress: Progress = lambda step, done, total: None,
    on_document: DocumentProgress = lambda doc_id, done, total: None,
) -> IngestReport:
    if settings.embedding_model is None:
        ensure_default_model(settings.data_dir)
    return ingest(
        sources,
        settings.data_dir,
        load_embeddings(settings.embedding_model, settings.data_dir),
        chroma_url=settings.chroma_url,
        without=without,
        on_progress=on_progress,
        on_document=on_document,
    )


def _shelved(index: Index, document: StoredDocument) -> Shelved:
    source = Path(document.source)
    return Shelved(
        info=document.info,
        format=document.encoding,
        source=source.name,
        source_is_there=source.is_file(),
        n_characters=len(document.text),
        n_sections=sum(1 for section in document.sections if section.path),
        n_units=index.store.unit_doc_ids.count(document.info.doc_id),
        n_pages=len(document.pages),
    )
