"""The lie-detection test: lies are caught, and faithful renderings are let through."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
import yaml

from assistant.llm.evidence import support_of
from assistant.municipalities import Directory
from assistant.verification.check import Frame, fault_of
from assistant.verification.support import Support
from ingest.embedding.model import load_embeddings
from ingest.index import Index
from ingest.units import Unit
from prompts import LANGUAGES, Language
from tests.assistant.verification.lies import lies

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
N_NEAR, N_FAR, REACH = 2, 2, 3


@dataclass(frozen=True)
class Case:
    """A faithful sentence; evidence 1 is what it renders, the others are of the same document."""

    text: str
    language: Language
    doc_id: str
    supports: Mapping[int, Support]
    alike: Callable[[str], Mapping[int, float]]


@pytest.fixture(scope="module")
def index(corpus_data_dir: Path) -> Index:
    return Index.open(corpus_data_dir, load_embeddings(None, corpus_data_dir))


@pytest.fixture(scope="module")
def cases(index: Index) -> list[Case]:
    rows = yaml.safe_load((HERE / "paraphrases.yaml").read_text(encoding="utf-8"))
    rng = Random(20)
    made = []
    for row in rows:
        units = index.store.units_of(row["doc"])
        info = index.store.infos[row["doc"]]
        right = next(unit for unit in units if row["at"] in unit.statement)
        shown = [right, *others_of(right, row["at"], units, rng)]
        supports = {number: support_of(unit, info) for number, unit in enumerate(shown, start=1)}

        def alike(text: str, shown: list[Unit] = shown) -> dict[int, float]:
            return dict(enumerate(index.cosines(text, shown), start=1))

        for language in LANGUAGES:
            made += [Case(text, language, row["doc"], supports, alike) for text in row[language]]
    return made


def others_of(right: Unit, at: str, units: list[Unit], rng: Random) -> list[Unit]:
    """What stands beside the right unit, and something from far away."""
    rest = [unit for unit in units if at not in unit.statement and unit.kind != "heading"]
    near = [unit for unit in rest if abs(unit.order - right.order) <= REACH][:N_NEAR]
    return [*near, *rng.sample([unit for unit in rest if unit not in near], N_FAR)]


def frame_of(case: Case, directory: Directory, *, by_likeness: bool) -> Frame:
    spellings = tuple((one.name, *one.aliases) for one in directory.all)
    return Frame(case.language, case.supports, spellings, case.alike if by_likeness else None)


def test_faithful_renderings_are_let_through(cases: list[Case], index: Index) -> None:
    directory = Directory(index.store.infos.values())
    assert min(Counter(case.language for case in cases).values()) >= 100
    alarms = [
        (case.text, fault)
        for case in cases
        if (fault := fault_of(case.text, (1,), frame_of(case, directory, by_likeness=True)))
    ]
    log.info(f"false alarms: {len(alarms)} of {len(cases)}")
    assert len(alarms) / len(cases) <= 0.02, alarms


def test_lies_are_caught(cases: list[Case], index: Index) -> None:
    """The likeness of texts, which takes a model, is asked only about wrong citations."""
    directory = Directory(index.store.infos.values())
    rng = Random(21)
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed = []
    for case in cases:
        numbers = [number for number in case.supports if number > 1]
        for lie in lies(case.text, case.language, case.doc_id, numbers, rng):
            by_likeness = lie.kind == "wrong citation number"
            frame = frame_of(case, directory, by_likeness=by_likeness)
            made[lie.kind] += 1
            if fault_of(lie.text, (lie.cites,), frame) is not None:
                caught[lie.kind] += 1
            else:
                missed.append((lie.kind, lie.text))
    for kind in made:
        log.info(f"{kind}: {caught[kind]} of {made[kind]}")
    log.info(f"caught: {caught.total()} of {made.total()}")
    assert made.total() >= 200
    assert len(made) == 8
    assert caught.total() / made.total() >= 0.98, missed
    assert all(caught[kind] / made[kind] >= 0.9 for kind in made), missed
