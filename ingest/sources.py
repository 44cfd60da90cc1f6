"""Which documents an ingest reads: files, folders, and folders with a manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.describe import doc_id_for
from ingest.errors import DocumentError
from ingest.formats import SUFFIXES
from ingest.manifest import MANIFEST_NAME, DocumentInfo, load_manifest


@dataclass(frozen=True)
class Source:
    """A file to ingest, and what a manifest says of it (None: nothing, its text is asked)."""

    path: Path
    info: DocumentInfo | None

    @property
    def doc_id(self) -> str:
        """The id under which it will be indexed."""
        return self.info.doc_id if self.info else doc_id_for(self.path)


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """The documents that ``paths`` name; a folder stands for all the documents in it.

    Raises:
        DocumentError: a path does not exist, a folder has no document, or two have one id.
        ManifestError: a manifest is not as it should be.
    """
    sources: dict[str, Source] = {}
    for path in paths:
        for source in _sources_at(path):
            before = sources.get(source.doc_id)
            if before is not None and before.path.resolve() != source.path.resolve():
                raise DocumentError(
                    "document_id_clash",
                    doc_id=source.doc_id,
                    first=before.path,
                    second=source.path,
                )
            sources[source.doc_id] = source
    return list(sources.values())


def _sources_at(path: Path) -> list[Source]:
    if path.is_dir():
        manifest = path / MANIFEST_NAME
        if manifest.exists():
            return [Source(path / entry.file, entry.info) for entry in load_manifest(manifest)]
        files = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
        if not files:
            raise DocumentError("documents_none", path=path, suffixes=" ".join(SUFFIXES))
        return [Source(file, None) for file in files]
    if not path.exists():
        raise DocumentError("document_missing", path=path)
    manifest = path.parent / MANIFEST_NAME
    if manifest.exists():
        for entry in load_manifest(manifest):
            if (path.parent / entry.file).resolve() == path.resolve():
                return [Source(path, entry.info)]
    return [Source(path, None)]
