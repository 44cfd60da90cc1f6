from pathlib import Path

from assistant.evaluation import (
    FIGURES_NAME,
    FOLDER_NAME,
    Evaluation,
    Headline,
    keep_evaluation,
    latest_evaluation,
    latest_report,
)
from assistant.ui.quality import evaluation_html, feedback_html
from tests.assistant.kept.test_feedback import rating

RUN = Evaluation(
    date="2025-04-01T09:00:00+00:00",
    dataset="<plans>.jsonl",
    split="test",
    engine="",
    n_items=155,
    n_failed=12,
    headlines=(Headline(name="correct", label="Correct", mean=0.925, low=0.88, high=0.96, n=155),),
)


def test_the_latest_run_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    assert latest_evaluation(tmp_path) is None
    assert latest_report(tmp_path) is None
    keep_evaluation(tmp_path, RUN, "<p>1</p>")
    keep_evaluation(tmp_path, RUN.model_copy(update={"n_failed": 3}), "<p>2</p>")

    found = latest_evaluation(tmp_path)
    assert found is not None
    assert found.n_failed == 3
    assert latest_report(tmp_path) == "<p>2</p>"
    (tmp_path / FOLDER_NAME / FIGURES_NAME).write_text("{}", encoding="utf-8")
    assert latest_evaluation(tmp_path) is None


def test_the_page_shows_its_figures_or_what_to_run() -> None:
    shown = evaluation_html(RUN, "ja")
    assert "正答率" in shown
    assert "<strong>92.5%</strong>" in shown
    assert "155問（うち正解でないもの12問）" in shown
    assert "&lt;plans&gt;.jsonl" in shown
    assert "keikaku eval" in evaluation_html(None, "en")


def test_what_was_not_helpful_is_listed_as_text() -> None:
    one = rating(reasons=("wrong",), comment="<b>80%</b>は別の市")
    shown = feedback_html({"up": 4, "down": 1}, (one,), "ja")

    assert "役に立った 4件・役に立たなかった 1件" in shown
    assert "内容が誤っている<br>&lt;b&gt;80%&lt;/b&gt;は別の市" in shown
    assert "<table" not in feedback_html({"up": 4, "down": 1}, (), "ja")
