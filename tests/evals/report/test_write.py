from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.evaluation import latest_evaluation, latest_report
from assistant.settings import Settings
from evals.errors import ResultsError
from evals.gold import find_gold
from evals.library import Library
from evals.record import make_record
from evals.report.write import failures_of, keep_as_latest, write_report
from evals.runner import run
from evals.session import Session
from evals.summary import summarize
from tests.evals.small_city import Scripted, answer, cite, evidence_of, item, unanswerable
from tests.evals.test_runner import META

EVIL = '<script>alert("丘")</script>'
VOID = {"meta"}


@pytest.fixture
def session(small: Library, tmp_path: Path) -> Session:
    dataset = tmp_path / "items.jsonl"
    dataset.write_text("{}", encoding="utf-8")
    items = [
        item(id="evil", question=EVIL, note=EVIL, history=[EVIL], must=[[f"80%{EVIL}"]]),
        item(id="right", question="right"),
        item(id="broken", question="broken", section=None),
        unanswerable(id="none", question="none"),
    ]
    golds = find_gold(dataset, items, small)
    said = answer(f"30人 [1]{EVIL}", [cite(small, "hill", "30人")], question=EVIL)
    scripted = Scripted(
        {
            EVIL: said,
            "right": answer("80% [1]", [cite(small, "hill", "80%")]),
            "broken": RuntimeError(EVIL),
            "none": answer("80%"),
        },
        tuple(evidence_of(small["hill"], unit) for unit in small["hill"].units),
    )
    record = make_record(dataset, "dev", Settings(), META)
    return Session(record, golds, small, run(golds, scripted, small))


def _html(session: Session, folder: Path) -> str:
    path = folder / "deep" / "report.html"
    write_report(path, session, summarize(session.results))
    return path.read_text(encoding="utf-8")


class _Tags(HTMLParser):
    """Keeps all elements and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_text_of_questions_and_answers_is_escaped(session: Session, tmp_path: Path) -> None:
    page = _html(session, tmp_path)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 5


def test_the_page_fetches_nothing(session: Session, tmp_path: Path) -> None:
    page = _html(session, tmp_path)
    tags = _Tags()
    tags.feed(page)
    assert tags.open == []
    names = {name for name, _ in tags.seen}
    assert not names & {"script", "link", "img", "iframe", "object", "a", "base", "form"}
    for _, attributes in tags.seen:
        assert "src" not in attributes
        assert (attributes.get("xlink:href") or "#").startswith("#")
    assert not re.search(r"https?://", page)
    assert not re.search(r"url\((?!#)", page)
    assert "@import" not in page


def test_failed_items_say_why(session: Session, tmp_path: Path) -> None:
    causes = {one.item.id: one.cause for one in failures_of(session)}
    assert causes == {
        "evil": "wrong unit chosen",
        "broken": "error",
        "none": "should have refused",
    }
    page = _html(session, tmp_path)
    assert "Failed items (3)" in page
    assert "丘市計画 › 2 人材" in page
    assert "a refusal: the documents do not say" in page


def test_markdown(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    write_report(path, session, summarize(session.results))
    text = path.read_text(encoding="utf-8")
    assert "| Correct | 33.3 |" in text
    assert "| should have refused | 1 |" in text
    assert "4 items, 1 errors, 0 unscored" in text
    assert EVIL not in text


def test_a_report_that_cannot_be_written(session: Session, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ResultsError, match="cannot be written"):
        write_report(tmp_path / "file" / "report.md", session, summarize(session.results))


def test_the_page_finds_the_latest_run(session: Session, tmp_path: Path) -> None:
    summary = summarize(session.results)
    keep_as_latest(tmp_path, session, summary)

    kept = latest_evaluation(tmp_path)
    assert kept is not None
    assert kept.n_items == 4
    assert kept.n_failed == len(failures_of(session))
    correct = next(one for one in kept.headlines if one.name == "correct")
    assert correct.mean == summary.overall.figures["correct"].mean
    report = latest_report(tmp_path)
    assert report is not None
    assert EVIL not in report
