"""What is understood of a question, and which questions cannot be asked."""

from __future__ import annotations

import pytest

from assistant.question import Question, Scope
from assistant.schema import QUESTION_LIMIT
from assistant.understand import (
    as_read,
    clean_question,
    clean_text,
    find_concepts,
    understand,
)
from ingest.errors import UsageError
from tests.assistant.small_index import ask_for, small_directory


@pytest.mark.parametrize(
    "text",
    ["", " ", "　\n\t", "？？？", "。、！", "\x00\x01\x02", "\u200b\u200d", "---", "?" * 5000],
)
def test_nothing_to_read_is_an_empty_question(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        clean_question(text)
    assert caught.value.key == "question_empty"


def test_the_longest_question() -> None:
    assert QUESTION_LIMIT == 2000
    assert len(clean_question("あ" * 2000)) == 2000
    with pytest.raises(UsageError) as caught:
        clean_question("あ" * 2001)
    assert caught.value.key == "question_too_long"
    assert "2001" in caught.value.message("ja")
    assert "2000" in caught.value.message("ja")


def test_blanks_at_the_ends_do_not_count() -> None:
    assert clean_question("  " + "あ" * 2000 + "\n\n") == "あ" * 2000


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("目標\x00は？", "目標 は？"),
        ("目標\x1b[31mは？", "目標 [31mは？"),
        ("目標\u202eは？", "目標 は？"),
        ("目標\ud800は？", "目標 は？"),
        ("\ufeff目標は？", "目標は？"),
        ("一行目\n二行目\t三", "一行目\n二行目\t三"),
    ],
)
def test_control_characters_are_taken_out(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned
    assert ask_for(text).text == cleaned


def test_history_is_cleaned_too() -> None:
    question = understand("緑川市は？", small_directory(), None, ["青葉市の\x00計画の期間は？"])
    assert question.standalone == "緑川市の計画の期間は?"
    assert question.text == "緑川市は？"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("令和7年度の予定", ("2025年度",)),
        ("R7の予定", ("2025年度",)),
        ("Ｒ７年度の予定", ("2025年度",)),
        ("What is planned for FY2025?", ("2025年度",)),
        ("2025年度と令和８年度", ("2025年度", "2026年度")),
        ("2025年4月", ("2025年",)),
        ("平成31年と平成31年", ("2019年",)),
        ("計画の予定", ()),
    ],
)
def test_years(text: str, years: tuple[str, ...]) -> None:
    assert ask_for(text).years == years


def scope_names(question: Question) -> list[str]:
    return [one.name for one in question.scope.municipalities]


def test_scope_is_what_the_question_names() -> None:
    assert scope_names(ask_for("青葉市と緑川市の違いは？")) == ["青葉市", "緑川市"]
    assert scope_names(ask_for("What is Aoba's target?", home="緑川市")) == ["青葉市"]


def test_scope_is_the_askers_own_where_none_is_named() -> None:
    assert scope_names(ask_for("計画の期間は？", home="緑川")) == ["緑川市"]
    assert scope_names(ask_for("うちの計画の期間は？", home="緑川")) == ["緑川市"]


def test_ours_beside_another_municipality_means_both() -> None:
    assert scope_names(ask_for("うちと青葉市の違いは？", home="緑川市")) == ["緑川市", "青葉市"]
    assert scope_names(ask_for("本市と緑川市の違いは？", home="緑川市")) == ["緑川市"]


def test_a_document_of_nobody_s_own_is_not_asked_of_home() -> None:
    assert ask_for("総務省の資料では、研修の措置率はいくつ？", home="青葉市").scope == Scope()
    assert (
        ask_for("According to the MIC material, who trains them?", home="青葉市").scope == Scope()
    )
    assert ask_for("国土交通省の参考資料では、何が挙げられている？", home="青葉市").scope == Scope()
    assert ask_for("デジタル庁の手引では、誰が担う？", home="青葉市").scope == Scope()
    assert scope_names(ask_for("総務省の方針への対応は？", home="青葉市")) == ["青葉市"]


@pytest.mark.parametrize(
    "text",
    [
        "テレワークの目標は緑川市と比べてどう？",
        "計画の期間は、緑川市の期間より長いですか。比較して",
        "標準化はいつまでで、緑川市の期限と比べて早いのか",
    ],
)
def test_ours_is_set_against_others_without_being_named(text: str) -> None:
    assert scope_names(ask_for(text, home="青葉市")) == ["青葉市", "緑川市"]


