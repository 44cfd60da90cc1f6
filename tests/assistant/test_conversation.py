"""Follow-up questions, readable alone."""

from __future__ import annotations

import pytest

from assistant.conversation import asks_further, is_pleasantry, read, stand_alone, told_of
from assistant.municipalities import Directory
from ingest.manifest import DocumentInfo

DIRECTORY = Directory(
    DocumentInfo(doc_id=doc_id, title="計画", municipality=name, aliases=aliases)
    for doc_id, name, aliases in (
        ("kuji", "久慈市", ("久慈", "Kuji")),
        ("kitakyushu", "北九州市", ("北九州", "Kitakyushu")),
        ("omiya", "常陸大宮市", ("常陸大宮", "Hitachiomiya")),
        ("sabae", "鯖江市", ("鯖江", "Sabae")),
    )
)


def alone(text: str, *history: str) -> str:
    return stand_alone(text, history, DIRECTORY)


def test_without_a_conversation_a_question_stays_as_it_is() -> None:
    assert alone("その期限は？") == "その期限は？"


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("常陸大宮市は？", "久慈市の計画の期間は？", "常陸大宮市の計画の期間は?"),
        ("では鯖江はどうですか？", "久慈市の計画の期間は？", "鯖江の計画の期間は?"),
        ("鯖江市の場合は？", "久慈市の計画の期間は？", "鯖江市の計画の期間は?"),
        ("鯖江市", "久慈市の計画の期間は？", "鯖江市の計画の期間は?"),
        ("and Kuji?", "What is the period of Sabae?", "What is the period of Kuji?"),
        ("What about Kuji?", "What is Sabae's plan period?", "What is Kuji's plan period?"),
        ("Kuji?", "What is the period of 鯖江市?", "What is the period of Kuji?"),
    ],
)
def test_the_same_question_for_another_municipality(text: str, before: str, expected: str) -> None:
    assert alone(text, before) == expected


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("久慈市と鯖江市は？", "北九州市の目標は？", "久慈市と鯖江市の目標は?"),
        ("Kuji and Sabae?", "What is Kitakyushu's target?", "What is Kuji and Sabae's target?"),
        ("久慈市は？", "北九州市と鯖江市の目標を比較して", "久慈市の目標を比較して"),
        ("久慈市は？", "北九州市、鯖江市及び常陸大宮市の目標", "久慈市の目標"),
    ],
)
def test_several_municipalities_at_once(text: str, before: str, expected: str) -> None:
    assert alone(text, before) == expected


def test_a_municipality_joins_a_question_that_named_none() -> None:
    assert alone("鯖江市は？", "計画の期間は？") == "鯖江市の計画の期間は?"
    assert alone("and Sabae?", "What is our target?") == "What is Sabae's target?"
    assert alone("鯖江市は？", "本市の計画の期間は？") == "鯖江市の計画の期間は?"


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("うちは？", "久慈市の計画の期間は？", "本市の計画の期間は?"),
        ("本市の場合はどうですか", "久慈市の計画の期間は？", "本市の計画の期間は?"),
        ("How about ours?", "What is Kuji's plan period?", "What is our city's plan period?"),
    ],
)
def test_the_same_question_for_the_own_municipality(text: str, before: str, expected: str) -> None:
    assert alone(text, before) == expected


def test_a_place_without_a_plan_takes_the_place_of_the_one_asked_about() -> None:
    assert alone("横浜市は？", "久慈市の計画の期間は？") == "横浜市の計画の期間は?"
    assert alone("久慈市は？", "横浜市の計画の期間は？") == "久慈市の計画の期間は?"


@pytest.mark.parametrize(
    "text",
    ["その期限は？", "それはいつまで？", "期限は？", "なぜですか？", "もっと詳しく", "担当課は？"],
)
def test_what_points_back_follows_the_question_it_points_to(text: str) -> None:
    before = "北九州市のペーパーレスの目標は？"
    assert alone(text, before) == f"{before} {text}"


@pytest.mark.parametrize(
    "text",
    [
        "When is it due?",
        "Who is responsible for that?",
        "Why?",
        "How many days a month does that person work?",
        "Where is his office?",
    ],
)
def test_english_that_points_back(text: str) -> None:
    before = "What is Kitakyushu's paperless target?"
    assert alone(text, before) == f"{before} {text}"


