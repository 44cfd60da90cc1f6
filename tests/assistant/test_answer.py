"""How evidence becomes an answer: quotes, markers, tables, refusals."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.answer import answer_question
from assistant.draft import ANSWER_LIMIT, LIST_ANSWER_LIMIT, Draft
from assistant.lines import shown, shows_header
from assistant.rank import Evidence
from assistant.select import COMPARED_LENGTH
from ingest.index import Index
from tests.assistant.small_index import (
    BEST,
    ask_for,
    poor,
    small_directory,
    small_index,
    sure,
    unit_with,
)

PERIOD = "計画の期間は、令和5年度から令和8年度までの4年間とします。"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("answer"))


def answer(index: Index, question: str, *evidence: Evidence, home: str | None = None) -> Draft:
    return answer_question(ask_for(question, home), evidence, index, small_directory())


def test_one_sentence(index: Index) -> None:
    draft = answer(index, "青葉市の計画の期間は？", sure(index, unit_with(index, "4年間")))
    assert draft.status == "answered"
    assert draft.text == f"青葉市の計画には、次のように書かれています。[1]\n\n- {PERIOD} [1]"
    assert [one.quote for one in draft.citations] == [PERIOD]
    assert 0.5 < draft.confidence <= 1.0


def test_each_line_has_its_own_marker(index: Index) -> None:
    draft = answer(
        index,
        "青葉市の取組の目標は？",
        sure(index, unit_with(index, "テレワーク")),
        sure(index, unit_with(index, "コピー"), BEST - 0.5),
    )
    assert draft.text.splitlines()[2:] == [
        "- テレワーク実施率を80%にします。 [1]",
        "",
        "関連する記載：[2]",
        "",
        "- コピー使用量を50%削減します。 [2]",
    ]
    assert [one.n for one in draft.citations] == [1, 2]


def test_a_table_row_shows_its_headers_and_cites_them(index: Index) -> None:
    row = unit_with(index, "電子契約")
    draft = answer(index, "青葉市の電子契約の予定は？", sure(index, row))
    line = draft.text.splitlines()[2]
    assert line == "- 電子契約 ― R5年度：導入準備、R7年度：本格導入 [1][2]"
    assert [one.quote for one in draft.citations] == [
        "電子契約 導入準備 本格導入",
        "取組 R5年度 R7年度",
    ]


def test_a_cell_that_names_its_own_year_needs_no_header(index: Index) -> None:
    row = unit_with(index, "電子契約")
    dated = replace(row, cells=(("取組", "電子契約"), ("目標", "R7年度に導入")))
    assert shown(dated) == "電子契約 ― R7年度に導入"
    assert not shows_header(dated)


def test_a_row_of_one_cell_and_a_sentence(index: Index) -> None:
    row = unit_with(index, "電子契約")
    single = replace(row, cells=(("備考", "検討中"),))
    assert (shown(single), shows_header(single)) == ("備考：検討中", True)
    bare = replace(row, cells=(("", "検討中"),))
    assert (shown(bare), shows_header(bare)) == ("検討中", False)
    sentence = unit_with(index, "テレワーク")
    assert (shown(sentence), shows_header(sentence)) == (sentence.quote, False)


def test_markup_of_a_document_does_not_come_alive(index: Index) -> None:
    draft = answer(index, "緑川市の窓口予約は？", sure(index, unit_with(index, "窓口予約")))
    line = draft.text.splitlines()[2]
    assert "<script>" not in line
    assert "\\[こちら\\]" in line
    assert "\\`書き\\`" in line
    assert "\\_A\\_" in line
    assert "\\#1" in line
    # Every bracket that is not escaped is a marker of ours.
    assert re.findall(r"(?<!\\)\[[^\]]*\]", draft.text) == ["[1]", "[1]"]


@pytest.mark.parametrize("char", list("\\`*_[]<>#"))
def test_each_special_character_is_escaped(index: Index, char: str) -> None:
    unit = replace(unit_with(index, "テレワーク"), quote=f"目標{char}80%")
    draft = answer(index, "青葉市の目標は？", sure(index, unit))
    assert f"- 目標\\{char}80% [1]" in draft.text


def test_abbreviated_years_get_a_cited_note(index: Index) -> None:
    unit = replace(unit_with(index, "テレワーク"), quote="R7年度末までに80%にします。")
    japanese = answer(index, "青葉市のテレワークの目標は？", sure(index, unit))
    assert japanese.text.endswith("\n\n※R7年度は令和7年度（2025年度） [1]")
    english = answer(index, "What is Aoba's telework target?", sure(index, unit))
    assert english.text.endswith("\n\nNote: R7年度 = FY2025 [1]")


def test_a_document_of_no_municipality_is_named_by_its_title(index: Index) -> None:
    draft = answer(
        index, "推進リーダーを何人育成する？", sure(index, unit_with(index, "推進リーダー"))
    )
    assert draft.text.startswith("「デジタル人材の事例集」には")


def test_lines_of_several_documents_say_where_they_are_from(index: Index) -> None:
    evidence = (
        sure(index, unit_with(index, "4年間")),
        sure(index, unit_with(index, "5年間"), BEST - 0.5),
        sure(index, unit_with(index, "推進リーダー"), BEST - 0.6),
    )
    assert answer(index, "計画の期間は？", *evidence).text.splitlines()[2:] == [
        f"- 【青葉市】{PERIOD} [1]",
        "",
        "関連する記載：[2][3]",
        "",
        "- 【緑川市】計画の期間は、令和6年度から令和10年度までの5年間とします。 [2]",
        "- 【デジタル人材の事例集】〔金沢市の事例〕金沢市は、推進リーダーを100人育成します。 [3]",
    ]
    one = answer(index, "計画の期間は？", evidence[0])
    assert one.text.splitlines()[2:] == [f"- {PERIOD} [1]"]


def test_the_members_of_a_list_are_alike(index: Index) -> None:
    best = sure(index, unit_with(index, "業務の効率化"))
    draft = answer(index, "青葉市の基本方針をすべて挙げてください", best)
    assert draft.text.splitlines()[2:] == [
        "- 利便性の向上 [1]",
        "- 業務の効率化 [2]",
        "- 人材の育成 [3]",
    ]


def test_an_answer_keeps_to_its_length_and_cites_what_it_shows(index: Index) -> None:
    # Rounds of special characters are twice as long when they are escaped.
    first, second = unit_with(index, "テレワーク"), unit_with(index, "コピー")
    evidence = [
        sure(index, replace(unit, quote=words * 110), BEST - number / 10)
        for number, (unit, words) in enumerate(((first, "#甲"), (second, "#乙")))
    ]
    draft = answer(index, "青葉市の取組の目標は？", *evidence)
    assert len(draft.text) <= ANSWER_LIMIT
    assert [one.n for one in draft.citations] == [1]
    assert "乙" not in draft.text
    # The best is shown though it is longer than that.
    alone = answer(
        index,
        "青葉市の取組の目標は？",
        sure(index, replace(first, quote="甲" * (ANSWER_LIMIT + 1))),
    )
    assert len(alone.text) > ANSWER_LIMIT
    assert alone.status == "answered"


def test_a_comparison_keeps_to_its_length(index: Index) -> None:
    units = {"青葉市": ("4年間", "テレワーク"), "緑川市": ("5年間", "窓口予約")}
    evidence = [
        sure(
            index,
            replace(unit_with(index, words), quote=f"#{sign}" * 110),
            BEST - number / 10,
            about=name,
        )
        for name, some in units.items()
        for number, (words, sign) in enumerate(zip(some, ("甲", "乙"), strict=True))
    ]
    draft = answer(index, "青葉市と緑川市の取組の目標は？", *evidence)
    assert draft.status == "answered"
    assert len(draft.text) <= LIST_ANSWER_LIMIT
    rows = [line for line in draft.text.splitlines() if line.startswith(("| 青葉市", "| 緑川市"))]
    assert all("甲" in row for row in rows)
    assert len(rows) == 2
    assert [one.n for one in draft.citations] == list(range(1, len(draft.citations) + 1))


def test_a_comparison_is_a_table_with_each_cell_cited(index: Index) -> None:
    draft = answer(
        index,
        "青葉市と緑川市の計画の期間は？",
        sure(index, unit_with(index, "4年間"), about="青葉市"),
        sure(index, unit_with(index, "5年間"), about="緑川市"),
    )
    assert draft.status == "answered"
    assert draft.text == (
        "それぞれの計画には、次のように書かれています。[1][2]\n\n"
        "| 自治体 | 計画の記載 |\n|---|---|\n"
        f"| 青葉市 | {PERIOD} [1] |\n"
        "| 緑川市 | 計画の期間は、令和6年度から令和10年度までの5年間とします。 [2] |"
    )
    assert [one.doc_id for one in draft.citations] == ["aoba", "midori"]


def test_a_silent_plan_is_said_to_be_silent_in_a_comparison(index: Index) -> None:
    one = sure(index, unit_with(index, "テレワーク"), about="青葉市")
    japanese = answer(index, "青葉市と緑川市のテレワーク実施率は？", one)
    assert (
        "| 青葉市 | テレワーク実施率を80%にします。 [1] |\n| 緑川市 | 記載なし |" in japanese.text
    )
    english = answer(index, "Compare the telework rate of Aoba and Midorikawa", one)
    assert english.text.endswith("| not stated |")


def test_the_evidence_of_one_municipality_is_never_given_for_another(index: Index) -> None:
    draft = answer(
        index,
        "青葉市と緑川市の計画の期間は？",
        sure(index, unit_with(index, "5年間"), about="緑川市"),
        poor(index, unit_with(index, "4年間"), about="青葉市"),
    )
    rows = [line for line in draft.text.splitlines() if line.startswith("| 青葉市")]
    assert rows == ["| 青葉市 | 記載なし |"]


def test_a_place_without_a_plan_is_a_row_of_a_comparison(index: Index) -> None:
    one = sure(index, unit_with(index, "4年間"), about="青葉市")
    of_place = sure(index, unit_with(index, "推進リーダー"), about="金沢市")
    draft = answer(index, "青葉市と横浜市と金沢市の取組は？", one, of_place)
    assert draft.text.splitlines()[-3:] == [
        f"| 青葉市 | {PERIOD} [1] |",
        "| 横浜市 | 計画が取り込まれていません |",
        "| 金沢市 | 金沢市は、推進リーダーを100人育成します。 [2] |",
    ]


def test_the_rows_of_a_comparison_share_its_length(index: Index) -> None:
    first, second = unit_with(index, "テレワーク"), unit_with(index, "コピー")
    long = replace(second, unit_id="long", quote="あ" * (COMPARED_LENGTH // 2))
    question = "青葉市と緑川市の取組の目標は？"
    best = sure(index, first, about="青葉市")
    short, too_long = (sure(index, one, BEST - 0.5, about="青葉市") for one in (second, long))
    assert "コピー" in answer(index, question, best, short).text
    assert "あ" not in answer(index, question, best, too_long).text


def test_a_bar_in_a_cell_does_not_break_the_table(index: Index) -> None:
    unit = replace(unit_with(index, "4年間"), quote="期間|4年間")
    one = sure(index, unit, about="青葉市")
    other = sure(index, unit_with(index, "5年間"), about="緑川市")
    draft = answer(index, "青葉市と緑川市の計画の期間は？", one, other)
    row = next(line for line in draft.text.splitlines() if line.startswith("| 青葉市"))
    assert row == "| 青葉市 | 期間\\|4年間 [1] |"


def test_a_comparison_of_two_silent_plans_is_not_found(index: Index) -> None:
    one = poor(index, unit_with(index, "4年間"), about="青葉市")
    draft = answer(index, "青葉市と緑川市の駐車場は？", one)
    assert draft.status == "not_found"
    assert draft.text.startswith("青葉市、緑川市の計画には")


def test_not_found_names_the_nearest_sections_and_leads_there(index: Index) -> None:
    draft = answer(
        index,
        "青葉市の駐車場の料金は？",
        poor(index, unit_with(index, "電子契約")),
        poor(index, unit_with(index, "電子決裁")),
        poor(index, unit_with(index, "コピー")),
        poor(index, unit_with(index, "4年間")),
    )
    assert draft.status == "not_found"
    assert [one.section[-1] for one in draft.citations] == ["3 スケジュール", "2 取組の目標"]
    first, nearest = draft.text.split("\n\n")
    assert ("[1]" in nearest, "[2]" in nearest) == (True, True)
    assert "青葉市" in first
    assert nearest.index("3 スケジュール") < nearest.index("2 取組の目標")
    assert nearest.count("青葉市DX推進計画") == 2
    assert "1 計画の期間" not in nearest


def test_not_found_in_no_municipality_in_particular(index: Index) -> None:
    japanese = answer(index, "駐車場の料金は？")
    assert japanese.text == "取り込まれている計画には、お尋ねの内容の記載が見当たりません。"
    english = answer(index, "How much is parking?")
    assert english.text == "The plans that are indexed do not say."


def test_a_place_without_a_plan_is_named(index: Index) -> None:
    draft = answer(index, "横浜市の計画の期間は？", home="青葉市")
    assert draft.status == "not_found"
    assert draft.text.startswith("横浜市の計画は取り込まれていません。")
    assert "青葉市、緑川市" in draft.text


def test_our_city_of_an_unknown_asker_is_answered_for_each(index: Index) -> None:
    evidence = replace(sure(index, unit_with(index, "テレワーク")), about="青葉市")
    japanese = answer(index, "本市のテレワークの目標は？", evidence)
    assert japanese.status == "answered"
    lead, _, _, _, aoba, midorikawa = japanese.text.splitlines()
    assert "「あなたの自治体」" in lead
    assert aoba == "| 青葉市 | テレワーク実施率を80%にします。 [1] |"
    assert midorikawa == "| 緑川市 | 記載なし |"
    english = answer(index, "What is our telework target?", evidence)
    assert english.status == "answered"
    assert "| Aoba (青葉市) |" in english.text
    assert "name it in the question" in english.text


def test_our_city_of_an_unknown_asker_is_asked_for_where_none_or_another_is_told_of(
    index: Index,
) -> None:
    evidence = replace(sure(index, unit_with(index, "テレワーク")), about="青葉市")
    silent = replace(poor(index, unit_with(index, "テレワーク")), about="青葉市")
    for question, given in (
        ("本市の駐車場の料金は？", silent),
        ("うちと青葉市のテレワークの目標は？", evidence),
    ):
        draft = answer(index, question, given)
        assert (draft.status, draft.citations) == ("clarify", ())
        assert "青葉市、緑川市" in draft.text
    english = answer(index, "What does our parking cost?", silent)
    assert english.status == "clarify"
    assert "Aoba (青葉市)" in english.text


def test_what_only_may_be_about_a_municipality_stands_in_no_row_of_it(index: Index) -> None:
    said = replace(sure(index, unit_with(index, "テレワーク")), about="青葉市")
    guessed = replace(said, hit=replace(said.hit, named=False))
    question = "青葉市と緑川市のテレワークの目標は？"
    assert answer(index, question, said).status == "answered"
    assert answer(index, question, guessed).status == "not_found"


def test_what_names_no_place_stands_in_the_row_of_one_alone(index: Index) -> None:
    own = replace(sure(index, unit_with(index, "テレワーク")), about="横浜市")
    other = sure(index, unit_with(index, "コピー"))
    of_both = [
        replace(other, hit=replace(other.hit, named=False), about=about)
        for about in ("横浜市", "川崎市")
    ]
    question = "横浜市と川崎市のテレワークとコピーの目標は？"
    text = answer(index, question, own, *of_both).text
    rows = {line.split("|")[1].strip(): line for line in text.split("\n") if "市 |" in line}
    assert "テレワーク" in rows["横浜市"] and "コピー" not in rows["横浜市"]
    assert "コピー" in rows["川崎市"]


def test_a_figure_of_another_plan_is_said_to_be_its(index: Index) -> None:
    near = poor(index, unit_with(index, "5年間"))
    draft = answer(index, "緑川市のテレワーク実施率80%はいつまで？", near)
    assert draft.status == "not_found"
    assert draft.text == (
        "緑川市の計画には、お尋ねの内容の記載が見当たりません。\n\n"
        "「80%」は、青葉市の計画に次のように書かれています。[1]\n\n"
        "- テレワーク実施率を80%にします。 [1]"
    )
    assert [one.doc_id for one in draft.citations] == ["aoba"]


@pytest.mark.parametrize(
    "question",
    [
        "緑川市の研修の参加率80%はいつまで？",
        "緑川市のテレワーク実施率90%はいつまで？",
        "80%はいつまで？",
    ],
)
def test_another_plan_is_named_only_for_its_own_measure_and_figure(
    index: Index, question: str
) -> None:
    draft = answer(index, question, poor(index, unit_with(index, "5年間")))
    assert draft.status == "not_found"
    assert "青葉市の計画に次" not in draft.text


@pytest.mark.parametrize("question", ["1+1は？", "？？ 123"])
def test_what_has_no_word_in_it_is_no_question_about_plans(index: Index, question: str) -> None:
    draft = answer(index, question, sure(index, unit_with(index, "テレワーク")))
    assert draft.status == "not_found"
    assert draft.text.startswith("取り込まれている計画には見当たらない話題です。")
    assert not draft.citations


def test_the_figure_that_the_other_plan_has_is_named(index: Index) -> None:
    draft = answer(
        index,
        "緑川市は300人のうちテレワーク実施率80%をいつ達成する？",
        poor(index, unit_with(index, "5年間")),
    )
    assert "「80%」は、青葉市の計画に" in draft.text
    assert "「300」" not in draft.text


@pytest.mark.parametrize(
    "question", ["青葉市について教えて", "青葉市", "2025年度は？", "いつまで？"]
)
def test_a_question_that_names_a_city_or_a_year_alone_is_not_off_the_subject(
    index: Index, question: str
) -> None:
    draft = answer(index, question, sure(index, unit_with(index, "テレワーク")))
    assert "見当たらない話題" not in draft.text


def test_another_figure_than_the_one_taken_for_granted_is_corrected(index: Index) -> None:
    copies = replace(sure(index, unit_with(index, "コピー使用量")), own=0.8)
    draft = answer(index, "青葉市でコピーを80%減らすのはいつ？", copies)
    assert draft.status == "not_found"
    assert "お尋ねの「80%」とは異なり、計画には次のように書かれています。[1]" in draft.text
    assert draft.text.endswith("- コピー使用量を50%削減します。 [1]")
    assert [one.quote for one in draft.citations] == ["コピー使用量を50%削減します。"]
