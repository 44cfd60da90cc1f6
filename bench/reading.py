"""How fast documents are read: load, structure, units, facts; on one core, without embedding.

    .venv/bin/python -m bench.reading [--megabytes 5] [--rounds 3] [--profile]

The corpus texts are repeated to the size asked for (as files of about one megabyte, which is
what a long plan has), and each step is timed in seconds of one core (what else runs does not count). The issue asks for 1 MB of text a second or better.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.facts.extract import extract_facts
from ingest.formats import load_document
from ingest.structure.reader import read_structure
from ingest.units import build_units

CORPUS = Path(__file__).parents[1] / "corpus"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Timing:
    """Seconds for each step over all files, and what was read."""

    n_bytes: int
    n_characters: int
    n_units: int
    load: float
    structure: float
    units: float
    facts: float

    @property
    def total(self) -> float:
        """Seconds for all steps."""
        return self.load + self.structure + self.units + self.facts


def read_all(paths: list[Path]) -> Timing:
    """Read some files and time the steps."""
    load = structure = units = facts = 0.0
    n_characters = n_units = 0
    for path in paths:
        started = time.process_time()
        document = load_document(path)
        loaded = time.process_time()
        read = read_structure(document.text)
        structured = time.process_time()
        built = build_units(path.stem, document.text, read)
        cut = time.process_time()
        extract_facts(path.stem, document.text, read, built)
        done = time.process_time()
        n_units += len(built)
        n_characters += len(document.text)
        load += loaded - started
        structure += structured - loaded
        units += cut - structured
        facts += done - cut
    n_bytes = sum(path.stat().st_size for path in paths)
    return Timing(n_bytes, n_characters, n_units, load, structure, units, facts)


def write_texts(folder: Path, megabytes: float) -> list[Path]:
    """The corpus texts, each repeated, together of about that size.

    A paragraph that a section has said before is left out of the index, so every copy gets a
    chapter of its own.
    """
    texts = [
        path.read_text("utf-8")
        for path in sorted(CORPUS.glob("*.*"))
        if path.suffix in (".txt", ".md")
    ]
    copies = max(round(megabytes * _MEGABYTE / sum(len(text.encode()) for text in texts)), 1)
    paths = []
    for index, text in enumerate(texts):
        path = folder / f"{index}.txt"
        chapters = (f"# 第{copy}編 写し{copy}\n\n{text}\n\n" for copy in range(1, copies + 1))
        path.write_text("".join(chapters), "utf-8")
        paths.append(path)
    return paths


def report(timing: Timing) -> str:
    """The figures as lines."""
    megabytes = timing.n_bytes / _MEGABYTE
    lines = [f"{megabytes:.1f} MB, {timing.n_characters:,} characters, {timing.n_units:,} units"]
    for name in ("load", "structure", "units", "facts", "total"):
        seconds = getattr(timing, name)
        lines.append(
            f"{name:>10} {seconds:7.2f} s {megabytes / seconds:7.2f} MB/s"
            f" {timing.n_characters / seconds:12,.0f} characters/s"
        )
    return "\n".join(lines)


def profiled(function: Callable[[], object], top: int = 15) -> None:
    """Print the functions that take the most time."""
    profile = cProfile.Profile()
    profile.runcall(function)
    pstats.Stats(profile).sort_stats("tottime").print_stats(top)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure how fast documents are read.")
    parser.add_argument("--megabytes", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3, help="the fastest counts")
    parser.add_argument("--profile", action="store_true", help="also print the hot spots")
    parser.add_argument(
        "--memory", action="store_true", help="also print the peak of allocated memory"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_texts(Path(folder), arguments.megabytes)
        rounds = [read_all(paths) for _ in range(arguments.rounds)]
        print(report(min(rounds, key=lambda timing: timing.total)))  # noqa: T201
        if arguments.memory:
            tracemalloc.start()
            read_all(paths)
            print(f"    memory {tracemalloc.get_traced_memory()[1] / _MEGABYTE:7.0f} MB")  # noqa: T201
            tracemalloc.stop()
        if arguments.profile:
            profiled(lambda: read_all(paths))


if __name__ == "__main__":
    main()
