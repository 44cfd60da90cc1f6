"""Evidence as lines of an answer, in Markdown that none of it can break, with markers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import prompts
from assistant.citations import CitationList
from assistant.entries import term_of
from assistant.gazetteer import in_english
from assistant.kinds import asks_twice
from assistant.markdown import escaped
from assistant.municipalities import Municipality
from assistant.question import Question
from assistant.years import year_notes
from assistant.years_fit import years_covered
from ingest.fiscal import find_years
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize, squeeze
from ingest.units import Unit
from prompts import Language

_ABOUT_SEVERAL_YEARS = re.compile(
    r"(?:年度?(?:末|中)?|[RHrh]\s?[0-9]+|[0-9]{4})(?:まで|から)|以降|以前|比べ|比較|変わ|変化|推移|増え|減っ|経過|毎年|年ごと|年度ごと|ずつ|[各全]年(?!齢)|(?:他|ほか)の年|年次(?!有給|休暇)|"
    r"\b(?:by|since|until|after|before|through|from|between|compar\w*|chang\w*|ris\w+|grow\w*|fall\w*|(?:each|every|other|all) (?:fiscal )?years?)\b",
    re.IGNORECASE,
)

_BARE = re.compile(r"[△▲+±-]?\s?(?!(?:19|20)[0-9]{2}$)[0-9][0-9,.]*")
"""A figure that does not say what it counts; a year is none."""

_OWN_MEASURE = re.compile(
    r"\((?!R?[0-9]|令和|平成|実績|見込|計画|目標|現状|予定|年度)[^()]{1,8}\)|(?:^|[(:])単位"
)
_OTHER_MEASURE = re.compile(r"率|割合|構成比|順位|番号")
_COUNT = re.compile(r"数$")
"""What a header says of the figures under it that no table's measure in money changes."""

_IN_ENGLISH = {
    "円": "yen", "千円": "thousand yen", "万円": "ten thousand yen", "百万円": "million yen",
    "億円": "hundred million yen", "人": "people", "件": "cases", "世帯": "households", "%": "percent",
    "時間": "hours", "回": "times", "台": "devices",
}  # fmt: skip

_ENUMERATED = re.compile(
    r"^(?:第?[0-9一二三四五六七八九十]+[章節編部項.、](?:の[0-9]+)?|[(（]?[0-9一二三四五六七八九十ア-ンA-Za-z]{1,3}[)）.、]|[①-⑳]|[0-9]+(?:[-.－][0-9]+)*|[IVXⅠ-Ⅹ]+[.\s])\s*"
)
"""The number of a heading."""
_OF_ANY = re.compile(
    r"(?:(?:現状|課題|取組|取り組み|施策|対策|事業|具体的?|な|今後|成果|目標|指標|KPI|スケジュール|工程|年次|内容|概要|目的|背景|方向性|方針|担当|課|表|・|と|の|及び|および)){1,8}"
)
"""A heading that sections of many measures have."""
_LONGEST_HEADING = 32

_BULLET = re.compile(r"^[○●◎◆◇■□・•➤➢✓✔\s]+")


_EXPLAINS = re.compile(r"(?:用語の?)?(?:解説|開設|説明|内容|意味|定義|概要)")
"""Headers of what explains a row's label; 開設 is how OCR reads 解説."""


def line(unit: Unit, cited: CitationList, question: Question | None = None) -> str:
    """A unit as it is shown, with the markers of its citations, which are added.

    Where the question is about one year, of a row that has several the cells of that one.
    """
    told = of_the_year(unit, question) if question else unit
    measure = _measure(told, question.language if question else "ja")
    numbers = cited.add(unit, with_header=shows_header(told), with_measure=bool(measure))
    markers = "".join(f"[{n}]" for n in numbers)
    term = term_of(unit, cited.index)
    said = f"{term} ― {unit.quote.removeprefix(term)}" if term else shown(told)
    return f"{escaped(said)}{escaped(measure)} {markers}"


def of_the_year(unit: Unit, question: Question) -> Unit:
    """A row without its cells of other years than the one that a question is about; as it is where
    none of its cells is of that one, the question is about more than one, or asks for two things.
    """
    if not unit.cells or len(question.years) != 1 or _ABOUT_SEVERAL_YEARS.search(question.text):
        return unit
    if asks_twice(normalize(question.text)):
        return unit
    asked = int(question.years[0][:4])
    years = [
        years_covered(normalize(header)) or years_covered(normalize(text))
        for header, text in unit.cells
    ]
    if not years_covered(normalize(unit.cells[0][0])):
        years[0] = frozenset()  # the row's label, whatever year is in it
    if not any(asked in one for one in years):
        return unit
    kept = (cell for cell, one in zip(unit.cells, years, strict=True) if not one or asked in one)
    return replace(unit, cells=tuple(kept))


