from __future__ import annotations

from evals.results import Result, Scores
from evals.show import aligned, summary_text
from evals.summary import NO_DOCUMENT, summarize


def _result(name: str, correct: bool, *docs: str, lang: str = "ja", type: str = "who") -> Result:
    return Result.model_validate(
        {
            "id": name,
            "type": type,
            "lang": lang,
            "docs": docs,
            "question": name,
            "status": "ok",
            "correct": correct,
            "latency_ms": 100.0 if correct else 300.0,
            "scores": Scores(mrr_10=0.5),
        }
    )


RESULTS = (
    _result("a", True, "hill"),
    _result("b", False, "hill", "lake", lang="en", type="comparison"),
    _result("c", True, type="unanswerable"),
    _result("d", False, "lake"),
)


def test_groups() -> None:
    summary = summarize(RESULTS)
    assert summary.overall.figures["correct"].mean == 0.5
    assert summary.overall.figures["correct_answerable"].mean == 1 / 3
    assert list(summary.by_type) == ["who", "comparison", "unanswerable"]
    assert {name: group.n_items for name, group in summary.by_language.items()} == {
        "en": 1,
        "ja": 3,
    }
    assert {name: group.n_items for name, group in summary.by_document.items()} == {
        "hill": 2,
        "lake": 2,
        NO_DOCUMENT: 1,
    }


def test_a_measure_that_no_item_has_is_left_out() -> None:
    figures = summarize(RESULTS).overall.figures
    assert "mrr_10" in figures
    assert "groundedness" not in figures


def test_latency() -> None:
    overall = summarize(RESULTS).overall
    # 100, 100, 300, 300: the median is half way, p95 lies in the upper pair
    assert (overall.latency_p50_ms, overall.latency_p95_ms) == (200.0, 300.0)


def test_as_text() -> None:
    text = summary_text(summarize(RESULTS))
    assert "4 items, 0 errors, 0 unscored" in text
    assert "comparison    1      0.0" in text
    assert summary_text(summarize(())).startswith("0 items")


def test_full_width_text_is_aligned() -> None:
    assert aligned([["名", "1"], ["abcd", "22"]]) == ["名     1", "abcd  22"]
