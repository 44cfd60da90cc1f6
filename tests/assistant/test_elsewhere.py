"""A figure that a question takes for granted, and what a plan has instead."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.elsewhere import figure_elsewhere, figure_instead
from ingest.index import Index
from tests.assistant.small_index import ask_for, small_index, sure, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("elsewhere")
    return small_index(folder)


def test_what_the_plan_has_instead_of_a_figure(index: Index) -> None:
    copies = replace(sure(index, unit_with(index, "コピー使用量")), own=0.8)
    found = figure_instead(["80%"], [copies])
    assert found is not None
    assert (found[0], found[1].hit.unit.quote) == ("80%", "コピー使用量を50%削減します。")


def test_a_figure_of_another_unit_is_none_instead(index: Index) -> None:
    copies = replace(sure(index, unit_with(index, "コピー使用量")), own=0.8)
    assert figure_instead(["80件"], [copies]) is None
    assert figure_instead([], [copies]) is None


def test_what_hardly_speaks_of_it_is_none_instead(index: Index) -> None:
    copies = replace(sure(index, unit_with(index, "コピー使用量")), own=0.1)
    assert figure_instead(["80%"], [copies]) is None


def test_no_other_plan_is_named_without_a_municipality(index: Index) -> None:
    assert figure_elsewhere(ask_for("テレワーク実施率80%はいつまで？"), ["80%"], index) is None


def test_what_has_the_figure_itself_is_none_instead(index: Index) -> None:
    copies = replace(sure(index, unit_with(index, "コピー使用量")), own=0.8)
    assert figure_instead(["50%"], [copies]) is None
