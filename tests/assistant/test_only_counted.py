"""So many things that a plan counts without naming them."""

from __future__ import annotations

import pytest

from assistant.only_counted import only_counted
from ingest.units import Unit
from tests.assistant.small_index import ask_for


def units(*quotes: str) -> list[Unit]:
    return [
        Unit(f"d:{n}", "d", "sentence", ("取組",), 0, len(quote), quote, order=n)
        for n, quote in enumerate(quotes)
    ]


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("車が回る7つの地区の名前を教えて", "山間部の7地区を、それぞれ月2回巡回する。"),
        ("初年度に始まる3か所はどこ？", "３公民館で開設する。"),
        ("案内の6言語の名前は？", "「やさしい日本語」と6言語による案内"),
        ("Which ten shelters get the equipment?", "避難所１０か所に、通信機器を置きます。"),
        ("Where exactly will the twelve cameras be?", "河川カメラの映像の公開（12か所）"),
        ("There are six languages. Which ones are they?", "6言語で案内する。"),
    ],
)
def test_a_number_alone_names_nothing(question: str, quote: str) -> None:
    assert only_counted(ask_for(question), units(quote))


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("3つの地区の名前は？", ("東、西及び南の3地区を巡回する。",)),
        ("3か所はどこ？", ("本庁、北支所、南支所の3か所で開く。",)),
        ("3つの柱の名前は？", ("3つの柱を立てる。", "便利な窓口", "速い仕事")),
        ("車は3地区を何回回る？", ("山間部の3地区を月2回巡回する。",)),
        ("職員120人のうち、在宅勤務をしたのは何人？", ("職員120人のうち35人である。",)),
        ("3地区の名前は？", ("地区の名前は広報で知らせる。",)),
        ("Which three offices?", ("本庁、北支所、南支所",)),
        ("Which five measures?", ("⑤市発行印刷物の電子化", "④電子決裁の推進")),
        ("2か所はどこですか", ("本庁舎と北支所の2か所に設置する。",)),
        ("3階の会議室の名前は？", ("3階の会議室「れんげ」で開催する。",)),
        ("九州地方の最後の局はどこ？", ("九州地方の最後の局であった。",)),
        ("10曲中7曲はどこの国で初演された？", ("10曲中7曲が指揮により初演された。",)),
    ],
)
def test_what_names_them_or_is_asked_otherwise(question: str, quotes: tuple[str, ...]) -> None:
    assert not only_counted(ask_for(question), units(*quotes))


def test_nothing_shown() -> None:
    assert not only_counted(ask_for("3つの地区の名前は？"), [])