def test_what_points_back_and_names_another_municipality_drops_the_one_before() -> None:
    joined = alone("それは久慈市ではどうなっていますか", "北九州市のペーパーレスの目標は？")
    assert joined == "のペーパーレスの目標は? それは久慈市ではどうなっていますか"


@pytest.mark.parametrize(
    "text",
    [
        "久慈市の計画の期間は？",
        "How many staff that work in Kuji should telework by FY2025?",
        "What training does Sabae give to those in charge?",
        "Can residents of Kuji renew his or her card at a branch?",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(text: str) -> None:
    assert alone(text, "北九州市のペーパーレスの目標は？") == text


def test_a_new_subject_stays_with_the_municipality_asked_about() -> None:
    before = "北九州市のペーパーレスの目標は？"
    assert alone("テレワークの目標は？", before) == "北九州市のテレワークの目標は？"
    assert alone("What is the telework target?", "Kuji's period?").endswith("telework target?")
    assert alone("横浜市のテレワークの目標は？", before) == "横浜市のテレワークの目標は？"


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("鯖江市だとどこ？", "久慈市ではどの課が担当？", "鯖江市ではどの課が担当?"),
        ("鯖江市と比べると？", "久慈市の目標は？", "久慈市と鯖江市の目標は? 鯖江市と比べると？"),
        ("鯖江市は2020年だと何人？", "久慈市の人口は？", "鯖江市の人口は? は2020年だと何人?"),
    ],
)
def test_little_more_than_a_name_repeats_the_question(
    text: str, before: str, expected: str
) -> None:
    assert alone(text, before) == expected


@pytest.mark.parametrize(
    "text",
    [
        "When does this plan end?",
        "What does this plan say about open data?",
        "What does this city do about artificial intelligence?",
        "How is this digital plan promoted?",
    ],
)
def test_this_plan_is_the_plan_and_not_what_was_asked_before(text: str) -> None:
    assert "telework" not in alone(text, "What is Kuji's telework target?")


def test_a_greeting_asks_nothing() -> None:
    assert is_pleasantry("おはようございます！今日もよろしくお願いします")
    assert not is_pleasantry("よろしくお願いします、目標を教えて")


def test_three_turns() -> None:
    turns = ["久慈市の計画の期間は？", "常陸大宮市は？"]
    assert alone("それはなぜ？", *turns) == "常陸大宮市の計画の期間は? それはなぜ？"
    assert alone("鯖江市は？", *turns) == "鯖江市の計画の期間は?"


def test_a_question_that_stands_alone_ends_what_was_before() -> None:
    turns = ["久慈市の計画の期間は？", "鯖江市のデジタル推進課の役割は？"]
    assert alone("その責任者は？", *turns) == "鯖江市のデジタル推進課の役割は？ その責任者は？"


def test_a_long_conversation_does_not_grow_without_bounds() -> None:
    turns = ["その" + "計画の期間" * 390] * 50
    joined = alone("その期限は？", *turns)
    assert len(joined) == 2000
    assert joined.endswith("計画の期間 その期限は？")
    assert alone("それ" + "あ" * 1998, *turns) == "それ" + "あ" * 1998


@pytest.mark.parametrize(
    "text",
    [
        "入れていない理由はどうして？",
        "お金はいくらかかってる？財源も知りたい",
        "今のやり方の何がまずいんですか",
        "担当しているのはどこの人ですか",
    ],
)
def test_what_is_always_of_something_is_of_what_was_asked_before(text: str) -> None:
    before = "久慈市のRPAの利用は？"
    assert alone(text, before) == f"{before} {text}"


@pytest.mark.parametrize(
    "text",
    [
        "最終年度にはどこまで増やす目標？",
        "令和11年度には何人まで増やす目標ですか？",
        "月々いくらかかりますか。非課税世帯の場合も教えてください。",
        "どれくらいの頻度で来る？",
        "いつから走るの？あと何台？",
    ],
)
def test_a_year_a_goal_or_a_case_is_no_subject(text: str) -> None:
    assert alone(text, "見守りの仕組みはある？") == f"見守りの仕組みはある？ {text}"


@pytest.mark.parametrize(
    "text", ["こんにちは", "ありがとうございました", "すごいですね", "Thank you!", "OK"]
)
def test_who_greets_or_thanks_asks_nothing(text: str) -> None:
    before = "久慈市のRPAの利用は？"
    assert is_pleasantry(text)
    assert alone(text, before) == text
    assert alone("その期限は？", before, text) == f"{before} その期限は？"


