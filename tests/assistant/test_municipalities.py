"""Municipalities named in any script, the asker's own, and places without a plan."""

from __future__ import annotations

import pytest

from assistant.municipalities import (
    Directory,
    find_places,
    other_places,
    says_like_ours,
    says_ours,
)
from assistant.question import Scope
from assistant.understand import understand
from ingest.errors import UsageError
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from tests.assistant.small_index import small_directory


def info(doc_id: str, municipality: str | None, *aliases: str) -> DocumentInfo:
    return DocumentInfo(doc_id=doc_id, title="計画", municipality=municipality, aliases=aliases)


DIRECTORY = Directory(
    [
        info("kuji", "久慈市", "久慈", "くじし", "クジシ", "Kuji", "Kuji City", "Kuji-shi"),
        info("kitakyushu", "北九州市", "北九州", "きたきゅうしゅう", "Kitakyushu"),
        info("kyushu", "九州市", "九州", "Kyushu"),
        info("omiya", "常陸大宮市", "常陸大宮", "Hitachiomiya", "Hitachi-Omiya", "Hitachi Omiya"),
        info("kuji-2", "久慈市", "久慈", "Kuji Town"),
        info("cases", None),
    ]
)


def named_in(text: str) -> list[str]:
    return [one.municipality.name for one in DIRECTORY.mentions(normalize(text))]


@pytest.mark.parametrize(
    "text",
    [
        "久慈市の計画",
        "久慈の計画",
        "くじしの計画",
        "クジシの計画",
        "ｸｼﾞｼの計画",
        "the plan of Kuji",
        "the plan of kuji-shi",
        "ＫＵＪＩの計画",
        "KUJI City",
        "Kuji's plan",
        "Kuji’s plan",
    ],
)
def test_a_municipality_is_known_by_all_its_names(text: str) -> None:
    assert named_in(text) == ["久慈市"]


def test_the_longest_name_is_meant() -> None:
    assert named_in("北九州の目標") == ["北九州市"]
    assert named_in("九州の目標") == ["九州市"]
    assert named_in("Kitakyushu") == ["北九州市"]
    assert named_in("九州市と北九州市") == ["九州市", "北九州市"]


@pytest.mark.parametrize("text", ["kujira", "Mukuji", "Hitachi", "大宮市", "計画の期間"])
def test_part_of_a_name_or_of_a_word_is_no_mention(text: str) -> None:
    assert named_in(text) == []


def test_each_is_mentioned_once_in_order_with_the_span_of_its_name() -> None:
    text = normalize("Hitachi-Omiyaと久慈市、それに久慈")
    first, second = DIRECTORY.mentions(text)
    assert (first.municipality.name, text[first.start : first.end]) == (
        "常陸大宮市",
        "Hitachi-Omiya",
    )
    assert (second.municipality.name, second.start, second.end) == ("久慈市", 14, 17)


def test_names_and_words_for_the_own_municipality_are_taken_out() -> None:
    assert DIRECTORY.without_names("久慈市の計画").split() == ["の計画"]
    assert DIRECTORY.without_names("Kuji's plan and our target").split() == [
        "plan",
        "and",
        "target",
    ]
    assert DIRECTORY.without_names("本市のテレワーク").split() == ["のテレワーク"]


def test_documents_of_one_municipality_are_joined() -> None:
    kuji = DIRECTORY.named("久慈市")
    assert kuji.doc_ids == ("kuji", "kuji-2")
    assert kuji.aliases.count("久慈") == 1
    assert "Kuji Town" in kuji.aliases
    assert DIRECTORY.shared_doc_ids == ("cases",)
    assert [one.name for one in DIRECTORY.all] == ["久慈市", "北九州市", "九州市", "常陸大宮市"]


@pytest.mark.parametrize("name", ["久慈市", "Kuji", "ｸｼﾞｼ", " kuji  city ", "くじし"])
def test_home_by_alias(name: str) -> None:
    assert DIRECTORY.named(name).name == "久慈市"


