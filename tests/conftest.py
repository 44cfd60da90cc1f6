"""What many tests share: a data directory with the model and the five plans, made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistant.offline import close_network

close_network()

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="session")
def corpus_data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the default model and the corpus ingested.

    ``KEIKAKU_TEST_DATA_DIR`` (set by the Makefile) keeps it from one run to the next.
    """
    from ingest.embedding.e5_convert import ensure_default_model
    from ingest.embedding.model import load_embeddings
    from ingest.pipeline import ingest
    from ingest.sources import find_sources

    kept = os.environ.get("KEIKAKU_TEST_DATA_DIR")
    data_dir = Path(kept).resolve() if kept else tmp_path_factory.mktemp("keikaku")
    ensure_default_model(data_dir)
    ingest(find_sources([CORPUS]), data_dir, load_embeddings(None, data_dir), keep_others=False)
    return data_dir
