"""Indexes of what is learned from, made with an encoder of their own: the plans, and the articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

from assistant.settings import Settings, default_corpus
from evals.invented import articles_folder, plans_folder
from ingest.embedding.e5_convert import ensure_default_model, locate_weights, read_model
from ingest.embedding.e5_reader import E5Model
from ingest.embedding.onnx_model import MAX_TOKENS, OnnxEmbeddings
from ingest.embedding.prepared_model import DEFAULT_SOURCE, PIECES_FILE
from ingest.embedding.sentence_pieces import SentencePieces
from ingest.embedding.tuning import Tuning, write_tuning
from ingest.index import Index
from ingest.pipeline import ingest
from ingest.sources import find_sources

Library = Literal["plans", "articles"]
"""Searched apart: a plan's question is not to meet an article, which is nobody's plan."""

_FOLDER = "tuning"


def tuned_indexes(
    settings: Settings, name: str, tuning: Tuning | None = None
) -> dict[Library, Index]:
    """An index of each library; kept under its name in the data directory, beside the evaluations.

    Raises:
        ModelError, StoreError: it cannot be made.
    """
    folder = _folder(settings, name)
    path = None
    if tuning is not None:
        path = folder / "tuning.npz"
        write_tuning(tuning, path)
    embedder = OnnxEmbeddings(
        ensure_default_model(folder, source=replace(DEFAULT_SOURCE, tuning=path))
    )
    folders: dict[Library, list[Path]] = {
        "plans": [default_corpus(), plans_folder()],
        "articles": [articles_folder()],
    }
    indexes: dict[Library, Index] = {}
    for library, documents in folders.items():
        ingest(find_sources(documents), folder / library, embedder, keep_others=False)
        indexes[library] = Index.open(folder / library, embedder)
    return indexes


def untuned_model(settings: Settings, name: str) -> tuple[E5Model, SentencePieces]:
    """The model without changes, and the tokenizer that an index of this name was made with."""
    model = read_model(locate_weights(), replace(DEFAULT_SOURCE, tuning=None))
    prepared = ensure_default_model(
        _folder(settings, name), source=replace(DEFAULT_SOURCE, tuning=None)
    )
    return model, SentencePieces(prepared / PIECES_FILE, MAX_TOKENS)


def _folder(settings: Settings, name: str) -> Path:
    folder = settings.data_dir / "evaluation" / _FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder
