"""The product's speed beside the stock recipe's: one run, same weights, same machine, ratios.

    make bench        (or: .venv/bin/python -m bench.speed [--questions 40] [--rounds 5])

Both sides are timed in turn, round after round, so that what else the machine does meets both. A
question's figure is the median of its rounds; an indexing time the best of its rounds. Writes
``build/bench/speed.json``, ``speed.md`` and ``speed.png``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from assistant.offline import close_network
from assistant.service import Assistant
from assistant.settings import Settings, load_settings
from bench.processes import cold_ask, serving_memory
from bench.reading import read_all, write_texts
from bench.speed_report import Speed, write_report
from bench.stock import StockRecipe
from evals.dataset import default_dataset, load_items
from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.model import load_embeddings
from ingest.embedding.prepared_model import default_model_folder
from ingest.load import load_text
from ingest.pipeline import ingest
from ingest.sources import find_sources

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
OUT = ROOT / "build" / "bench"
_INDEX_ROUNDS = 2
_COLD_ROUNDS = 3
_READING_MEGABYTES = 1.0


def measure(questions: Sequence[str], rounds: int) -> Speed:
    """Measure everything; minutes."""
    with tempfile.TemporaryDirectory(prefix="keikaku-bench-") as name:
        folder = Path(name)
        data_dir = folder / "data"
        models = ensure_default_model(load_settings().data_dir).parent
        data_dir.mkdir()
        (data_dir / models.name).symlink_to(models, target_is_directory=True)
        stock = StockRecipe(default_model_folder(data_dir))
        index, n_units, stock_index, n_chunks = _index_both(stock, data_dir, folder)
        assistant = Assistant(Settings(data_dir=data_dir, home=None, _env_file=None))
        assistant.warm_up()
        ask, retrieval = in_turn(
            [assistant.ask, stock.retrieve],
            questions,
            rounds,
        )
        return Speed(
            ask=ask,
            stock_retrieval=retrieval,
            index=index,
            stock_index=stock_index,
            n_units=n_units,
            n_chunks=n_chunks,
            cold_ask=median(cold_ask(questions[0], data_dir) for _ in range(_COLD_ROUNDS)),
            serving_mib=serving_memory(questions, data_dir),
            reading_megabytes=_reading(folder),
            processors=len(os.sched_getaffinity(0)),
            load_average=os.getloadavg()[0],
        )


def in_turn(
    systems: Sequence[Callable[[str], object]], questions: Sequence[str], rounds: int
) -> tuple[tuple[float, ...], ...]:
    """Time several systems on the same questions, one after the other, question by question.

    A first round is not counted.

    Returns:
        For each system, for each question, the median of its rounds in milliseconds.
    """
    taken = np.zeros((rounds + 1, len(systems), len(questions)))
    for round_ in range(rounds + 1):
        for number, question in enumerate(questions):
            for which, system in enumerate(systems):
                taken[round_, which, number] = 1000 * _seconds(lambda: system(question))  # noqa: B023
    return tuple(tuple(row) for row in np.median(taken[1:], axis=0).tolist())


def _index_both(stock: StockRecipe, data_dir: Path, folder: Path) -> tuple[float, int, float, int]:
    """Index the plans with both in turn: best seconds and number of pieces of each."""
    sources = find_sources([CORPUS])
    embeddings = load_embeddings(None, data_dir)
    embeddings.embed_array(["温める"])
    texts = {source.path.stem: load_text(source.path).text for source in sources}
    ours, theirs = [], []
    n_units = n_chunks = 0
    for round_ in range(_INDEX_ROUNDS):
        target = folder / f"ours-{round_}"
        started = time.perf_counter()
        report = ingest(sources, target, embeddings)
        ours.append(time.perf_counter() - started)
        n_units = sum(document.n_units for document in report.documents)
        started = time.perf_counter()
        n_chunks = stock.index(texts, folder / f"stock-{round_}")
        theirs.append(time.perf_counter() - started)
    ingest(sources, data_dir, embeddings)
    return min(ours), n_units, min(theirs), n_chunks


def _reading(folder: Path) -> float:
    texts = folder / "texts"
    texts.mkdir()
    timing = read_all(write_texts(texts, _READING_MEGABYTES))
    return timing.n_bytes / 1_000_000 / timing.total


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure the product beside the stock recipe.")
    parser.add_argument("--questions", type=int, default=40, help="of the dev split, no follow-ups")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    close_network()
    items = [item for item in load_items(default_dataset(), "dev") if not item.history]
    step = max(len(items) // arguments.questions, 1)
    questions = [item.question for item in items[::step]][: arguments.questions]
    print(write_report(measure(questions, arguments.rounds), OUT))  # noqa: T201


if __name__ == "__main__":
    main()
