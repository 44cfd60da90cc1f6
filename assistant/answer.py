"""The extractive answer: evidence chosen and arranged, in the asker's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import prompts
from assistant.answerable import probability
from assistant.citations import CitationList
from assistant.compared import Part, parts_of
from assistant.gazetteer import in_english
from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.rank import Evidence
from assistant.schema import Citation, Status
from assistant.select import COMPARED_LENGTH, choose
from assistant.years import year_notes
from ingest.fiscal import find_years
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize
from ingest.units import Unit
from prompts import Language

ANSWER_LIMIT, LIST_ANSWER_LIMIT = 600, 1200
"""Characters of an answer; of one that lists or compares."""

_BULLET = re.compile(r"^[○●◎◆◇■□・•➤➢✓✔\s]+")


@dataclass(frozen=True)
class Draft:
    """An answer before it is verified."""

    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    confidence: float = 0.0


def answer_question(
    question: Question, evidence: Sequence[Evidence], index: Index, directory: Directory
) -> Draft:
    """Answer from ranked evidence, or say that the plans do not say."""
    if question.scope.needs_home:
        return _ask_which(question, directory)
    if parts := parts_of(question, directory):
        return _compare(question, parts, evidence, index, directory)
    chosen = choose(question, evidence, index)
    if not chosen:
        return _not_found(question, evidence, directory)
    limit = LIST_ANSWER_LIMIT if question.kind == "list" else ANSWER_LIMIT
    text, cited = _written(question, chosen, index)
    while len(text) > limit and len(chosen) > 1:
        chosen = chosen[:-1]
        text, cited = _written(question, chosen, index)
    return Draft("answered", text, cited.citations, _confidence(question, evidence))


def _written(
    question: Question, chosen: Sequence[Evidence], index: Index
) -> tuple[str, CitationList]:
    """The answer that shows these pieces of evidence."""
    cited = CitationList(index)
    several = len({one.hit.unit.doc_id for one in chosen}) > 1
    lines = []
    for one in chosen:
        line = _line(one.hit.unit, cited)
        lines.append(
            f"- {_source(one.hit.info, question.language)}{line}" if several else f"- {line}"
        )
    lead = _lead(chosen, question.language)
    first = "".join(f"[{n}]" for n in cited.numbers_of(chosen[0].hit.unit))
    if len(lines) > 1 and question.kind != "list":
        below = (n for one in chosen[1:] for n in cited.numbers_of(one.hit.unit))
        markers = "".join(f"[{n}]" for n in dict.fromkeys(below))
        related = prompts.text("answers.related", question.language)
        lines[1:1] = ["", f"{related}{markers}", ""]
    text = "\n".join([f"{lead}{first}", "", *lines])
    return text + _note(question, [one.hit.unit for one in chosen], cited), cited


def _source(info: DocumentInfo, language: Language) -> str:
    """Where a line is from, before it, in an answer from several documents."""
    name = info.municipality or info.title
    return prompts.text("answers.line_source", language, source=_escaped(name))


def _line(unit: Unit, cited: CitationList) -> str:
    numbers = cited.add(unit, with_header=shows_header(unit))
    markers = "".join(f"[{n}]" for n in numbers)
    return f"{_escaped(shown(unit))} {markers}"


def shown(unit: Unit) -> str:
    """A unit as a line of an answer: a quote, or a table row with its column headers."""
    if not unit.cells or unit.header is None:
        return _BULLET.sub("", unit.quote)
    label, values = _label_and_values(unit)
    said = "、".join(
        f"{header}：{text}" if _adds(header, text) else text for header, text in values
    )
    return f"{label} ― {said}" if label and said else label or said


def _label_and_values(unit: Unit) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A row's label and its other cells; "" where the only or the first one stands under a year."""
    (header, text), *rest = unit.cells
    if not rest or find_years(normalize(header)):
        return "", unit.cells
    return text, tuple(rest)


def shows_header(unit: Unit) -> bool:
    """Whether ``shown`` has words of the table's header row in it."""
    if unit.header is None or not unit.cells:
        return False
    _, values = _label_and_values(unit)
    return any(_adds(header, text) for header, text in values)


def _adds(header: str, text: str) -> bool:
    """Whether a column header tells something; a cell that names its own year needs none."""
    return bool(header) and not find_years(normalize(text))


def _lead(chosen: Sequence[Evidence], language: Language) -> str:
    info = chosen[0].hit.info
    if len({one.hit.unit.doc_id for one in chosen}) > 1:
        return prompts.text("answers.lead_comparison", language)
    if info.municipality and info.kind != "reference_cases":
        return prompts.text(
            "answers.lead_municipality", language, municipality=_named(info, language)
        )
    return prompts.text("answers.lead_document", language, title=_escaped(info.title))


