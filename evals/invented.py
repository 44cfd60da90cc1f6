"""Invented plans of fifty-five municipalities, and questions about them, beside the five that are shipped.

Written by people (and agents) who saw nothing of this project, in other styles and other fields than
the shipped plans: what is fitted to those alone shows here. The questions about two of them are the
split "test": neither was read or fitted to.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from assistant.settings import Settings, default_corpus
from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.model import load_embeddings
from ingest.pipeline import ingest
from ingest.sources import find_sources

_FOLDER = "plans"


def invented_dataset() -> Path:
    """The questions about the invented plans."""
    return Path(str(resources.files("evals"))) / "datasets" / "invented.jsonl"


def pairs_dataset() -> Path:
    """Questions about the shipped and the invented plans with nothing but their evidence, and near misses
    among them that have none: what is fitted learns from them, and nobody is graded by them.
    """
    return Path(str(resources.files("evals"))) / "datasets" / "pairs.jsonl"


def twins_dataset() -> Path:
    """Questions about the shipped and the invented plans, two by two: one that a plan answers, and beside
    it a near miss that differs in one respect and is not answered.
    """
    return Path(str(resources.files("evals"))) / "datasets" / "twins.jsonl"


def other_matters_dataset() -> Path:
    """Questions of people who ask the shipped plans about matters that these do not speak of."""
    return Path(str(resources.files("evals"))) / "datasets" / "other_matters.jsonl"


def invented_other_matters_dataset() -> Path:
    """The same of the invented plans."""
    return Path(str(resources.files("evals"))) / "datasets" / "other_matters_invented.jsonl"


def articles_dataset() -> Path:
    """Questions about the invented encyclopaedia's articles, in the form of the pairs: the encoder and
    what ranks learn from them how people ask about other things than plans.
    """
    return Path(str(resources.files("evals"))) / "datasets" / "articles.jsonl"


def articles_folder() -> Path:
    """Where the invented encyclopaedia is."""
    return Path(str(resources.files("evals"))) / "articles"


def plans_folder() -> Path:
    """Where the invented plans are."""
    return Path(str(resources.files("evals"))) / _FOLDER


def with_invented_plans(settings: Settings) -> Settings:
    """The same settings over an index of the shipped plans and the invented ones together.

    It is kept in the data directory beside the evaluations, and made anew where it is out of date.

    Raises:
        StoreError, ModelError: it cannot be made.
    """
    return _over([default_corpus(), plans_folder()], _FOLDER, settings)


def with_articles(settings: Settings) -> Settings:
    """The same settings over an index of the invented encyclopaedia, kept like that of the plans.

    Raises:
        StoreError, ModelError: it cannot be made.
    """
    return _over([articles_folder()], "articles", settings)


def _over(documents: list[Path], name: str, settings: Settings) -> Settings:
    folder = settings.data_dir / "evaluation" / name
    folder.mkdir(parents=True, exist_ok=True)
    if settings.embedding_model is None:
        models = ensure_default_model(settings.data_dir).parent.resolve()
        link = folder / models.name
        if not link.exists():
            link.symlink_to(models, target_is_directory=True)
    embedder = load_embeddings(settings.embedding_model, settings.data_dir)
    ingest(find_sources(documents), folder, embedder, keep_others=False)
    return settings.model_copy(update={"data_dir": folder, "chroma_url": None})