def test_a_long_row_of_thanks_is_read_once() -> None:
    assert is_pleasantry("ok " * 600)
    assert not is_pleasantry("ok " * 600 + "x")


@pytest.mark.parametrize(
    "text", ["導入の時期は？", "対象の職員は？", "整備の費用は？", "期間の延長は？"]
)
def test_an_aspect_is_of_what_was_asked_about(text: str) -> None:
    assert alone(text, "書かない窓口の目標は？") == f"書かない窓口の目標は？ {text}"


@pytest.mark.parametrize("text", ["カレーの作り方", "DXとは？", "今日の天気は？"])
def test_a_short_question_may_have_a_subject_of_its_own(text: str) -> None:
    assert alone(text, "久慈市のRPAの利用は？") == f"久慈市の{text}"
    assert alone(text, "久慈市の窓口の目標は？") == f"久慈市の{text}"


@pytest.mark.parametrize("text", ["By when, and to what level?", "Roughly how many a year?"])
def test_nor_is_an_aspect_in_english(text: str) -> None:
    before = "What share of staff opened the attachment?"
    assert alone(text, before) == f"{before} {text}"


@pytest.mark.parametrize(
    "text", ["ペーパーレスの目標はいつまでですか", "計画の期間はいつまでですか"]
)
def test_a_subject_of_its_own_is_not_mixed_with_the_one_before(text: str) -> None:
    assert alone(text, "久慈市のRPAの利用は？") == f"久慈市の{text}"


def test_a_new_subject_stays_with_the_place_asked_about() -> None:
    assert alone("研修の受講者は何人くらいですか", "金沢市のリーダー育成は？") == (
        "金沢市の研修の受講者は何人くらいですか"
    )


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("ペーパーレスは？", "テレワークの目標を教えて", "ペーパーレスの目標を教えて"),
        ("じゃあ電子決裁だと？", "久慈市のテレワークの期限は？", "久慈市の電子決裁の期限は?"),
        ("電子決裁の場合は？", "久慈市のテレワークの課題は？", "久慈市の電子決裁の課題は?"),
        ("ビジョンは？", "うちのDX計画のミッションって何？", "うちのDX計画のビジョンって何?"),
        ("電子決裁は？", "久慈市の電子契約はいつから？", "久慈市の電子決裁はいつから?"),
        # What is asked for of it, not another subject.
        ("導入効果は？", "RPAって何？", "RPAって何？ 導入効果は？"),
        ("収容人数は？", "避難所は何か所？", "避難所は何か所？ 収容人数は？"),
        ("期限は？", "テレワークの目標を教えて", "テレワークの目標を教えて 期限は？"),
        # A municipality is no subject.
        ("電子決裁は？", "久慈市の計画は？", "久慈市の計画は？ 電子決裁は？"),
    ],
)
def test_the_same_of_another_subject(text: str, before: str, expected: str) -> None:
    assert alone(text, before) == expected


@pytest.mark.parametrize(
    "text",
    ["空いている時期の話です。", "窓口のほうです", "正規職員のことなんですが、", "学校の件だけど"],
)
def test_what_only_narrows_a_question_stands_behind_it(text: str) -> None:
    before = "久慈市の窓口の待ち時間は？"
    assert alone(text, before) == f"{before} {text}"
    assert alone("令和10年度には何分にする？", before, text).endswith("令和10年度には何分にする？")


@pytest.mark.parametrize(
    "text",
    ["移住支援金について", "職員の人材育成に関すること", "市民の方は、どこで申請できますか？"],
)
def test_a_new_subject_is_not_asked_with_the_one_before(text: str) -> None:
    assert alone(text, "久慈市の窓口の待ち時間は？") == f"久慈市の{text}"


def test_the_matter_of_another_municipality_is_its_own() -> None:
    text = "鯖江市の計画の期間の話です"
    assert alone(text, "久慈市の窓口の待ち時間は？") == text


def test_the_other_of_two_is_asked_about_with_the_first() -> None:
    before = "久慈市で正規職員が使っている割合は？"
    text = "会計年度のほうは、何%まで上げる？"
    assert alone(text, before) == f"{before} {text}"


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("で、何時間ぶん浮いたの？", "久慈市でRPAにした業務はいくつ？"),
        ("行く行くはどこまで広げるつもり？", "久慈市の電子契約はどんな契約から始める？"),
        ("How many of them come in fiscal 2026?", "Is Kuji putting in new water gauges?"),
    ],
)
def test_what_goes_on_with_the_question_before(text: str, before: str) -> None:
    assert alone(text, before) == f"{before} {text}"