def _compare(
    question: Question,
    parts: Sequence[Part],
    evidence: Sequence[Evidence],
    index: Index,
    directory: Directory,
) -> Draft:
    """A table with one row a municipality or place; 記載なし where a plan is silent."""
    room = COMPARED_LENGTH // len(parts)
    shown_of = {}
    for part in parts:
        own = [one for one in evidence if one.about == part.name]
        shown_of[part.name] = choose(part.question, own, index, length=room, compared=True)
    if not any(shown_of.values()):
        return _not_found(question, evidence, directory)
    text, cited = _table(question, parts, shown_of, index)
    while len(text) > LIST_ANSWER_LIMIT and max(map(len, shown_of.values())) > 1:
        longest = max(shown_of, key=lambda name: len(shown_of[name]))
        shown_of[longest] = shown_of[longest][:-1]
        text, cited = _table(question, parts, shown_of, index)
    best = max(
        _confidence(part.question, [one for one in evidence if one.about == part.name])
        for part in parts
        if shown_of[part.name]
    )
    return Draft("answered", text, cited.citations, best)


def _table(
    question: Question,
    parts: Sequence[Part],
    shown_of: Mapping[str, Sequence[Evidence]],
    index: Index,
) -> tuple[str, CitationList]:
    """The comparison that shows these pieces of evidence of each part."""
    language = question.language
    cited = CitationList(index)
    rows, units = [], []
    for part in parts:
        chosen = shown_of[part.name]
        cells = [_line(one.hit.unit, cited).replace("|", "\\|") for one in chosen]
        absent = "answers.silent" if part.question.scope.municipalities else "answers.no_plan"
        rows.append(
            f"| {_part_name(part, language)} | {'<br>'.join(cells) or prompts.text(absent, language)} |"
        )
        units += [one.hit.unit for one in chosen]
    head = [
        prompts.text("answers.column_municipality", language),
        prompts.text("answers.column_content", language),
    ]
    markers = "".join(f"[{citation.n}]" for citation in cited.citations)
    lines = [
        f"{prompts.text('answers.lead_comparison', language)}{markers}",
        "",
        f"| {head[0]} | {head[1]} |",
        "|---|---|",
        *rows,
    ]
    return "\n".join(lines) + _note(question, units, cited), cited


def _note(question: Question, units: Sequence[Unit], cited: CitationList) -> str:
    """What abbreviated years of the evidence are in the other calendar, cited like the rest."""
    markers: dict[str, str] = {}
    for unit in units:
        numbers = cited.add(unit, with_header=shows_header(unit))
        for note in year_notes(shown(unit), question.language):
            markers.setdefault(note, "".join(f"[{n}]" for n in numbers))
    if not markers:
        return ""
    notes = [f"{note} {numbers}" for note, numbers in markers.items()]
    joined = prompts.text("answers.separator", question.language).join(notes)
    return "\n\n" + prompts.text("answers.year_note", question.language, years=joined)


def _ask_which(question: Question, directory: Directory) -> Draft:
    known = _names(directory.all, question.language)
    text = prompts.text("answers.which_municipality", question.language, known=known)
    return Draft("clarify", text)


def _not_found(
    question: Question, evidence: Sequence[Evidence], directory: Directory | None
) -> Draft:
    language, scope = question.language, question.scope
    if scope.places and not scope.municipalities and directory and not evidence:
        text = prompts.text(
            "answers.not_found_place",
            language,
            place=_place(scope.places[0], language),
            known=_names(directory.all, language),
        )
        return Draft("not_found", text)
    if scope.municipalities:
        text = prompts.text(
            "answers.not_found_municipality",
            language,
            municipality=_names(scope.municipalities, language),
        )
    else:
        text = prompts.text("answers.not_found", language)
    nearest = _nearest_sections(evidence)
    if nearest:
        sections = prompts.text("answers.separator", language).join(nearest)
        text += "\n\n" + prompts.text("answers.nearest", language, sections=sections)
    confidence = round(1.0 - _confidence(question, evidence), 3)
    return Draft("not_found", text, (), confidence)


def _nearest_sections(evidence: Sequence[Evidence]) -> list[str]:
    names = dict.fromkeys(
        f"「{one.hit.info.title}」{' › '.join(one.hit.unit.section[-2:])}"
        for one in evidence
        if one.hit.unit.section
    )
    return [_escaped(name) for name in list(names)[:2]]


def _part_name(part: Part, language: Language) -> str:
    """What a row of a comparison is about."""
    named = part.question.scope.municipalities
    return _names(named, language) if named else _escaped(_place(part.name, language))


def _place(name: str, language: Language) -> str:
    return in_english(name) if language == "en" else name


def _names(municipalities: Sequence[Municipality], language: Language) -> str:
    separator = prompts.text("answers.separator", language)
    return separator.join(
        f"{municipality.romaji()} ({municipality.name})" if language == "en" else municipality.name
        for municipality in municipalities
    )


def _named(info: DocumentInfo, language: Language) -> str:
    """A document's municipality; for an English reader in Latin script too, if that is known."""
    latin = [alias for alias in info.aliases if alias.isascii()]
    if language == "ja" or not latin:
        return info.municipality or ""
    return f"{min(latin, key=len)} ({info.municipality})"


def _confidence(question: Question, evidence: Sequence[Evidence]) -> float:
    return round(probability(question, evidence), 3)


def _escaped(text: str) -> str:
    """Text of a document inside Markdown: no tag, link or emphasis of its own comes alive."""
    for char in "\\`*_[]<>#":
        text = text.replace(char, "\\" + char)
    return text
