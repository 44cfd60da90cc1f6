"""The extractive answer: evidence chosen and arranged, in the asker's language."""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from assistant.answerable import is_off_subject, probability, statements
from assistant.citations import CitationList
from assistant.compared import parts_of
from assistant.demands import missing_figures
from assistant.draft import ANSWER_LIMIT, LIST_ANSWER_LIMIT, Draft
from assistant.elsewhere import figure_elsewhere, figure_instead
from assistant.glance import asks_for_all, at_a_glance
from assistant.lines import heading_before, line, names, note, place_name, source
from assistant.markdown import escaped
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.rank import Evidence
from assistant.select import ANSWERED_FROM, choose, set_side_by_side
from assistant.side_by_side import compare, of_each
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.units import Unit
from prompts import Language


def answer_question(
    question: Question, evidence: Sequence[Evidence], index: Index, directory: Directory
) -> Draft:
    """Answer from ranked evidence, or say that the plans do not say."""
    if question.scope.needs_home:
        return of_each(question, evidence, index, directory) or _ask_which(question, directory)
    if asks_for_all(question) and (glance := at_a_glance(question, index)):
        return glance
    if parts := parts_of(question, directory):
        compared = compare(question, parts, evidence, index)
        return compared or _not_found(question, evidence, index, directory)
    likely = probability(question, evidence)
    chosen = choose(question, evidence, index, likely=likely)
    if not chosen:
        return _not_found(question, evidence, index, directory)
    limit = LIST_ANSWER_LIMIT if question.kind == "list" else ANSWER_LIMIT
    abreast = chosen == set_side_by_side(question, evidence, index)
    text, cited = _written(question, chosen, index, abreast=abreast, headed=True)
    if len(text) > limit:
        text, cited = _written(question, chosen, index, abreast=abreast)
    while len(text) > limit and len(chosen) > 1:
        chosen = chosen[:-1]
        text, cited = _written(question, chosen, index, abreast=abreast)
    listed = len(chosen) > 1 and (question.kind == "list" or _is_one_list(chosen))
    return Draft("answered", text, cited.citations, round(likely, 3), listed)


def _written(
    question: Question,
    chosen: Sequence[Evidence],
    index: Index,
    *,
    abreast: bool,
    headed: bool = False,
) -> tuple[str, CitationList]:
    """The answer that shows these pieces of evidence; what is ``abreast`` is of one weight, and what stands beside the
    best may be ``headed`` by its section.
    """
    cited = CitationList(index)
    several = len({one.hit.unit.doc_id for one in chosen}) > 1
    best, *others = chosen
    beside = bool(others) and not (abreast or question.kind == "list" or _is_one_list(chosen))
    lines = []
    for before, one in zip((best, *chosen), chosen, strict=False):
        whose = source(one.hit.info, question.language) if several else ""
        if beside and headed:
            whose += heading_before(one.hit.unit, before.hit.unit, question.language)
        lines.append(f"- {whose}{line(one.hit.unit, cited, question)}")
    lead = _lead(chosen, question.language)
    first = "".join(f"[{n}]" for n in cited.numbers_of(best.hit.unit))
    if beside:
        below = (n for one in others for n in cited.numbers_of(one.hit.unit))
        markers = "".join(f"[{n}]" for n in dict.fromkeys(below))
        related = prompts.text("answers.related", question.language)
        lines[1:1] = ["", f"{related}{markers}", ""]
    text = "\n".join([f"{lead}{first}", "", *lines])
    return text + note(question, [one.hit.unit for one in chosen], cited), cited


def _is_one_list(chosen: Sequence[Evidence]) -> bool:
    """Whether what is shown is one list: items of one group, or headings and nothing else."""
    units = [one.hit.unit for one in chosen]
    return all(
        unit.doc_id == units[0].doc_id
        and unit.kind == units[0].kind
        and unit.group == units[0].group
        and (unit.kind == "heading" or (unit.kind == "item" and unit.group is not None))
        for unit in units
    )


