"""The file of fitted weights fits the code, and no weight is beyond reason.

The figures change with every fit; only what any sane fit keeps is said here.
"""

from __future__ import annotations

from importlib import resources

import numpy as np
import pytest
import yaml

from assistant import weights as weights_module
from assistant.answerable import FEATURES
from assistant.signals import NAMES
from assistant.weights import Weights, load_weights
from evals.tune import write_weights


def test_the_file_names_every_signal_and_feature_and_no_other() -> None:
    text = resources.files("assistant").joinpath("weights.yaml").read_text(encoding="utf-8")
    loaded = yaml.safe_load(text)
    assert set(loaded) == {"ranking", "answerable", "intercept"}
    assert list(loaded["ranking"]) == list(NAMES)
    assert list(loaded["answerable"]) == list(FEATURES)
    assert load_weights().ranking.tolist() == list(loaded["ranking"].values())
    assert load_weights().intercept == loaded["intercept"]


def test_the_weights_are_finite() -> None:
    weights = load_weights()
    assert weights.ranking.shape == (len(NAMES),)
    assert np.isfinite(weights.ranking).all()
    assert np.isfinite([*weights.answerable.values(), weights.intercept]).all()


@pytest.mark.parametrize(
    "name", ["coverage", "letters_near", "bm25", "late", "fits_kind", "year_own"]
)
def test_what_speaks_for_a_hit_counts_for_it(name: str) -> None:
    assert load_weights().ranking[NAMES.index(name)] > 0


@pytest.mark.parametrize("name", ["heading", "unnamed", "year_other", "counter_missing"])
def test_what_speaks_against_a_hit_counts_against_it(name: str) -> None:
    assert load_weights().ranking[NAMES.index(name)] < 0


def test_a_high_score_makes_an_answer_more_likely_and_a_personal_name_less() -> None:
    answerable = load_weights().answerable
    assert answerable["score"] > 0
    assert answerable["name"] <= 0


def test_they_are_read_once() -> None:
    assert load_weights() is load_weights()


def test_a_missing_weight_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module, "NAMES", (*NAMES, "a new signal"))
    load_weights.cache_clear()
    try:
        with pytest.raises(KeyError, match="a new signal"):
            load_weights()
    finally:
        load_weights.cache_clear()


def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("weights")
    numbers = np.arange(len(NAMES), dtype=np.float64) / 7
    features = {name: -number / 3 for number, name in enumerate(FEATURES)}
    write_weights(Weights(numbers, features, 1.234567), folder / "weights.yaml")
    monkeypatch.setattr(resources, "files", lambda package: folder)
    load_weights.cache_clear()
    try:
        read = load_weights()
    finally:
        load_weights.cache_clear()
    assert read.ranking.tolist() == pytest.approx(numbers.tolist(), abs=5e-6)
    assert dict(read.answerable) == pytest.approx(features, abs=5e-6)
    assert list(read.answerable) == list(FEATURES)
    assert read.intercept == 1.23457