@pytest.mark.parametrize(
    "text",
    [
        "緑川市の目標は横浜市と比べてどう？",
        "緑川市は他と比べて早いですか",
        "緑川市の計画の期間は？",
        "緑川市のRPAにより時間を何時間削減しますか",
        "緑川市より派遣された職員は何人ですか",
        "緑川市の令和5年度と比べて何件増えましたか",
    ],
)
def test_who_is_asked_about_is_not_set_against_ours(text: str) -> None:
    assert scope_names(ask_for(text, home="青葉市")) == ["緑川市"]


def test_what_was_asked_before_is_not_asked_again() -> None:
    before = "電子契約は何年度に入りますか。"
    now = understand("何のために入れるんですか。", small_directory(), None, [before])
    assert now.kind == "reason"
    assert "年度" not in {one.phrase for one in now.concepts}
    assert now.queries[0] == "電子契約は何のために入れるんですか"
    assert now.standalone == f"{before} 何のために入れるんですか。"


def test_a_version_is_meant_as_a_whole() -> None:
    assert "1.0版" in {one.phrase for one in ask_for("計画の1.0版はいつ？").concepts}


def test_ours_needs_a_home() -> None:
    unknown = ask_for("本市の計画の期間は？").scope
    assert unknown.needs_home
    # Whichever it is, it is one of them.
    assert unknown.municipalities == small_directory().all
    beside = ask_for("うちと青葉市の計画の期間は？").scope
    assert ([one.name for one in beside.municipalities], beside.needs_home) == (["青葉市"], True)
    assert ask_for("計画の期間は？").scope == Scope()


def test_we_beside_a_municipality_that_is_named_may_be_anybody() -> None:
    for text in (
        "We are a contractor: which contracts does Aoba sign online?",
        "Does Aoba let us apply online?",
    ):
        scope = ask_for(text).scope
        assert ([one.name for one in scope.municipalities], scope.needs_home) == (["青葉市"], False)
    assert ask_for("Compare our plan with that of Aoba").scope.needs_home
    assert ask_for("うちと青葉市の計画の期間は？").scope.needs_home


def test_a_place_without_a_plan_is_not_answered_for_the_askers_own() -> None:
    scope = ask_for("横浜市の計画の期間は？", home="青葉市").scope
    assert scope == Scope((), ("横浜市",))


def test_the_askers_own_is_not_named() -> None:
    assert ask_for("計画の期間は？", home="青葉市").scope.by_home
    assert ask_for("本市の計画の期間は？", home="青葉市").scope.by_home
    assert not ask_for("青葉市の計画の期間は？", home="青葉市").scope.by_home
    assert not ask_for("本市と緑川市の違いは？", home="青葉市").scope.by_home


def test_a_ward_is_a_part_of_the_city_it_is_named_with() -> None:
    assert ask_for("青葉市の北山区に住んでいます").scope.places == ()
    assert ask_for("青葉市と板橋区の違いは？").scope.places == ("板橋区",)
    assert ask_for("板橋区の計画の期間は？", home="青葉市").scope.places == ("板橋区",)


def test_where_one_lives_is_no_municipality() -> None:
    assert not ask_for("青葉市の相談車は何曜日にうちの地区に来る？").scope.needs_home


def test_a_name_is_meant_as_it_stands() -> None:
    assert [one.phrase for one in find_concepts("「なぎ号」は走る?")] == ["なぎ号", "走る"]
    (coined,) = find_concepts("くじモバ")
    assert coined.satisfied_by(frozenset(), "「くじモバ」を始める")
    assert not coined.satisfied_by(frozenset({"くじ"}), "くじを引く")
    # What the lexicon knows is found in its other words too.
    assert len(find_concepts("「テレワーク」")[0].alternatives) > 1


def test_a_word_that_is_a_place_too_narrows_nothing_down_beside_a_municipality() -> None:
    assert ask_for("青葉市の茨城電子申請システムは？").scope.places == ()
    assert ask_for("青葉市と金沢市の人材育成は？").scope.places == ("金沢市",)
    # Where places are compared, each counts; and where none but it is named.
    assert ask_for("青葉市と茨城県を比較して").scope.places == ("茨城県",)
    assert ask_for("茨城県の人材育成は？").scope.places == ("茨城県",)


def test_a_slip_of_the_pen_means_the_municipality() -> None:
    """Not in short names, which may be those of other places."""
    assert ask_for("青菜市の計画の期間は？").scope == Scope((), ("青菜市",))


def test_a_follow_up_keeps_the_kind_of_the_question_before() -> None:
    directory = small_directory()
    assert understand("緑川市は？", directory, None, ["青葉市の計画の期間は？"]).kind == "date"
    assert understand("それはなぜ？", directory, None, ["青葉市の計画の期間は？"]).kind == "reason"


def test_concepts_are_what_is_asked_about() -> None:
    question = ask_for("青葉市のテレワーク実施率の目標について教えてください")
    assert [concept.phrase for concept in question.concepts] == ["テレワーク", "実施率", "目標"]