def _lead(chosen: Sequence[Evidence], language: Language) -> str:
    info = chosen[0].hit.info
    if len({one.hit.unit.doc_id for one in chosen}) > 1:
        return prompts.text("answers.lead_comparison", language)
    if info.municipality and info.kind != "reference_cases":
        return prompts.text(
            "answers.lead_municipality", language, municipality=_named(info, language)
        )
    return prompts.text("answers.lead_document", language, title=escaped(info.title))


def _ask_which(question: Question, directory: Directory) -> Draft:
    known = names(directory.all, question.language)
    text = prompts.text("answers.which_municipality", question.language, known=known)
    return Draft("clarify", text)


def _not_found(
    question: Question, evidence: Sequence[Evidence], index: Index, directory: Directory
) -> Draft:
    language, scope = question.language, question.scope
    if is_off_subject(question, evidence):
        return Draft("not_found", prompts.text("answers.off_subject", language), (), 1.0)
    if scope.places and not scope.municipalities and not evidence:
        text = prompts.text(
            "answers.not_found_place",
            language,
            place=place_name(scope.places[0], language),
            known=names(directory.all, language),
        )
        return Draft("not_found", text)
    if scope.municipalities:
        text = prompts.text(
            "answers.not_found_municipality",
            language,
            municipality=names(scope.municipalities, language),
        )
    else:
        text = prompts.text("answers.not_found", language)
    likely = round(probability(question, evidence), 3)
    # What is likely said, but not what the question demands, is surely not found.
    sure = round(1.0 - likely, 3) if likely < ANSWERED_FROM else 1.0
    if corrected := _corrected(question, evidence, index):
        correction, cited = corrected
        return Draft("not_found", f"{text}\n\n{correction}", cited.citations, sure)
    cited = CitationList(index)
    if nearest := _nearest_sections(evidence, cited):
        sections = prompts.text("answers.separator", language).join(nearest)
        text += "\n\n" + prompts.text("answers.nearest", language, sections=sections)
    return Draft("not_found", text, cited.citations, sure)


def _corrected(
    question: Question, evidence: Sequence[Evidence], index: Index
) -> tuple[str, CitationList] | None:
    """What the plan says instead of a figure that the question takes for granted (80% where it has 50%), or what
    another plan says of that (鯖江市の80%).
    """
    figures = missing_figures(question, statements(evidence))
    language = question.language
    if instead := figure_instead(figures, evidence):
        figure, best = instead
        unit = best.hit.unit
        lead = prompts.text("answers.figure_instead", language, figure=escaped(figure))
    elif found := figure_elsewhere(question, figures, index):
        figure, unit = found
        lead = prompts.text(
            "answers.figure_elsewhere",
            language,
            figure=escaped(figure),
            municipality=_named(index.store.infos[unit.doc_id], language),
        )
    else:
        return None
    cited = CitationList(index)
    said = line(unit, cited)
    marker = "".join(f"[{n}]" for n in cited.numbers_of(unit))
    return f"{lead}{marker}\n\n- {said}{note(question, [unit], cited)}", cited


def _nearest_sections(evidence: Sequence[Evidence], cited: CitationList) -> list[str]:
    """The two nearest sections, each with a citation of the best that stands there."""
    best: dict[str, Unit] = {}
    for one in evidence:
        if one.hit.unit.section:
            name = f"「{one.hit.info.title}」{' › '.join(one.hit.unit.section[-2:])}"
            best.setdefault(name, one.hit.unit)
    return [
        f"{escaped(name)} {''.join(f'[{n}]' for n in cited.add(unit, with_header=False))}"
        for name, unit in list(best.items())[:2]
    ]


def _named(info: DocumentInfo, language: Language) -> str:
    """A document's municipality; for an English reader in Latin script too, if that is known."""
    latin = [alias for alias in info.aliases if alias.isascii()]
    if language == "ja" or not latin:
        return info.municipality or ""
    return f"{latin[0]} ({info.municipality})"
