"""Cross-fitting: each question is searched by what was fitted without its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from assistant.query_adapter import no_change
from assistant.rank import Evidence
from assistant.retrieve import Hit
from assistant.settings import Settings
from assistant.signals import NAMES
from assistant.understand import understand
from evals.fitting import cross_fit
from evals.fitting.cases import Case
from evals.fitting.cross_fit import Golds
from evals.fitting.tuned_index import Library
from evals.gold import Gold
from ingest.index import Index
from tests.assistant.small_index import small_directory
from tests.evals.small_city import item, small_library

DOCUMENTS = ("ash", "birch", "cedar", "date")
QUESTION = understand("テレワークの目標は？", small_directory(), None)


def case_about(doc_id: str, number: int) -> Case:
    """A question whose evidence is in a document."""
    document = small_library()["hill"]
    unit = replace(document.units[0], doc_id=doc_id)
    evidence = Evidence(
        Hit(unit, document.info, 0.1, 0.5, 1.0), 0.0, 0.5, 0.5, True, signals=np.zeros(len(NAMES))
    )
    asked = item(id=f"{doc_id}-{number}")
    return Case(asked, QUESTION, (evidence,), np.asarray([True]), cast(Index, None))


CASES = [case_about(doc_id, number) for doc_id in DOCUMENTS for number in range(3)]
GOLDS: Golds = {
    "plans": [cast(Gold, SimpleNamespace(item=case.item)) for case in CASES[:9]],
    "articles": [cast(Gold, SimpleNamespace(item=case.item)) for case in CASES[9:]],
}


def test_no_question_meets_what_was_fitted_to_its_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    by_id = {case.item.id: case for case in CASES}
    fitted: dict[str, set[str]] = {}
    searched: list[tuple[str, str]] = []
    told: list[set[str]] = []

    def indexes(settings: Settings, name: str, tuning: object = None) -> Any:
        if tuning is not None:
            fitted[name] = told[-1]
        return {library: f"{name} {library}" for library in GOLDS}

    def find(golds: Sequence[Gold], index: str, adapter: object) -> list[Case]:
        name, library = index.split()
        found = [by_id[gold.item.id] for gold in golds]
        assert all(gold in GOLDS[cast(Library, library)] for gold in golds)
        searched.extend((name, case.document) for case in found)
        return found

    def encoder(examples: Sequence[Case], settings: Settings) -> str:
        told.append({case.document for case in examples})
        return "tuning"

    def adapter(golds: Golds, indexes: dict[Library, str]) -> object:
        (name,) = {index.split()[0] for index in indexes.values()}
        asked = [gold for library in golds.values() for gold in library]
        assert {by_id[gold.item.id].document for gold in asked} == fitted[name]
        return no_change()

    monkeypatch.setattr(cross_fit, "tuned_indexes", indexes)
    monkeypatch.setattr(cross_fit, "find_cases", find)
    monkeypatch.setattr(cross_fit, "examples_of", lambda cases: cases)
    monkeypatch.setattr(cross_fit, "encoder_of", encoder)
    monkeypatch.setattr(cross_fit, "adapter_of", adapter)
    folds = cross_fit.cross_fitted(GOLDS, Settings(_env_file=None))
    crossed = [case.item.id for fold in folds for case in fold.cases]
    assert sorted(crossed) == sorted(by_id)
    assert all(fold.tuning == "tuning" for fold in folds)
    assert len(fitted) == cross_fit.FOLDS
    by_folds = [(name, document) for name, document in searched if name in fitted]
    assert {document for _, document in by_folds} == set(DOCUMENTS)
    assert not any(document in fitted[name] for name, document in by_folds)