@pytest.mark.parametrize("name", ["花巻市", "", "kuj"])
def test_an_unknown_home_lists_those_that_there_are(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        DIRECTORY.named(name)
    for language in ("ja", "en"):
        assert "久慈市、北九州市、九州市、常陸大宮市" in caught.value.message(language)
        assert name in caught.value.message(language)


def test_romaji_is_its_shortest_latin_name() -> None:
    assert DIRECTORY.named("久慈市").romaji() == "Kuji"
    assert Directory([info("a", "青葉市", "青葉")]).all[0].romaji() == "青葉市"


@pytest.mark.parametrize(
    ("place", "part"),
    [("大滝", True), ("鷹ノ巣", True), ("大滝村", False), ("金沢", False), ("東京都", False)],
)
def test_a_part_of_a_municipality_is_no_other_municipality(place: str, *, part: bool) -> None:
    texts = ["大滝地区と鷹ノ巣小学校区で試行します。大滝村は合併前の名です。金沢市の例"]
    directory = Directory([info("a", "青葉市", "Aoba")], texts=lambda: texts)
    assert directory.has_a_part(place) is part


def test_a_question_about_a_part_is_asked_of_what_there_is() -> None:
    directory = Directory([info("a", "青葉市", "Aoba")], texts=lambda: ["大滝地区で試行します。"])
    asked = understand("大滝での試行はいつまで?", directory, None)
    assert asked.scope == Scope()
    assert "オオタキ" in asked.terms  # its reading, as for every name
    assert understand("金沢での試行はいつまで?", directory, None).scope.places == ("金沢",)


@pytest.mark.parametrize(
    "text",
    [
        "本市の目標は？",
        "うちの目標は？",
        "うちはどう？",
        "うちと久慈市の違いは？",
        "当町の計画",
        "我が市の計画",
        "what is our target",
        "What do WE do?",
        "compare it with ours",
        "本県の計画",
    ],
)
def test_ours(text: str) -> None:
    assert says_ours(normalize(text))


@pytest.mark.parametrize(
    "text",
    [
        "このうちどれ",
        "そのうちの一つは？",
        "status",
        "bus routes",
        "working hours",
        "久慈市の計画",
        "Tokyo trains many. How many people are we talking about?",
        "How much money we're talking about?",
    ],
)
def test_not_ours(text: str) -> None:
    assert not says_ours(normalize(text))


def test_all_of_it_is_no_place() -> None:
    assert understand("それ全部市の金？", DIRECTORY, None).scope.places == ()


@pytest.mark.parametrize(
    "text",
    ["うちみたいな市が外から雇うと？", "本市のような町では？", "What do cities like ours get?"],
)
def test_a_municipality_like_ours_is_any(text: str) -> None:
    assert says_like_ours(normalize(text))
    assert not says_ours(normalize(text))
    home = DIRECTORY.named("久慈市")
    assert understand(text, DIRECTORY, home).scope == Scope()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("横浜市のDX計画の期間は？", ["横浜市"]),
        ("久慈市と横浜市の違い", ["横浜市"]),
        ("滋賀県は何人育成する？", ["滋賀県"]),
        ("神奈川県の計画", ["神奈川県"]),
        ("東京都の計画", ["東京都"]),
        ("石川県金沢市は何人育成する？", ["金沢市"]),
        ("東京都港区の計画", ["港区"]),
        ("埼玉県の上里町の計画", ["上里町"]),
        ("埼玉の上里町と大阪府にある豊中市", ["上里町", "豊中市"]),
        ("埼玉県と上里町の計画", ["埼玉県", "上里町"]),
        ("Who is the CIO of Kamisato in Saitama?", ["Kamisato"]),
        ("Who is the CIO of Kamisato Town, Saitama Prefecture?", ["Kamisato Town"]),
        ("Who is the CIO of Kamisato in Saitama Prefecture?", ["Kamisato"]),
        ("How many people were trained in April in Ishikawa?", ["石川"]),
        ("Which is the target of the Project in Fukui?", ["福井"]),
        ("What does Zoom in Fukui do?", ["福井"]),
        ("Residents in Ishikawa want what?", ["石川"]),
        ("Is there a Digital Vision in Fukui?", ["福井"]),
        ("Compare Kobe, Saitama and Fukui", ["神戸", "埼玉", "福井"]),
        ("Compare Kobe, Fukui", ["神戸", "福井"]),
        ("Compare Kanazawa, Tokyo & Nagoya", ["金沢", "東京", "名古屋"]),
        ("Kobe Osaka comparison", ["神戸", "大阪"]),
        ("Does Saitama or Fukui plan more?", ["埼玉", "福井"]),
        ("堺市の計画の期間は？", ["堺市"]),
        ("横浜市と横浜市と川崎市", ["横浜市", "川崎市"]),
        ("石川県内の市町村は？", ["石川県"]),
        ("広島県のDXShipひろしまとは？", ["広島県"]),
        ("ひろしまの計画は？", ["ひろしま"]),
    ],
)
def test_places_without_a_plan(text: str, places: list[str]) -> None:
    assert other_places(normalize(text), DIRECTORY) == places


