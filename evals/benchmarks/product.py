"""The product itself on a benchmark: its index, retrieval and extractive answer."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.service import Assistant, Trace
from assistant.settings import Settings
from evals.benchmarks.records import Benchmark, Passage
from evals.runner import Progress
from ingest.embedding.model import load_embeddings
from ingest.embedding.prepared_model import default_model_folder
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source


@dataclass(frozen=True)
class ThrowAway:
    """An assistant over a corpus that is gone when the benchmark is.

    Attributes:
        passage_ids: the benchmark's id of each of its documents.
    """

    assistant: Assistant
    passage_ids: dict[str, str]
    n_units: int

    def ranking(self, trace: Trace) -> list[str]:
        """The ids of the passages in the order of their best units."""
        found = (self.passage_ids[one.hit.unit.doc_id] for one in trace.evidence)
        return list(dict.fromkeys(found))


@contextmanager
def throw_away(benchmark: Benchmark, settings: Settings, on_embed: Progress) -> Iterator[ThrowAway]:
    """Each passage becomes a document without a municipality, its title the heading above it.

    Raises:
        ModelError: the embedding model is not there.
    """
    model = settings.embedding_model
    with tempfile.TemporaryDirectory(prefix="keikaku-benchmark-") as name:
        folder = Path(name)
        data_dir = folder / "data"
        _share_models(settings.data_dir, data_dir)
        sources = _write(benchmark.passages, folder)
        report = ingest(
            sources,
            data_dir,
            load_embeddings(model, data_dir),
            on_progress=lambda step, done, total: (
                on_embed(done, total) if step == "embed" else None
            ),
        )
        changes = {"data_dir": data_dir, "chroma_url": None}
        assistant = Assistant(settings.model_copy(update=changes))
        passage_ids = {
            source.doc_id: passage.id
            for source, passage in zip(sources, benchmark.passages, strict=True)
        }
        yield ThrowAway(assistant, passage_ids, sum(one.n_units for one in report.documents))
        assistant.index().close()


def _share_models(settled: Path, data_dir: Path) -> None:
    """Let a throw-away data directory use the default model that another one has."""
    models = default_model_folder(settled).parent
    data_dir.mkdir()
    (data_dir / models.name).symlink_to(models, target_is_directory=True)


def _write(passages: tuple[Passage, ...], folder: Path) -> list[Source]:
    sources = []
    for number, passage in enumerate(passages):
        path = folder / f"d{number:06d}.md"
        heading = f"# {passage.title}\n\n" if passage.title else ""
        path.write_text(f"{heading}{passage.text}\n", encoding="utf-8")
        info = DocumentInfo(doc_id=path.stem, title=passage.title or passage.id, municipality=None)
        sources.append(Source(path, info))
    return sources