def _measure(unit: Unit, language: Language) -> str:
    """What a row's bare figures are counted in, as its table says once above all rows: （単位：千円）.

    "" for none, and where the row, or the header above one of them, may count something else.
    """
    if not unit.measure or not unit.cells:
        return ""
    label, values = _label_and_values(unit)
    cells = [(normalize(header), normalize(text)) for header, text in values]
    if _OWN_MEASURE.search(normalize(label)) or any(header == "単位" for header, _ in cells):
        return ""
    bare = [
        header
        for header, text in cells
        if _BARE.fullmatch(text) and not _OWN_MEASURE.search(header)
    ]
    percents = unit.measure != "%" and any(text.endswith("%") for _, text in cells)
    if not bare or percents or any(_counts_otherwise(unit, name) for name in (*bare, label)):
        return ""
    known = _IN_ENGLISH.get(unit.measure) if language == "en" else None
    told = f"{unit.measure}, {known}" if known else unit.measure
    return prompts.text("answers.measure", language, measure=told)


def _counts_otherwise(unit: Unit, name: str) -> bool:
    """Whether a header or a row's label is of something that its table's measure does not count."""
    said = normalize(name)
    in_money = unit.measure.endswith("円")
    return bool(
        (unit.measure != "%" and _OTHER_MEASURE.search(said)) or (in_money and _COUNT.search(said))
    )


def source(info: DocumentInfo, language: Language) -> str:
    """Where a line is from, before it, in an answer from several documents."""
    name = info.municipality or info.title
    return prompts.text("answers.line_source", language, source=escaped(name))


def heading_before(unit: Unit, before: Unit, language: Language) -> str:
    """The heading of a unit's section before its line, where the line before is of another: it tells what the line is
    of (a goal beside a result). "" where it would say nothing, or has a number of its own.
    """
    if not unit.section or (unit.doc_id, unit.section) == (before.doc_id, before.section):
        return ""
    heading = _bare(unit.section[-1])
    if _OF_ANY.fullmatch(heading) and unit.section[:-1] != before.section[:-1]:
        heading = " › ".join([*map(_bare, unit.section[-2:-1]), heading])
    if not 1 < len(heading) <= _LONGEST_HEADING or re.search(r"[0-9]", heading):
        return ""
    if unit.kind == "heading" or squeeze(heading) in squeeze(unit.quote):
        return ""
    return prompts.text("answers.line_section", language, section=escaped(heading))


def _bare(heading: str) -> str:
    return _ENUMERATED.sub("", normalize(heading)).strip("〔〕【】[]〈〉<> ")


def shown(unit: Unit) -> str:
    """A unit as a line of an answer: a quote, or a table row with its column headers."""
    if not unit.cells or unit.header is None:
        return _BULLET.sub("", unit.quote)
    label, values = _label_and_values(unit)
    alone = bool(label) and len(values) == 1
    said = "、".join(
        f"{header}：{text}" if _adds(header, text, alone=alone) else text for header, text in values
    )
    return f"{label} ― {said}" if label and said else label or said


def shows_header(unit: Unit) -> bool:
    """Whether ``shown`` has words of the table's header row in it."""
    if unit.header is None or not unit.cells:
        return False
    label, values = _label_and_values(unit)
    alone = bool(label) and len(values) == 1
    return any(_adds(header, text, alone=alone) for header, text in values)


def _label_and_values(unit: Unit) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A row's label and its other cells; "" where the only or the first one stands under a year."""
    (header, text), *rest = unit.cells
    if not rest or find_years(normalize(header)):
        return "", unit.cells
    return text, tuple(rest)


def _adds(header: str, text: str, *, alone: bool = False) -> bool:
    """Whether a column header tells something; a cell that names its own year needs none, nor does what
    explains the one thing beside it (``alone``).
    """
    if alone and _EXPLAINS.fullmatch(normalize(header)):
        return False
    return bool(header) and not find_years(normalize(text))


def note(question: Question, units: Sequence[Unit], cited: CitationList) -> str:
    """What abbreviated years of the evidence are in the other calendar, cited like the rest."""
    markers: dict[str, str] = {}
    for unit in units:
        told = of_the_year(unit, question)
        numbers = cited.add(unit, with_header=shows_header(told))
        for note in year_notes(shown(told), question.language):
            markers.setdefault(note, "".join(f"[{n}]" for n in numbers))
    if not markers:
        return ""
    notes = [f"{note} {numbers}" for note, numbers in markers.items()]
    joined = prompts.text("answers.separator", question.language).join(notes)
    return "\n\n" + prompts.text("answers.year_note", question.language, years=joined)


def names(municipalities: Sequence[Municipality], language: Language) -> str:
    """Municipalities in the asker's language, one after the other."""
    separator = prompts.text("answers.separator", language)
    return separator.join(
        f"{municipality.romaji()} ({municipality.name})" if language == "en" else municipality.name
        for municipality in municipalities
    )


def place_name(name: str, language: Language) -> str:
    """A place without a plan, in the asker's language."""
    return in_english(name) if language == "en" else name
