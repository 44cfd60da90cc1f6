"""Lists in the plans: found through a member, what opens them, or their heading; whole, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.lists import LONGEST, asked_count, enumerates, find_list, named_list
from assistant.rank import Evidence
from assistant.retrieve import Hit
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from ingest.units import Unit
from tests.assistant.small_index import BEST, ask_for, sure, unit_with
from tests.ingest.fake_embedder import FakeEmbedder

PLAN = f"""\
星市計画

■ 基本方針

本計画は、次の方針で進めます。

- 便利な窓口
- 速い仕事
- 育つ職員

■ 通信環境の整備

端末を配ります。

(1) 通信回線を太くする

回線を2本にします。

(2) 会議室を広くする

壁を除きます。

■ 数の多い研修

{chr(10).join(f"- 研修その{'いろはにほへとちりぬるをわか'[n]}" for n in range(14))}
- 研修その末

■ たった一つ

- ひとりだけ
"""

INFO = DocumentInfo(doc_id="hoshi", title="星市計画", municipality="星市", kind="plan")
POLICIES = ["便利な窓口", "速い仕事", "育つ職員"]
QUESTION = ask_for("基本方針をすべて挙げてください")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("lists")
    return published(folder, PLAN)


def published(folder: Path, text: str, name: str = "hoshi.txt") -> Index:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    ingest([Source(path, INFO)], folder / "data", FakeEmbedder(), keep_others=False)
    return Index.open(folder / "data", FakeEmbedder())


def unit(index: Index, words: str, kind: str | None = None) -> Unit:
    found = [
        one
        for one in index.store.units_of("hoshi")
        if words in one.quote and (kind is None or one.kind == kind)
    ]
    assert len(found) == 1, (words, found)
    return found[0]


def seen(index: Index, *scored: tuple[Unit, float]) -> list[Evidence]:
    return [
        Evidence(Hit(one, INFO, 0.01, 0.5, 1.0), score, 1.0, 1.0, fits_kind=True)
        for one, score in scored
    ]


def members(index: Index, evidence: Sequence[Evidence], question: str | None = None) -> list[str]:
    found = find_list(ask_for(question) if question else QUESTION, evidence, index)
    return [one.quote for one in found.members] if found else []


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("3つの柱は？", 3),
        ("３つの柱は？", 3),
        ("三つの基本方針は？", 3),
        ("五つの視点を挙げて", 5),
        ("4点を挙げて", 4),
        ("５項目を挙げて", 5),
        ("2種類の端末は？", 2),
        ("3本の柱とは？", 3),
        ("四本柱は？", 4),
        ("①〜⑤を挙げて", 5),
        ("①～③を挙げて", 3),
        ("① - ④ を挙げて", 4),
        ("What are the four pillars?", 4),
        ("What is the four-year total of all pillars?", None),
        ("Name the Three goals", 3),
        ("What are the 5 goals?", 5),
        ("方針をすべて挙げて", None),
        ("3つ目の柱は？", None),
        ("What are the goals?", None),
        ("令和7年度の項目は？", None),
        ("weighted by someone", None),
    ],
)
def test_how_many_members_are_asked_for(question: str, count: int | None) -> None:
    assert asked_count(ask_for(question)) == count


def test_no_evidence_no_list(index: Index) -> None:
    assert find_list(QUESTION, [], index) is None


@pytest.mark.parametrize("words", POLICIES)
def test_a_list_is_reached_through_any_of_its_members(index: Index, words: str) -> None:
    evidence = seen(index, (unit(index, words), 3.0))
    found = find_list(QUESTION, evidence, index)
    assert found is not None
    assert [one.quote for one in found.members] == POLICIES
    assert found.by == evidence[0]


def test_a_list_is_reached_through_the_sentence_that_opens_it(index: Index) -> None:
    assert members(index, seen(index, (unit(index, "次の方針"), 3.0))) == POLICIES


SUBSECTIONS = ["(1) 通信回線を太くする", "(2) 会議室を広くする"]


@pytest.mark.parametrize("words", ["端末を配ります", "回線を2本に", "通信回線を太く"])
def test_the_subsections_of_a_section_that_the_question_names(index: Index, words: str) -> None:
    evidence = seen(index, (unit(index, words), 3.0))
    assert members(index, evidence, "通信環境の整備で行うことをすべて挙げて") == SUBSECTIONS
    assert members(index, evidence, "行うことをすべて挙げて") == []


def test_a_section_is_not_named_by_what_says_nothing(tmp_path: Path) -> None:
    index = published(tmp_path, PLAN.replace("■ 通信環境の整備", "第2章 具体的な取組"))
    evidence = seen(index, (unit(index, "端末を配ります"), 3.0))
    assert evidence[0].hit.unit.section[-1] == "第2章 具体的な取組"
    assert members(index, evidence, "入口が分かれていたというけど、具体的に何と何と何？") == []
    assert members(index, evidence, "具体的な取組をすべて挙げて") == SUBSECTIONS


@pytest.mark.parametrize("words", ["端末を配ります", "回線を2本に"])
def test_as_many_subsections_as_are_asked_for(index: Index, words: str) -> None:
    evidence = seen(index, (unit(index, words), 3.0))
    assert members(index, evidence, "2つの取組を挙げて") == SUBSECTIONS
    assert members(index, evidence, "4つの取組を挙げて") == []


@pytest.mark.parametrize("numbered", ["2 ", "第2章 ", "２　", "第２節　", "Ⅱ "])
def test_the_number_of_a_heading_need_not_be_named(tmp_path: Path, numbered: str) -> None:
    index = published(tmp_path, PLAN.replace("■ 通信", f"{numbered}通信").replace("■ ", "【別】"))
    evidence = seen(index, (unit(index, "端末を配ります"), 3.0))
    assert "通信環境の整備" in evidence[0].hit.unit.section[-1]
    assert members(index, evidence, "通信環境の整備で行うことをすべて挙げて") == SUBSECTIONS


def test_the_heading_of_a_section_that_holds_nothing_else(tmp_path: Path) -> None:
    index = published(tmp_path, "星市計画\n\n第1章 進める上での方針\n\n- 便利な窓口\n- 速い仕事\n")
    heading = unit(index, "進める上での方針", "heading")
    assert members(index, seen(index, (heading, 3.0))) == ["便利な窓口", "速い仕事"]


def test_the_heading_of_a_section_that_holds_more(tmp_path: Path) -> None:
    text = "星市計画\n\n第1章 進める上での方針\n\n市民が決めました。\n\n- 便利な窓口\n- 速い仕事\n"
    index = published(tmp_path, text)
    heading = unit(index, "進める上での方針", "heading")
    assert members(index, seen(index, (heading, 3.0))) == []


def test_one_member_is_no_list_and_too_many_are_none(index: Index) -> None:
    assert members(index, seen(index, (unit(index, "ひとりだけ"), 3.0))) == []
    assert sum("研修その" in one.quote for one in index.store.units_of("hoshi")) == LONGEST + 1
    assert members(index, seen(index, (unit(index, "研修その末"), 3.0))) == []


def other_list(folder: Path) -> Index:
    """A plan with two lists, of three members and of two."""
    text = "星市計画\n\n1 方針\n\n- 便利な窓口\n- 速い仕事\n- 育つ職員\n\n2 場所\n\n- 会議室\n- 相談室\n"
    return published(folder, text)


def test_the_better_evidence_points_to_the_list(tmp_path: Path) -> None:
    index = other_list(tmp_path)
    policy, room = unit(index, "速い仕事"), unit(index, "会議室")
    assert members(index, seen(index, (policy, 9.0), (room, 8.5))) == POLICIES
    assert members(index, seen(index, (room, 9.0), (policy, 8.5))) == ["会議室", "相談室"]


def test_a_list_with_as_many_members_as_asked_for_is_preferred(tmp_path: Path) -> None:
    index = other_list(tmp_path)
    policy, room = unit(index, "速い仕事"), unit(index, "会議室")
    evidence = seen(index, (room, 3.2), (policy, 3.0))
    assert members(index, evidence) == ["会議室", "相談室"]
    assert members(index, evidence, "3つの方針は？") == POLICIES
    # Not at any price.
    far = seen(index, (room, 30.0), (policy, 3.0))
    assert members(index, far, "3つの方針は？") == ["会議室", "相談室"]


def test_members_that_are_far_from_the_best_speak_against_a_list(tmp_path: Path) -> None:
    index = other_list(tmp_path)
    first, second, third = (unit(index, words) for words in POLICIES)
    room = unit(index, "会議室")
    alone = seen(index, (first, 3.0), (room, 2.5))
    assert members(index, alone) == POLICIES
    worse = seen(index, (first, 3.0), (room, 2.5), (second, -3.0), (third, -3.0))
    assert members(index, worse) == ["会議室", "相談室"]


def test_a_list_far_below_the_best_evidence_is_not_the_one_asked_for(index: Index) -> None:
    line, policy = unit(index, "回線を2本に"), unit(index, "速い仕事")
    assert members(index, seen(index, (line, 3.0), (policy, 2.9))) == POLICIES
    assert members(index, seen(index, (line, 30.0), (policy, 2.9))) == []


def test_only_the_first_pieces_of_evidence_point_to_a_list(index: Index) -> None:
    line, policy = unit(index, "回線を2本に"), unit(index, "速い仕事")
    assert members(index, seen(index, *[(line, 5.0)] * 11, (policy, 4.9))) == POLICIES
    assert members(index, seen(index, *[(line, 5.0)] * 12, (policy, 4.9))) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("在宅勤務、サテライトオフィス、モバイルワークの3種類がある。", 3),
        ("情報の機密性、完全性及び可用性を維持すること。", 3),
        ("①機械で読める②無償で使える③二次利用できる", 3),
        ("「書かない窓口」「待たない窓口」を目指す。", 2),
    ],
)
def test_a_statement_may_be_the_list_itself(text: str, count: int) -> None:
    assert enumerates(text, count)
    assert not enumerates(text, count + 1)


def test_a_statement_that_counts_what_it_names() -> None:
    text = "収集日、除雪の出動履歴、公共施設の空き状況の3つは、令和8年度までに公開します。"
    assert enumerates(text, 3)
    assert not enumerates(text, 2)


@pytest.mark.parametrize(
    "text",
    [
        "職員がどこにいても迅速に情報を共有できるように努めるため、電子の手段を新たに設け、活用する。",
        "法令により対面で行うもの及び10件未満のものは、対象としない。",
        "原則、会議の廃止など、端末による会議を促進する。",
        "生成ＡＩについては、「使った」が8.9％、「使ってみたい」が54.0％であった。",
    ],
)
def test_clauses_are_no_list(text: str) -> None:
    assert not enumerates(text, 3)


def test_a_statement_that_names_as_many_as_asked_for_goes_before_a_list_further_down(
    index: Index,
) -> None:
    named = unit(index, "回線を2本に")
    evidence = seen(index, (named, 3.0), (unit(index, "速い仕事"), 2.0))
    assert named.quote not in members(index, evidence, "2つの回線は？")
    itself = replace(named, quote="回線は光回線、無線回線を用いる。")
    found = seen(index, (itself, 3.0), (unit(index, "速い仕事"), 2.0))
    assert members(index, found, "2つの回線は？") == ["回線は光回線、無線回線を用いる。"]


def test_a_heading_that_announces_the_list_is_no_member_of_it(tmp_path: Path) -> None:
    text = (
        "# 星市計画\n\n## 考え方と2つの方針\n\n方針を定めます。\n\n- 便利な窓口\n- 速い仕事\n\n"
        "## 取組の進め方\n\n職員が進めます。\n"
    )
    index = published(tmp_path, text, "plan.md")
    evidence = seen(index, (unit(index, "定めます"), 3.0), (unit(index, "便利な窓口"), 2.5))
    # The chapters are two as well, but not the two policies.
    assert members(index, evidence, "2つの方針は？") == ["便利な窓口", "速い仕事"]


def test_a_list_is_reached_through_the_sentence_that_announces_it(tmp_path: Path) -> None:
    text = (
        "# 星市計画\n\n## 方針\n\n次の2つの柱を掲げます。\n\n### 柱1 便利な窓口\n\n"
        "### 柱2 速い仕事\n\n毎年見直します。\n\n## 研修\n\n- 端末の研修\n- 文書の研修\n- 会計の研修\n"
    )
    index = published(tmp_path, text)
    opening = unit(index, "次の2つの柱")
    course = unit(index, "文書の研修")
    assert members(index, seen(index, (opening, 0.0), (course, -0.2))) == [
        "柱1 便利な窓口",
        "柱2 速い仕事",
    ]


NUMBERED = (
    "# 星市計画\n\n## 方針\n\n毎年見直します。\n\n### 基本方針1 便利な窓口\n\n窓口を変えます。\n\n"
    "### 基本方針2 速い仕事\n\n仕事を変えます。\n\n## 研修\n\n- 端末の研修\n- 文書の研修\n"
)
SERIES = ["基本方針1 便利な窓口", "基本方針2 速い仕事"]


@pytest.fixture(scope="module")
def numbered(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return published(tmp_path_factory.mktemp("numbered"), NUMBERED)


@pytest.mark.parametrize(
    "question",
    [
        "星市の基本方針をすべて挙げて",
        "方針を全部教えてください",
        "What are the policies?",
    ],
)
def test_a_list_is_reached_by_the_name_that_its_members_share(
    numbered: Index, question: str
) -> None:
    evidence = seen(
        numbered, (unit(numbered, "文書の研修"), 0.0), (unit(numbered, "窓口を変え"), -1.0)
    )
    assert members(numbered, evidence, question) == SERIES


def test_not_where_the_question_speaks_of_more_than_the_name(numbered: Index) -> None:
    evidence = seen(numbered, (unit(numbered, "文書の研修"), 0.0))
    asked = "星市の研修と端末と文書の方針をすべて挙げて"
    assert members(numbered, evidence, asked) == ["端末の研修", "文書の研修"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("基本方針は？", True),
        ("星市の基本方針", True),
        ("研修の基本方針は？", False),
        ("取組は？", False),
        ("窓口は？", False),
    ],
)
def test_a_question_that_says_no_more_than_the_name(
    numbered: Index, question: str, found: bool
) -> None:
    evidence = seen(numbered, (unit(numbered, "文書の研修"), 0.0))
    named = named_list(ask_for(question), evidence, numbered)
    assert [one.quote for one in named or []] == (SERIES if found else [])


def test_nothing_found_has_no_series(numbered: Index) -> None:
    assert named_list(ask_for("基本方針は？"), [], numbered) is None


SLOGANS = """\
# 川野市計画

