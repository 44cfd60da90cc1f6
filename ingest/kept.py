"""The documents of the index in use, which an ingest of others keeps: none is ever forgotten."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from ingest.errors import IndexStateError, KeikakuError
from ingest.generations import Generations
from ingest.index import STORE_NAME, read_meta
from ingest.sources import find_sources
from ingest.takeover import Takeover
from ingest.texts import DocumentText, read_text


def documents_in_use(
    generations: Generations, given: Collection[str] | None
) -> dict[str, DocumentText]:
    """The documents of the index in use by their ids, in their order.

    Those of a store that cannot be read are read from their files again.

    Args:
        generations: where the index is.
        given: the documents that the ingest has read itself; None where it keeps no others, so
            that it does not matter which there are.

    Raises:
        IndexStateError: a document that is not ``given`` can be read neither way.
    """
    folder = generations.current()
    if folder is None:
        return {}
    try:
        return _stored(folder)
    except IndexStateError as error:
        return {} if given is None else _from_files(folder, given, error)


def _stored(folder: Path) -> dict[str, DocumentText]:
    store = Takeover(folder / STORE_NAME)
    try:
        return {
            doc_id: document
            for doc_id in store.doc_ids
            if (document := store.document(doc_id)) is not None
        }
    finally:
        store.close()


def _from_files(
    folder: Path, given: Collection[str], damage: IndexStateError
) -> dict[str, DocumentText]:
    try:
        meta = read_meta(folder)
    except IndexStateError:
        raise _lost(folder, damage) from damage
    if len(meta.sources) < meta.n_documents:  # made by a version that did not write them
        raise _lost(folder, damage) from damage
    documents: dict[str, DocumentText] = {}
    for doc_id, path in meta.sources.items():
        if doc_id in given:
            continue
        try:
            found = find_sources([Path(path)])
            documents[doc_id], _ = read_text(found[0])
        except KeikakuError as error:
            raise IndexStateError(
                "documents_not_kept", path=folder, doc_id=doc_id, reason=error
            ) from error
    return documents


def _lost(folder: Path, damage: IndexStateError) -> IndexStateError:
    return IndexStateError("index_not_kept", path=folder, reason=damage.values.get("reason"))
