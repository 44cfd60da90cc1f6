"""How likely it is that the plans answer at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from assistant import answerable as answerable_module
from assistant.answerable import (
    FEATURES,
    features_of,
    is_off_subject,
    probability,
    statements,
)
from assistant.demands import unmet
from assistant.rank import Evidence
from assistant.signals import NAMES
from assistant.weights import Weights
from ingest.index import Index
from tests.assistant.small_index import (
    ask_for,
    hit_of,
    poor,
    signals,
    small_index,
    sure,
    unit_with,
)

FACT = ask_for("テレワークについて")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("answerable"))


def weigh(
    monkeypatch: pytest.MonkeyPatch, weights: Mapping[str, float], intercept: float = 0.0
) -> None:
    """Weights of one's own: 0 but for those given."""
    given = Weights(
        np.zeros(len(NAMES)), {name: weights.get(name, 0.0) for name in FEATURES}, intercept
    )
    monkeypatch.setattr(answerable_module, "load_weights", lambda: given)


def evidence(index: Index, score: float = 0.0, **values: float) -> Evidence:
    return Evidence(
        hit_of(index, unit_with(index, "テレワーク")),
        score,
        values.get("coverage", 0.0),
        values.get("own", 0.0),
        fits_kind=bool(values.get("fits_kind")),
        signals=signals(**values),
    )


def test_no_evidence_no_answer() -> None:
    assert probability(FACT, []) == 0.0


def test_a_greeting_is_off_the_subject_whoever_asks() -> None:
    for home in (None, "青葉市"):
        assert is_off_subject(ask_for("おはようございます！今日もよろしくお願いします", home), [])
    assert not is_off_subject(ask_for("よろしくお願いします。目標は？", "青葉市"), [])


def test_strong_evidence_is_likely_to_answer_and_weak_evidence_is_not(index: Index) -> None:
    unit = unit_with(index, "テレワーク")
    for question in (FACT, ask_for("テレワークの実施率は何％？"), ask_for("What is telework?")):
        assert probability(question, [sure(index, unit)]) > 0.9
        assert probability(question, [poor(index, unit)]) < 0.1


def test_it_is_the_logistic_of_the_weighed_features(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch, {"score": 0.5, "coverage": 2.0}, intercept=-1.0)
    # -1 + 0.5 * 3 + 2 * 0.75 = 2
    found = probability(FACT, [evidence(index, 3.0, coverage=0.75)])
    assert found == pytest.approx(1 / (1 + math.exp(-2)))


@pytest.mark.parametrize(("intercept", "expected"), [(1e6, 1.0), (-1e6, 0.0), (0.0, 0.5)])
def test_it_stays_a_probability(
    index: Index, monkeypatch: pytest.MonkeyPatch, intercept: float, expected: float
) -> None:
    weigh(monkeypatch, {}, intercept)
    found = probability(FACT, [evidence(index, coverage=1.0)])
    assert 0.0 <= found <= 1.0
    assert found == pytest.approx(expected, abs=1e-9)


def test_what_stands_nowhere_in_the_plans_is_not_answered(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch, {}, 1e6)
    assert probability(FACT, [evidence(index, coverage=0.0, above_silence=-0.1)]) == 0.0
    # Other words may say the same, and a follow-up has its subject from before.
    assert probability(FACT, [evidence(index, coverage=0.0, above_silence=0.1)]) > 0.99
    assert probability(FACT, [evidence(index, coverage=0.5, above_silence=-0.1)]) > 0.99


def test_there_is_a_figure_for_every_feature_and_no_other(index: Index) -> None:
    found = features_of(FACT, [evidence(index)])
    assert set(found) == set(FEATURES)
    assert len(set(FEATURES)) == len(FEATURES)


def test_what_the_best_piece_is_like(index: Index) -> None:
    best = evidence(index, 5.0, coverage=0.5, own=0.25, late=0.8, topic=1.0, heaviest_missing=0.7)
    other = evidence(index, 4.0, coverage=1.0, own=0.75, late=0.9, topic=0.5)
    found = features_of(FACT, [best, other])
    assert (found["score"], found["coverage"], found["topic"]) == (5.0, 0.5, 1.0)
    assert (found["missing"], found["missing_own"]) == (0.7, 0.0)
    # The best of all that is considered may be another's.
    assert (found["best_coverage"], found["best_own"], found["best_late"]) == (1.0, 0.75, 0.9)


def test_the_lead_is_how_far_the_first_three_lie_below_the_best(index: Index) -> None:
    four = [evidence(index, score) for score in (6.0, 3.0, 0.0, -90.0)]
    assert features_of(FACT, four)["lead"] == pytest.approx(3.0 - 6.0)
    assert features_of(FACT, four[:2])["lead"] == pytest.approx(4.5 - 6.0)
    assert features_of(FACT, four[:1])["lead"] == 0.0


def test_the_estimate_is_that_of_the_ranking_whatever_was_put_forward_since(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch, {"score": 1.0})
    best, put_forward = evidence(index, 2.0), evidence(index, -2.0)
    expected = pytest.approx(1 / (1 + math.exp(-2.0)))
    assert probability(FACT, [best, put_forward]) == expected
    assert probability(FACT, [put_forward, best]) == expected