@pytest.mark.parametrize(
    ("text", "history", "expected"),
    [
        ("両市の違いを表にして", ["久慈市の目標は？", "鯖江市はどうか"], "久慈市と鯖江市の目標は?"),
        ("比較表を作って", ["久慈市の目標は？", "鯖江市は？"], "久慈市と鯖江市の目標は?"),
        ("2つの市を比べて", ["目標は？", "鯖江市は？"], "本市と鯖江市の目標は?"),
        (
            "両市の担当課は？",
            ["久慈市の目標は？", "鯖江市は？"],
            "久慈市と鯖江市の目標は? 担当課は?",
        ),
        ("両市の電子契約は？", ["久慈市の目標は？", "鯖江市は？"], "久慈市と鯖江市の電子契約は?"),
        (
            "Put both in a table please",
            ["What is Kuji's plan period?", "And Sabae?"],
            "What is Kuji and Sabae's plan period?",
        ),
    ],
)
def test_two_municipalities_that_were_asked_about(
    text: str, history: list[str], expected: str
) -> None:
    assert alone(text, *history) == expected


def test_of_one_municipality_nothing_is_compared() -> None:
    assert alone("表にして", "久慈市の目標は？") == "久慈市の目標は？ 表にして"


@pytest.mark.parametrize(
    "text", ["鯖江市はどうか", "鯖江市はどうなってますか", "鯖江市はどうなの？"]
)
def test_how_it_is_elsewhere_is_the_same_question(text: str) -> None:
    assert alone(text, "久慈市の目標は？") == "鯖江市の目標は?"


def test_a_turn_that_only_leans_is_not_carried_on() -> None:
    history = ("久慈市のテレワークの状況は？", "ほかには？", "いつまで？")
    assert alone("もっと詳しく", *history) == f"{history[0]} もっと詳しく"


def test_what_names_something_else_needs_the_turn_before() -> None:
    history = ("久慈市の巡回車はどこを回る？", "どれくらいの頻度で来る？")
    assert alone("じゃあ、真冬は？", *history).endswith("どれくらいの頻度で来る？ じゃあ、真冬は？")


def test_until_when_is_of_what_was_asked_before() -> None:
    before = "Does the state help pay for training?"
    assert alone("Until when?", before) == f"{before} Until when?"


@pytest.mark.parametrize(
    ("text", "further"),
    [
        ("もっと詳しく", True),
        ("ほかには？", True),
        ("Anything else?", True),
        ("もっと具体的に。どんな研修をやるの？", False),
        ("期限は？", False),
    ],
)
def test_what_asks_for_more_than_was_answered(text: str, further: bool) -> None:
    assert asks_further(text) is further


@pytest.mark.parametrize(
    ("text", "before", "other"),
    [
        (
            "家以外で働ける場所は？",
            "北九州市のテレワークの目標は？",
            "北九州市のテレワークの目標は？ 家以外で働ける場所は？",
        ),
        (
            "And what is the mayor supposed to do?",
            "Who is the CIO of Sabae?",
            "鯖江市: what is the mayor supposed to do?",
        ),
        ("その期限は？", "久慈市の目標は？", ""),
        ("鯖江市の電子契約は？", "久慈市の目標は？", ""),
        ("And how often does it meet?", "Is there a panel in Kuji?", ""),
    ],
)
def test_another_way_to_read_a_follow_up(text: str, before: str, other: str) -> None:
    assert read(text, [before], DIRECTORY).otherwise == other


def test_what_a_follow_up_is_read_behind() -> None:
    before = "久慈市の目標は？"
    assert read("その期限は？", [before], DIRECTORY).follows == before
    assert read("鯖江市の電子契約は？", [before], DIRECTORY).follows == ""
    assert read("その期限は？", [], DIRECTORY).follows == ""


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        (
            "常陸大宮市はまだ入れてないんでしょ、なんで？",
            "北九州市でAIを入れたのはどこ？",
            "常陸大宮市でAIを入れたのはどこ? まだ入れてないんでしょ、なんで?",
        ),
        ("鯖江市のほうはいつから？", "久慈市の電子契約は？", "鯖江市の電子契約は? いつから?"),
        ("鯖江市の電子決裁は？", "久慈市の電子契約は？", "鯖江市の電子決裁は？"),
    ],
)
def test_another_municipality_without_a_subject_is_asked_about_the_same(
    text: str, before: str, expected: str
) -> None:
    assert alone(text, before) == expected


