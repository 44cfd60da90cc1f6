"""Lies made of faithful sentences: what a language model gets wrong, one thing at a time.

It knows nothing of the check and shares no code with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

CITIES = {
    "ja": ("久慈市", "北九州市", "常陸大宮市", "鯖江市"),
    "en": ("Kuji City", "Kitakyushu City", "Hitachiomiya City", "Sabae City"),
}
OF_DOCUMENT = {"kuji": 0, "kitakyushu": 1, "hitachiomiya": 2, "sabae": 3}
BODIES = {
    "ja": (
        "経済産業省",
        "株式会社ミライ総研",
        "東京大学",
        "デジタル田園推進協議会",
        "財務局",
        "会計検査院",
        "防災危機管理課",
        "日本商工会議所",
        "水道局",
        "富士通",
    ),
    "en": (
        "the Ministry of Economy, Trade and Industry",
        "Mirai Research Corporation",
        "the University of Tokyo",
        "the Water Bureau",
        "the Fire Department",
        "the Kanto Smart City Council",
        "Fujitsu",
        "the Board of Audit",
        "the Tax Division",
        "Deloitte",
    ),
}
_YEAR = re.compile(
    r"(?P<era>令和|平成|昭和|Reiwa |R(?=\d))(?P<number>\d{1,2})|(?P<west>(?<!\d)(?:19|20)\d\d(?!\d|台|人))"
)
_NUMBER = re.compile(r"(?<![\d.,A-Za-z和成])\d+(?:[,.]\d+)*(?![\d]|年度|年(?!間)|月|日)")
_WORDS = {
    "Five": "Seven",
    "five": "eight",
    "Three": "Six",
    "three": "five",
    "Fifty": "Seventy",
    "four": "six",
    "Seven": "Nine",
    "20 ": "45 ",
}
_CONDITIONS = {
    "ja": (
        "（月1回以上実施）",
        "（月1回以上の実施）",
        "月1回以上",
        "本庁部署における",
        "原則として",
        "原則、",
        "原則",
        "必要に応じて、",
        "必要に応じて",
        "可能な限り",
        "約",
        "程度",
        "以上",
        "一部の",
    ),
    "en": (
        " (at least once a month)",
        " at least once a month",
        ", counted at least once a month",
        " in principle",
        "in principle ",
        "As a rule, ",
        " as needed",
        " as necessary",
        " when necessary",
        " as far as possible",
        " wherever possible",
        "about ",
        "approximately ",
        "at least ",
        " or more",
        "Only some ",
        " limited to some",
    ),
}
_FLIPS = {
    "ja": (
        (r"ていません。$", "ています。"),
        (r"ものではありません。$", "ものです。"),
        (r"ありません。$", "あります。"),
        (r"できないとされています。$", "できるとされています。"),
        (r"しません。$", "します。"),
        (r"言えません。$", "言えます。"),
        (r"ていない。$", "ている。"),
        (r"しました。$", "しませんでした。"),
        (r"されました。$", "されませんでした。"),
        (r"ています。$", "ていません。"),
        (r"します。$", "しません。"),
        (r"できます。$", "できません。"),
        (r"行います。$", "行いません。"),
        (r"ます。$", "ません。"),
        (r"です。$", "ではありません。"),
    ),
    "en": (
        (r"\bcannot\b", "can"),
        (r"\bdoes not\b", "does"),
        (r"\bhas not\b", "has"),
        (r"\bhave not\b", "have"),
        (r"\bis not\b", "is"),
        (r"\bare to\b", "are not to"),
        (r"\bare\b", "are not"),
        (r"\bis\b", "is not"),
        (r"\bwill\b", "will not"),
        (r"\bwas\b", "was not"),
        (r"\bwere\b", "were not"),
        (r"\bcan\b", "cannot"),
        (r"\bhas\b", "has not"),
    ),
}


@dataclass(frozen=True)
class Lie:
    """A sentence with one thing wrong.

    Attributes:
        kind: what was done to it.
        text: the sentence.
        cites: the number of the evidence that it cites; 1 is the right one.
    """

    kind: str
    text: str
    cites: int = 1


def lies(text: str, language: str, doc_id: str, others: list[int], rng: Random) -> Iterator[Lie]:
    """Every lie that can be made of a faithful sentence.

    Args:
        text: the sentence.
        language: "ja" or "en".
        doc_id: the document that it is of.
        others: numbers of evidence that does not carry it.
        rng: makes the choices.
    """
    makers = {
        "another number": _another_number,
        "year off by one": _year_off,
        "era mis-converted": _era,
        "condition dropped": _condition,
        "negation flipped": _flip,
    }
    for kind, make in makers.items():
        changed = make(text, language, rng)
        if changed is not None and changed != text:
            yield Lie(kind, changed)
    yield Lie("invented organisation", _body(text, language, rng))
    if doc_id in OF_DOCUMENT:
        yield Lie("another city's value", _city(text, language, OF_DOCUMENT[doc_id], rng))
    if others:
        yield Lie("wrong citation number", text, rng.choice(others))


def _another_number(text: str, _language: str, rng: Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        for word, other in _WORDS.items():
            if re.search(rf"\b{word}\b", text):
                return re.sub(rf"\b{word}\b", other, text, count=1)
        return None
    one = rng.choice(found)
    value = float(one.group().replace(",", ""))
    figure = rng.choice([value + 1, value * 2 + 3, value * 10, max(value - 1, 0) or value + 4])
    written = f"{figure:,.0f}" if figure == int(figure) else f"{figure:.1f}"
    return text[: one.start()] + written + text[one.end() :]


def _year_off(text: str, _language: str, rng: Random) -> str | None:
    found = list(_YEAR.finditer(text))
    if not found:
        return None
    one = rng.choice(found)
    step = rng.choice([-1, 1])
    if one["era"]:
        changed = f"{one['era']}{max(int(one['number']) + step, 1)}"
        if changed == one.group():
            changed = f"{one['era']}{int(one['number']) + 1}"
    else:
        changed = str(int(one["west"]) + step)
    return text[: one.start()] + changed + text[one.end() :]


def _era(text: str, language: str, rng: Random) -> str | None:
    """令和7年度 as 2027, or with a wrong year beside it; 2025 as Reiwa 6 or 5."""
    found = [one for one in _YEAR.finditer(text) if one["west"] is None or int(one["west"]) > 2018]
    if not found:
        return None
    one = rng.choice(found)
    rest = text[one.end() :]
    unit = next((unit for unit in ("年度", "年") if rest.startswith(unit)), "")
    if one["era"]:
        start = {"令和": 2018, "R": 2018, "Reiwa ": 2018, "平成": 1988, "昭和": 1925}[one["era"]]
        number = int(one["number"])
        wrong = rng.choice([2020 + number, start + number + 1, start + number - 1, 1988 + number])
        if wrong == start + number:
            wrong += 2
        if unit and not rest.startswith(unit + "（") and rng.random() < 0.5:
            end = one.end() + len(unit)
            return f"{text[:end]}（{wrong}{unit}）{text[end:]}"
        return f"{text[: one.start()]}{wrong}{rest}"
    wrong = int(one["west"]) - 2018 + rng.choice([-1, 1, 2])
    era = "令和" if language == "ja" else "Reiwa "
    before = re.sub(r"(?:FY|fiscal year |fiscal )$", "", text[: one.start()])
    return f"{before}{era}{max(wrong, 1)}{rest}"


def _condition(text: str, language: str, _rng: Random) -> str | None:
    for phrase in _CONDITIONS[language]:
        # 約 and "about" are conditions of a number only: not in 契約, nor in "think about what".
        about = phrase in ("約", "about ", "approximately ", "at least ")
        number = r"(?=\d|半|half|five|three)" if about else ""
        pattern = rf"(?<!契){re.escape(phrase)}{number}"
        if re.search(pattern, text):
            shorter = re.sub(pattern, "", text, count=1).strip()
            return shorter[0].upper() + shorter[1:] if language == "en" else shorter
    return None


def _flip(text: str, language: str, _rng: Random) -> str | None:
    for pattern, other in _FLIPS[language]:
        if re.search(pattern, text):
            return re.sub(pattern, other, text, count=1)
    return None


def _body(text: str, language: str, rng: Random) -> str:
    body = rng.choice(BODIES[language])
    if language == "ja":
        return f"{body}と連携し、{text}" if rng.random() < 0.5 else f"{body}によると、{text}"
    if rng.random() < 0.5:
        return f"{text.rstrip('.')}, together with {body}."
    return f"According to {body}, {text[0].lower()}{text[1:]}"


def _city(text: str, language: str, own: int, rng: Random) -> str:
    cities = CITIES[language]
    other = rng.choice([city for number, city in enumerate(cities) if number != own])
    mine = cities[own] if language == "ja" else cities[own].removesuffix(" City")
    if mine in text:
        return text.replace(mine, other if language == "ja" else other.removesuffix(" City"))
    return (
        f"{other}では、{text}" if language == "ja" else f"In {other}, {text[0].lower()}{text[1:]}"
    )