## 3 分類とスローガン

取組を次の2つに分類し、それぞれにスローガンを掲げます。

### (1) 窓口への取組

窓口を便利にします。スローガンを「窓口の更新」とします。

### (2) 働き方への取組

仕事を速くします。スローガンを「仕事の更新」とします。
"""


def test_what_is_counted_may_be_told_below_each_of_the_headings(tmp_path: Path) -> None:
    index = published(tmp_path, SLOGANS, "plan.md")
    evidence = [
        sure(index, unit_with(index, words), BEST - n)
        for n, words in enumerate(("2つに分類", "窓口の更新", "仕事の更新", "仕事を速く"))
    ]
    for text in ("2つのスローガンは？", "スローガンを2つ教えて"):
        found = find_list(ask_for(text), evidence, index)
        assert found
        assert [one.quote for one in found.members] == [
            "スローガンを「窓口の更新」とします。",
            "スローガンを「仕事の更新」とします。",
        ]
    found = find_list(ask_for("2つの取組は？"), evidence, index)
    assert found
    assert [one.quote for one in found.members] == ["(1) 窓口への取組", "(2) 働き方への取組"]


def test_a_heading_of_many_digits_is_looked_through_once(tmp_path: Path) -> None:
    digits = "1" * 58
    index = published(tmp_path, f"# 川野市計画\n\n## {digits}a\n\n- 窓口\n- 仕事\n", "plan.md")
    found = find_list(ask_for("窓口は？"), [sure(index, unit_with(index, "窓口"))], index)
    assert found
    assert [one.quote for one in found.members] == ["窓口", "仕事"]


def test_a_row_is_a_list_by_itself_only_in_one_of_its_cells(tmp_path: Path) -> None:
    text = """星市計画