def test_what_something_is_for_is_of_what_was_asked_before() -> None:
    before = "久慈市が入れたタブレットって何台？"
    assert alone("何に使うために入れたの", before) == f"{before} 何に使うために入れたの"


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("近隣12市のテレワークの状況は？", ["久慈市の目標は？", "鯖江市は？"]),
        ("令和2市民アンケートの結果は？", ["久慈市の目標は？", "鯖江市は？"]),
        ("両市長の任期は？", ["久慈市の目標は？", "鯖江市は？"]),
        ("市民と事業者の両者の利点は？", ["久慈市の目標は？", "鯖江市は？"]),
        ("令和5年度と比べると？", ["久慈市の目標は？", "鯖江市は？"]),
        (
            "違いは？",
            ["久慈市の目標は？", "鯖江市は？", "鯖江市のDXとは？", "鯖江市の電子化とは？"],
        ),
        ("Can I do both?", ["What is Kuji's goal?", "And Sabae?"]),
        ("3市を比べて", ["久慈市の目標は？", "鯖江市は？"]),
    ],
)
def test_what_is_no_word_for_the_municipalities_before(text: str, history: list[str]) -> None:
    standalone = alone(text, *history)
    assert not ("久慈" in standalone and "鯖江" in standalone)
    assert not ("Kuji" in standalone and "Sabae" in standalone)


def test_the_asker_s_own_city_is_one_in_both_languages() -> None:
    history = ("テレワークの目標は？", "What is the paperless goal?")
    assert "と" not in alone("違いは？", *history).replace("ペーパーレス", "")


def test_a_smile_is_no_question() -> None:
    assert is_pleasantry("🙂") and is_pleasantry("…！")
    assert alone("その期限は？", "久慈市の目標は？", "🙂") == "久慈市の目標は？ その期限は？"


def test_how_often_more_of_the_same_was_asked_for() -> None:
    history = ["久慈市の目標は？", "ほかには？", "もっと詳しく"]
    assert read("ほかには？", history, DIRECTORY).again == 2
    assert read("ほかには？", history[:1], DIRECTORY).again == 0
    assert read("ほかには？", [*history, "鯖江市の電子契約は？"], DIRECTORY).again == 0


def test_only_the_last_turns_of_a_long_conversation_are_read() -> None:
    turns = [f"久慈市の取組{number}の目標は？" for number in range(60)]
    assert alone("その期限は？", *turns) == f"{turns[-1]} その期限は？"


@pytest.mark.parametrize(
    ("before", "topic"),
    [
        ("ビジネスチャットは何年度に入りますか。", "ビジネスチャットは"),
        ("RPAで減らした時間は、年間どれくらい？", "RPAで減らした時間は、年間"),
        ("誰がRPAを担当しますか", "誰がRPAを担当しますか"),
        ("いつから始まりますか", "いつから始まりますか"),
        ("テレワークの目標", "テレワークの目標"),
        ("When does it start?", "When does it start?"),
    ],
)
def test_what_a_question_is_about_without_what_it_asks(before: str, topic: str) -> None:
    assert told_of(before) == topic


def test_another_thing_may_be_no_case_of_the_same() -> None:
    before = "久慈市でビジネスチャットは何年度に入りますか。"
    after = read("電子契約のほうはいつから？", [before], DIRECTORY)
    assert after.follows == before
    assert after.otherwise == "久慈市の電子契約のほうはいつから？"
    later = read("電子契約のほうはいつから？", [before, "何のために入れるんですか。"], DIRECTORY)
    assert later.otherwise == "久慈市の電子契約のほうはいつから？"


@pytest.mark.parametrize(
    "before",
    [
        "青葉市はいつから電子契約を始めますか",
        "計画では誰が電子契約を担当しますか",
        "職員はどうやってテレワークを申請しますか",
    ],
)
def test_what_is_named_behind_the_question_word_is_kept(before: str) -> None:
    assert told_of(before) == before


def test_every_ours_is_named_instead() -> None:
    asked = alone("鯖江市は？", "本市の目標と本市の担当課は？")
    assert asked == "鯖江市の目標と鯖江市の担当課は?"
