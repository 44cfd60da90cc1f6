"""Numbers must stand in what is cited, and quotes in the source."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.schema import Citation
from assistant.verify import check_citations, is_grounded, keep_grounded, numbers_in
from ingest.errors import IndexStateError
from ingest.manifest import DocumentInfo
from ingest.store import StoredDocument

TEXT = "前文。テレワーク実施率を80%に\nします。後文。"
DOCUMENT = StoredDocument(
    DocumentInfo(doc_id="aoba", title="計画", municipality="青葉市"), TEXT, "utf-8", "a.txt", ()
)


def citation(n: int, quote: str, start: int = 0, end: int = 0, doc_id: str = "aoba") -> Citation:
    return Citation(
        n=n,
        doc_id=doc_id,
        title="計画",
        municipality="青葉市",
        section=("1 目標",),
        page=None,
        quote=quote,
        start=start,
        end=end,
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("80%", {"80"}),
        ("８０％", {"80"}),
        ("1,234人", {"1234"}),
        ("１，２３４，５６７円", {"1234567"}),
        ("12.5%", {"12.5"}),
        ("第1,2章", {"1", "2"}),
        ("1,2345", {"1", "2345"}),
        ("007", {"7"}),
        ("0件", {"0"}),
        ("3月31日", {"3", "31"}),
        ("なし", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    "text", ["令和7年度", "R7年度", "Ｒ７", "2025年度", "FY2025", "令和七年度", "平成37年"]
)
def test_a_year_is_the_same_in_every_calendar(text: str) -> None:
    assert numbers_in(text) == {"2025年"}


def test_a_year_grounds_no_quantity() -> None:
    quotes = {1: "令和7年度までに導入する。"}
    assert is_grounded("2025年度までに導入 [1]", quotes)
    for wrong in ("7件を導入 [1]", "100%導入 [1]", "37台 [1]", "2026年度 [1]"):
        assert not is_grounded(wrong, quotes)


@pytest.mark.parametrize(
    ("line", "quote", "grounded"),
    [
        ("80%にする [1]", "８０％にします", True),
        ("90%にする [1]", "80%にします", False),
        ("1234人 [1]", "1,234人", True),
        ("1,234人 [1]", "1234人", True),
        ("12人 [1]", "1,234人", False),
        ("12.5% [1]", "12.5%", True),
        ("5% [1]", "12.5%", False),
        ("FY2023 [1]", "令和5年度", True),
        ("令和元年度 [1]", "2019年度", True),
        ("導入する [1]", "何もない", True),
        ("導入する", "何もない", True),
    ],
)
def test_each_number_of_a_line_must_stand_in_its_quotes(
    line: str, quote: str, grounded: bool
) -> None:
    assert is_grounded(line, {1: quote}) is grounded


def test_only_what_the_line_itself_cites_counts() -> None:
    quotes = {1: "80%", 2: "50%"}
    assert is_grounded("80%と50% [1][2]", quotes)
    assert not is_grounded("80%と50% [1]", quotes)
    assert not is_grounded("80%", quotes)
    assert not is_grounded("80% [3]", quotes)


def test_the_number_of_a_marker_is_no_statement_but_an_escaped_bracket_is() -> None:
    assert is_grounded("導入する [12]", {12: "導入する"})
    assert not is_grounded("導入する \\[12\\] [1]", {1: "導入する"})


def test_wrong_lines_are_dropped_and_the_others_kept() -> None:
    text = (
        "青葉市の計画：[1]\n\n- 80%にする [1]\n- 90%にする [1]\n\n|a|b|\n|---|:-:|\n| 50% | [2] |"
    )
    kept = keep_grounded(text, (citation(1, "80%"), citation(2, "60%")))
    assert kept == "青葉市の計画：[1]\n\n- 80%にする [1]\n\n|a|b|\n|---|:-:|"


def test_a_quote_that_is_in_the_source_passes() -> None:
    right = citation(1, "テレワーク実施率を80%にします。", 3, 21)
    check_citations((right,), {"aoba": DOCUMENT}.get)
    check_citations((), {"aoba": DOCUMENT}.get)


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "テレワーク実施率を90%にします。"},
        {"start": 4},
        {"end": 20},
        {"quote": "テレワーク実施率を80%に\nします。"},
        {"doc_id": "midori"},
    ],
)
def test_a_quote_that_is_not_in_the_source_raises(change: dict[str, object]) -> None:
    right = citation(1, "テレワーク実施率を80%にします。", 3, 21)
    wrong = right.model_copy(update=change)
    with pytest.raises(IndexStateError) as caught:
        check_citations((right, wrong), {"aoba": DOCUMENT}.get)
    assert caught.value.key == "quote_not_in_source"
    assert caught.value.values["doc_id"] == wrong.doc_id


def test_a_text_that_changed_under_its_index_raises() -> None:
    right = citation(1, "テレワーク実施率を80%にします。", 3, 21)
    changed = replace(DOCUMENT, text=TEXT.replace("80", "90"))
    with pytest.raises(IndexStateError):
        check_citations((right,), {"aoba": changed}.get)


@pytest.mark.parametrize("header", ["取組 ７年度 ８年度 担当課", "７年度"])
def test_a_year_without_its_era_is_grounded_by_itself_however_it_stands(header: str) -> None:
    quotes = {1: "文書管理システム 準備", 2: header}
    assert is_grounded("- 文書管理システム ― ７年度：準備 [1][2]", quotes)
    assert not is_grounded("- 文書管理システム ― ９年度：準備 [1][2]", quotes)
    assert not is_grounded("- 文書管理システム ― 令和9年度：準備 [1][2]", quotes)