@pytest.mark.parametrize(
    "text",
    [
        "久慈市の計画",
        "市役所の場所は？",
        "市民は何ができる？",
        "市町村との連携は？",
        "関係市町村との連携は？",
        "各市の計画",
        "両市の違いは？",
        "都市OSとは",
        "副市長の役割",
        "デジタル区分の採用",
        "自治体の課題",
        "地区の集会所",
        "農村の課題",
        "本市の計画",
    ],
)
def test_words_that_are_no_place(text: str) -> None:
    assert other_places(normalize(text), DIRECTORY) == []


def test_a_place_that_a_shared_document_has_a_heading_on_is_known_by_its_reading() -> None:
    headings = [
        "3 リーダーと対話を重ね取組を推進【埼玉県上里町】",
        "関係市町村との連携",
        "事業の概要",
    ]
    directory = Directory([], lambda: headings)
    for text in ("Who is the CIO in the town of Kamisato?", "What is Kamisato doing?"):
        assert other_places(text, directory) == ["上里町"]
    assert other_places("What is Fukutsu doing?", directory) == ["Fukutsu"]
    assert other_places("What is Kamisato doing?", DIRECTORY) == ["Kamisato"]


def test_an_english_question_with_japanese_words_names_places_too() -> None:
    text = normalize("What is Kobe's target for the スマート化カバー率?")
    assert other_places(text, DIRECTORY) == ["神戸"]
    text = normalize("What is Kuji's target for the スマート化カバー率?")
    assert other_places(text, DIRECTORY) == []


def test_a_name_that_is_off_by_one_character_means_the_municipality() -> None:
    meant = DIRECTORY.meant_by("常陸太宮市")
    assert meant is not None
    assert meant.name == "常陸大宮市"
    assert DIRECTORY.meant_by("北九洲市") == DIRECTORY.named("北九州市")


@pytest.mark.parametrize(
    "place",
    [
        "久滋市",  # too short to guess at
        "日立太宮市",  # two characters off
        "常陸大宮",  # another length
        "横浜市",
        "",
    ],
)
def test_a_name_that_means_none(place: str) -> None:
    assert DIRECTORY.meant_by(place) is None


def test_the_name_of_another_place_is_not_taken_for_a_slip() -> None:
    directory = Directory([info("a", "和歌川市"), info("b", "鹿児川市")])
    assert directory.meant_by("和歌山市") is None
    assert directory.meant_by("和歌田市") == directory.named("和歌川市")


def test_a_name_near_two_municipalities_means_neither() -> None:
    directory = Directory([info("a", "東山田市"), info("b", "西山田市")])
    assert directory.meant_by("北山田市") is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("石川県金沢市と横浜市の計画は?", ["金沢市", "横浜市"]),
        ("久慈市と横浜市の計画は?", ["横浜市"]),
        ("What do Kuji and Kobe City plan?", ["Kobe City"]),
        ("What do Kobe and Kamisato Town plan?", ["Kobe", "Kamisato Town"]),
    ],
)
def test_where_the_places_stand(text: str, named: list[str]) -> None:
    found = find_places(text, DIRECTORY)
    assert [text[place.start : place.end] for place in found] == named


READ = Directory(
    [
        info("takasago", "高砂野市", "高砂野", "たかさごのし", "Takasagono"),
        info("oharano", "大原野町", "大原野", "Oharano"),
    ]
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the targets of Takasagono City", "高砂野市"),
        ("the targets of Takasakono", "高砂野市"),
        ("What does Ooharano plan?", "大原野町"),
        ("What does Oharanu Town plan?", "大原野町"),
    ],
)
def test_a_name_read_in_another_way_is_known(text: str, name: str) -> None:
    assert [one.municipality.name for one in READ.mentions(text)] == [name]
    assert not other_places(text, READ)
    assert name not in READ.without_names(text)
    assert "Takasa" not in READ.without_names(text)


@pytest.mark.parametrize(
    "text", ["the targets of Takayama", "the targets of takasakono", "What is Kobe doing?", "Ohara"]
)
def test_other_words_are_no_readings(text: str) -> None:
    assert READ.mentions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I'd like our city's telework target",
        "I would like us to know the goal",
        "うちみたいな課でもできる？",
    ],
)
def test_to_like_something_of_ours_is_ours(text: str) -> None:
    home = DIRECTORY.named("久慈市")
    assert understand(text, DIRECTORY, home).scope.municipalities == (home,)


def test_nothing_is_left_of_a_name_or_of_the_city() -> None:
    directory = small_directory()
    for text in (
        "What is Aoba's target?",
        "What is the city's target?",
        "What is our city's target?",
    ):
        assert directory.without_names(text).split() == ["What", "is", "target?"]
    assert "city hall" in directory.without_names("Where is the city hall?")