def test_words_around_a_concept_do_not_grow_together() -> None:
    phrases = [one.phrase for one in find_concepts("テレワークの目標の期限の根拠")]
    assert phrases == ["テレワーク", "目標", "期限", "根拠"]


def test_words_that_ask_are_no_concepts_and_no_terms() -> None:
    question = ask_for("テレワークは何％ですか")
    assert [concept.phrase for concept in question.concepts] == ["テレワーク"]
    assert "何" not in question.terms


def test_an_english_question_is_searched_in_japanese_too() -> None:
    question = ask_for("What is Aoba's telework target?")
    assert question.language == "en"
    assert question.queries == ("What is Aoba's telework target?", "テレワーク 目標")
    assert ask_for("テレワークの目標は？").queries == ("テレワークの目標は?",)


def test_full_width_and_half_width_are_the_same_question() -> None:
    wide, narrow = ask_for("ＤＸの目標は？"), ask_for("DXの目標は?")
    assert wide.terms == narrow.terms
    assert wide.concepts == narrow.concepts


@pytest.mark.parametrize(
    ("text", "n_named"),
    [
        ("各市の計画期間を比較してください", -1),
        ("全自治体のテレワークの目標の違いは？", -1),
        ("RPAを入れてる市とまだの市、一覧で比べたい", -1),
        ("自治体ごとに計画期間を比較して", -1),
        ("Compare the plan periods of all municipalities", -1),
        ("9市の計画期間を比較して", 0),
        ("Compare the plan periods of eight cities", 0),
        ("各市の計画期間は？", 0),
        ("関係市町村との連携を比べて", 0),
    ],
)
def test_all_that_have_a_plan_are_compared(text: str, n_named: int) -> None:
    known = small_directory().all
    assert len(known) not in (1, 8, 9)
    assert len(ask_for(text).scope.municipalities) == (len(known) if n_named else 0)


def test_as_many_as_there_are_is_all_of_them() -> None:
    known = small_directory().all
    named = ask_for(f"{len(known)}市の計画期間を比較して").scope.municipalities
    assert {one.name for one in named} == {one.name for one in known}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("📱祖母がスマホを使えない😭どうしよう", "祖母がスマホを使えない。どうしよう"),
        ("目標は？🙂", "目標は?"),
        ("⑤取組内容は？", "⑤取組内容は?"),
        ("😀a", "a"),
    ],
)
def test_an_emoji_ends_a_sentence(text: str, read: str) -> None:
    assert as_read(text).replace("5取", "⑤取") == read
    assert ask_for(text).text == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("10年度にかかるお金は？", "令和10年度にかかるお金は?"),
        ("残業、6年度はどのくらい？", "残業、令和6年度はどのくらい?"),
        ("平成18年度と20年度の差", "平成18年度と20年度の差"),
        ("1年度あたりいくら？", "1年度あたりいくら?"),
        ("向こう3年度の費用", "向こう3年度の費用"),
        ("R 7年度の目標", "R 7年度の目標"),
        ("令和6年度とR7年度と2025年度", "令和6年度とR7年度と2025年度"),
        ("3年度目は？", "3年度目は?"),
        ("第3年度は？", "第3年度は?"),
    ],
)
def test_a_fiscal_year_without_its_era_is_of_the_one_that_is_now(text: str, read: str) -> None:
    assert as_read(text) == read


def test_a_name_that_begins_with_capital_letters_is_known_by_them() -> None:
    phrases = [one.phrase for one in find_concepts("NEC Solution Innovators lent a specialist")]
    assert "NEC Solution Innovators" in phrases
    (company,) = find_concepts("ABC Data Systems")
    assert company.satisfied_by(frozenset({"abc"}), "abcデータシステムズ")
    assert "DX Promotion" not in [one.phrase for one in find_concepts("the DX Promotion Plan")]


def test_we_beside_a_place_that_is_asked_about_is_not_the_place() -> None:
    text = "We're a tiny town. How did Kanazawa train its leaders?"
    for home in (None, "緑川市"):
        scope = ask_for(text, home).scope
        assert (scope.municipalities, scope.needs_home) == ((), False)
        assert scope.places == ("金沢市",) or scope.places == ("金沢",)


def test_our_city_beside_another_stands_for_both() -> None:
    scope = ask_for("Where does Aoba stand and where does our city stand?", "緑川市").scope
    assert {one.name for one in scope.municipalities} == {"青葉市", "緑川市"}


def test_what_is_spent_is_a_cost() -> None:
    phrases = [one.phrase for one in ask_for("計画にいくら使うつもりですか").concepts]
    assert "費用" in phrases and "使う" not in phrases