def test_only_the_first_pieces_are_looked_at(index: Index) -> None:
    filler = [evidence(index)] * 40
    assert features_of(FACT, [*filler, evidence(index, coverage=1.0)])["best_coverage"] == 0.0
    assert features_of(FACT, [*filler[:-1], evidence(index, coverage=1.0)])["best_coverage"] == 1.0


def test_a_value_is_missing_where_none_of_those_shown_has_it(index: Index) -> None:
    without, with_it = evidence(index, counter_missing=1.0), evidence(index, counter=1.0)
    assert features_of(FACT, [without] * 5)["value_missing"] == 1.0
    assert features_of(FACT, [*[without] * 4, with_it])["value_missing"] == 0.0
    assert features_of(FACT, [*[without] * 5, with_it])["value_missing"] == 1.0


def test_a_definition_is_missing_only_where_one_is_asked_for(index: Index) -> None:
    asked = ask_for("テレワークとは何ですか")
    assert asked.kind == "definition"
    none, defines = evidence(index), evidence(index, defines=1.0)
    assert features_of(asked, [none])["definition_missing"] == 1.0
    assert features_of(asked, [none, defines])["definition_missing"] == 0.0
    assert features_of(asked, [*[none] * 5, defines])["definition_missing"] == 1.0
    assert features_of(FACT, [none])["definition_missing"] == 0.0


@pytest.mark.parametrize(
    ("question", "feature", "figure"),
    [
        ("テレワーク実施率は何％？", "kind_numeric", 1.0),
        ("テレワークはいつから？", "kind_date", 1.0),
        ("テレワークはいつから？", "kind_numeric", 0.0),
        ("テレワークの担当は誰？", "kind_who", 1.0),
        ("テレワークについて", "kind_fact", 1.0),
        ("市長の名前は？", "name", 1.0),
        ("テレワークの担当は誰？", "name", 0.0),
        ("What is telework?", "english", 1.0),
        ("テレワークとは？", "english", 0.0),
        ("横浜市のテレワークは？", "place", 1.0),
        ("青葉市のテレワークは？", "place", 0.0),
    ],
)
def test_what_the_question_is_like(
    index: Index, question: str, feature: str, figure: float
) -> None:
    assert features_of(ask_for(question), [evidence(index)])[feature] == figure


def test_features_of_both(index: Index) -> None:
    piece = evidence(index, coverage=0.75, own=0.5, target=1.0)
    english, place = ask_for("What is telework?"), ask_for("横浜市のテレワークは？")
    assert features_of(english, [piece])["english_coverage"] == 0.75
    assert features_of(FACT, [piece])["english_coverage"] == 0.0
    assert features_of(place, [piece])["place"] == 1.0
    assert features_of(FACT, [piece])["place"] == 0.0
    assert features_of(ask_for("テレワーク実施率は何％？"), [piece])["target"] == 1.0


def test_a_follow_up_is_read_with_what_came_before(index: Index) -> None:
    alone = replace(FACT, text="テレワークは?", standalone="テレワークは?")
    after = replace(alone, standalone="青葉市のテレワークは?")
    assert features_of(alone, [evidence(index)])["follow_up"] == 0.0
    assert features_of(after, [evidence(index)])["follow_up"] == 1.0


def test_bm25_is_the_best_of_any(index: Index) -> None:
    weak, strong = evidence(index), evidence(index)
    strong = replace(strong, hit=replace(strong.hit, bm25=25.0))
    assert features_of(FACT, [weak, strong])["bm25"] == pytest.approx(2.5)


def test_a_row_states_what_its_table_counts(index: Index) -> None:
    asked = ask_for("テレワークの費用はいくらですか")
    unit = replace(unit_with(index, "テレワーク"), quote="テレワーク 1,200", cells=())
    bare, counted = (
        replace(evidence(index), hit=replace(hit_of(index, unit), unit=one))
        for one in (unit, replace(unit, measure="千円"))
    )
    assert unmet(asked, statements([bare]))
    assert not unmet(asked, statements([counted]))


def test_a_target_of_all_that_is_asked_about_answers(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch, {}, intercept=-5.0)
    asked = ask_for("テレワークについて")
    assert probability(asked, [evidence(index, target=1.0, coverage=1.0)]) >= 0.5
    assert probability(asked, [evidence(index, target=1.0, coverage=0.8)]) < 0.1
    assert probability(asked, [evidence(index, target=0.0, coverage=1.0)]) < 0.1


def test_a_heading_that_names_all_that_is_asked_about_answers(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    weigh(monkeypatch, {}, intercept=-5.0)
    assert probability(FACT, [evidence(index, heading=1.0, coverage=1.0)]) >= 0.5
    assert probability(FACT, [evidence(index, heading=1.0, coverage=0.8)]) < 0.1
    assert probability(FACT, [evidence(index, heading=0.0, coverage=1.0)]) < 0.1
