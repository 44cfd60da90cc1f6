"""Names of the documents, found by how they are read."""

from __future__ import annotations

import pytest

from assistant.municipalities import Directory
from assistant.named_things import NamedThings, folded, reading_of
from assistant.understand import understand
from ingest.manifest import DocumentInfo

TEXT = "申請の様式は「様式工房」がまとめて作ります。「しおかぜ号」と「うのりん」が走り、『電話でお知らせ』で伝えます。「申請を減らす」と決めました。「はまなす号」、「まっちゃ」"


@pytest.fixture(scope="module")
def things() -> NamedThings:
    return NamedThings(lambda: [TEXT], lambda: ["伴走員"])


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is the 'yoshiki kobo'?", {"yoshiki kobo": "様式工房"}),
        ("What is the Youshiki-Koubou?", {"Youshiki-Koubou": "様式工房"}),
        ("Where does the Shiokaze-go stop?", {"Shiokaze-go": "しおかぜ号"}),
        ("Where does Shiokaze stop?", {"Shiokaze": "しおかぜ号"}),
        ("How much is Unorin's fare?", {"Unorin's": "うのりん"}),
        ("Who are the bansoin?", {"bansoin": "伴走員"}),
        ("What comes by Denwa de Oshirase?", {"Denwa de Oshirase": "電話でお知らせ"}),
        ("What comes by denwa de oshirase?", {}),
        ("Where does the Hamanasu-go stop?", {"Hamanasu-go": "はまなす号"}),
        ("Who drinks Maccha and Matcha?", {"Maccha": "まっちゃ", "Matcha": "まっちゃ"}),
        ("Which banana is a camera to me?", {}),
        ("How many forms are there?", {}),
    ],
)
def test_a_name_is_known_by_its_reading(
    things: NamedThings, question: str, found: dict[str, str]
) -> None:
    assert things.in_english(question) == found


def test_words_that_a_mark_parts_are_no_name(things: NamedThings) -> None:
    assert things.in_english("yoshiki: kobo") == {}


def test_documents_are_read_only_where_a_word_may_be_a_name() -> None:
    def refuse() -> list[str]:
        raise AssertionError("read")

    things = NamedThings(refuse)
    assert things.in_english("What is the telework target by fiscal 2025?") == {}
    for asked in ("remote work", "How many women are made to pay?", "see the camera a minute"):
        assert things.in_english(asked) == {}
    with pytest.raises(AssertionError, match="read"):
        things.in_english("What is shiosai?")


@pytest.mark.parametrize(
    ("name", "reading"),
    [("様式工房", "yoshikikobo"), ("なぎポケ", "nagipoke"), ("e申請", ""), ("", "")],
)
def test_reading(name: str, reading: str) -> None:
    assert reading_of(name) == reading


def test_long_vowels_and_labials_are_folded() -> None:
    assert folded("Shimbun Toukyoo Matcha") == "shinbun tokyo maccha"


def directory() -> Directory:
    info = DocumentInfo(
        doc_id="aoba", title="計画", municipality="青葉市", aliases=("青葉", "Aoba", "Aoba City")
    )
    texts = ["「様式工房」と「あおばナビ」を始めます。「あおば」は愛称です。"]
    return Directory([info], things=NamedThings(lambda: texts))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What's the yoshiki-kobo?", "様式工房"),
        ("What’s the yoshiki-kobo?", "様式工房"),
        ("What is Aoba Nabi?", "あおばナビ"),
    ],
)
def test_a_name_is_looked_for_in_japanese(question: str, name: str) -> None:
    understood = understand(question, directory(), None)
    assert name in [one.japanese for one in understood.concepts]
    assert name in understood.queries[1]


def test_a_municipality_is_no_thing() -> None:
    understood = understand("What is Aoba's target?", directory(), None)
    assert "あおば" not in [one.japanese for one in understood.concepts]
    assert [one.name for one in understood.scope.municipalities] == ["青葉市"]