1 区分と役割

| 区分 | 対象 | 役割 |
|---|---|---|
| 基礎職員 | 全職員 | 道具を使う |
| 専任職員 | 情報係及び改革室 | 調達、交渉 |
| 改善係 | 課長が指名 | 図を書く |
| 管理職 | 課長級以上 | 時間をつくる |
"""
    found = published(tmp_path, text)
    rows = [one for one in found.store.units_of("hoshi") if one.kind == "row"]
    evidence = seen(found, *((row, BEST - n) for n, row in enumerate((rows[1], *rows[2:]))))
    asked = "職員を4つの区分に分けるとどうなりますか"
    assert members(found, evidence, asked) == [one.quote for one in rows]


def test_rows_with_the_cell_that_is_asked_for_are_a_list(tmp_path: Path) -> None:
    text = """星市計画

1 前の計画の結果

| 項目 | 目標 | 評価 |
|---|---|---|
| 申請の利用率 | 40% | 未達成 |
| カードの保有率 | 75% | 達成 |
| 無線LAN | 40か所 | 未達成 |
| 研修の受講率 | 100% | 達成 |
"""
    found = published(tmp_path, text)
    rows = [one for one in found.store.units_of("hoshi") if one.kind == "row"]
    evidence = seen(found, (rows[2], BEST))
    asked = "未達成だった項目の一覧"
    assert members(found, evidence, asked) == [rows[0].quote, rows[2].quote]
