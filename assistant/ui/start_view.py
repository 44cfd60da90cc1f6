"""はじめての方へ / Onboarding, as HTML: one plan at a glance, every line leading to its source."""

from __future__ import annotations

import html
from collections.abc import Sequence

from assistant.kept.transcripts import Exchange
from assistant.overview import Overview
from assistant.passages.outline import section_name
from assistant.quiz import QuizQuestion, make_quiz
from assistant.ui.links import href
from assistant.ui.locale import label
from assistant.ui.schedule_chart import schedule_html, timeline_html, year_words
from ingest.facts.records import Target
from ingest.normalize import squeeze
from ingest.structure.records import Span
from prompts import Language


def choose_html(names: Sequence[tuple[str, str]], language: Language) -> str:
    """Municipalities to choose from: (what it is shown as, its name)."""
    links = "".join(
        f'<li><a class="choice" role="button" href="{href("home", name)}">{html.escape(shown)}</a></li>'
        for shown, name in names
    )
    return (
        f'<section class="card"><h2>{_said("start.choose", language)}</h2>'
        f'<p>{_said("start.choose_hint", language)}</p><ul class="choices">{links}</ul></section>'
    )


def overview_html(overview: Overview, this_year: int, language: Language) -> str:
    """One plan: what it is, period, who leads, pillars, targets, schedule, glossary, self-check."""
    sections = (
        ("targets", _targets(overview, language)),
        ("schedule", schedule_html(overview, language)),
        ("glossary", _glossary(overview, language)),
        ("quiz", _quiz(overview, language)),
    )
    cards = "".join(
        f'<section class="card"><h3>{_said(f"start.{name}", language)}</h3>{body}</section>'
        for name, body in sections
        if body
    )
    return f'<article class="overview">{_plan(overview, this_year, language)}{cards}</article>'


def tour_html(exchanges: Sequence[Exchange], language: Language) -> str:
    """Questions with their answers, each quote leading to its place in the plan."""
    if not exchanges:
        return ""
    items = "".join(_stop(number, one, language) for number, one in enumerate(exchanges, start=1))
    return (
        f'<section class="card tour"><h3>{_said("start.tour", language)}</h3>'
        f"<p>{_said('start.tour_hint', language)}</p>{items}</section>"
    )


def _plan(overview: Overview, this_year: int, language: Language) -> str:
    info = overview.info
    facts = [
        info.municipality or info.publisher or "",
        label("documents.version", language, version=info.version) if info.version else "",
        label("read.published", language, date=info.published.replace("-", "/"))
        if info.published
        else "",
        label("read.revised", language, date=info.revised.replace("-", "/"))
        if info.revised
        else "",
    ]
    read = href("read", info.doc_id, 0, "-", language)
    parts = [
        f'<h2 lang="ja">{html.escape(info.title)}</h2>',
        f'<p class="facts">{html.escape(" · ".join(filter(None, facts)))} '
        f'<a class="quiet" role="button" href="{read}">{_said("documents.open", language)}</a></p>',
    ]
    timeline = timeline_html(overview, this_year, language)
    if timeline:
        source = _source(overview, overview.period.span, language) if overview.period else ""
        parts.append(f"<h3>{_said('start.period', language)} {source}</h3>{timeline}")
    if overview.roles:
        rows = "".join(
            f"<dt>{html.escape(one.who)}</dt><dd>{html.escape(one.role)} "
            f"{_source(overview, one.span, language)}</dd>"
            for one in overview.roles
        )
        parts.append(
            f'<h3>{_said("start.roles", language)}</h3><dl class="roles" lang="ja">{rows}</dl>'
        )
    if overview.pillars:
        items = "".join(
            f'<li><a href="{href("read", info.doc_id, one.start, "-", language)}" '
            f'title="{html.escape(section_name(one.path))}">'
            f"{html.escape(' '.join(one.path[-1].split()))}</a></li>"
            for one in overview.pillars
        )
        parts.append(
            f'<h3>{_said("start.pillars", language)}</h3><ol class="pillars" lang="ja">{items}</ol>'
        )
    return f'<section class="card">{"".join(parts)}</section>'


def _targets(overview: Overview, language: Language) -> str:
    if not overview.targets:
        return f'<p class="none">{_said("start.targets_none", language)}</p>'
    names = ("measure", "figure", "by", "narrowed", "source")
    head = "".join(
        f'<th scope="col">{_said(f"start.target_{name}", language)}</th>' for name in names
    )
    rows = "".join(
        f'<tr><th scope="row">{html.escape(one.measure)}</th>'
        f'<td class="figure">{html.escape(one.figure)}</td><td>{html.escape(one.by or "—")}</td>'
        f"<td>{html.escape(_terms_of(one) or '—')}</td>"
        f"<td>{_source(overview, one.span, language)}</td></tr>"
        for one in overview.targets
    )
    return (
        f'<div class="table" tabindex="0"><table class="shelf" lang="ja"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_milestones(overview, language)}"
    )


def _terms_of(target: Target) -> str:
    """Of whom a target holds and on what terms, without what its figure says already (3件以上)."""
    said = squeeze(target.figure)
    parts = "、".join(filter(None, (target.scope, target.condition))).split("、")
    return "、".join(part for part in parts if part and squeeze(part) not in said)


def _milestones(overview: Overview, language: Language) -> str:
    if not overview.milestones:
        return ""
    items = "".join(
        f"<li><strong>{html.escape(year_words(one.last_fiscal_year or 0, language))}</strong> "
        f'<span lang="ja">{html.escape(one.what)}</span> {_source(overview, one.span, language)}</li>'
        for one in overview.milestones
    )
    return f'<h4>{_said("start.milestones", language)}</h4><ul class="milestones">{items}</ul>'


def _glossary(overview: Overview, language: Language) -> str:
    if not overview.definitions:
        return ""
    rows = "".join(
        f'<div class="term"><dt>{html.escape(one.term)}</dt><dd>{html.escape(one.meaning)} '
        f"{_source(overview, one.span, language)}</dd></div>"
        for one in overview.definitions
    )
    name = _said("start.glossary_search", language)
    none = _said("start.glossary_none", language)
    return (
        f'<label class="filter"><span>{name}</span><input type="search" data-filter="terms"></label>'
        f'<dl class="terms" lang="ja">{rows}</dl><p class="none" hidden>{none}</p>'
    )


def _quiz(overview: Overview, language: Language) -> str:
    questions = make_quiz(overview)
    if not questions:
        return ""
    items = "".join(
        _quiz_question(overview, number, one, language)
        for number, one in enumerate(questions, start=1)
    )
    return f'<p>{_said("start.quiz_hint", language)}</p><ol class="quiz">{items}</ol>'


def _quiz_question(
    overview: Overview, number: int, question: QuizQuestion, language: Language
) -> str:
    asked = _said(f"start.quiz_{question.kind}", language, about=question.about)
    group = f"q-{overview.info.doc_id}-{number}"
    options = "".join(
        f'<label><input type="radio" name="{html.escape(group)}" '
        f'data-right="{"yes" if place == question.right else "no"}"> '
        f"<span>{html.escape(option)}</span></label>"
        for place, option in enumerate(question.options)
    )
    source = _source(overview, question.span, language) if question.span else ""
    return (
        f"<li><fieldset><legend>{asked}</legend>{options}"
        f'<p class="verdict" role="status" data-yes="{_said("start.quiz_yes", language)}" '
        f'data-no="{_said("start.quiz_no", language)}"></p><p class="why" hidden>{source}</p>'
        "</fieldset></li>"
    )


def _stop(number: int, exchange: Exchange, language: Language) -> str:
    quotes = "".join(
        f'<li><blockquote lang="ja">{html.escape(" ".join(one.quote.split()))}</blockquote>'
        f'<a class="quiet" role="button" href="{href("read", one.doc_id, one.start, one.end, language)}">'
        f"{html.escape(section_name(one.section[-1:]) or one.title)}</a></li>"
        for one in exchange.answer.citations
    )
    ask = href("question", exchange.question)
    is_open = " open" if number == 1 else ""
    return (
        f"<details{is_open}><summary>{number}. {html.escape(exchange.question)}</summary>"
        f'<ul class="quotes">{quotes}</ul><p><a class="quiet" role="button" href="{ask}">'
        f"{_said('start.ask_this', language)}</a></p></details>"
    )


def _source(overview: Overview, span: Span, language: Language) -> str:
    link = href("read", overview.info.doc_id, span.start, span.end, language)
    words = _said("start.source", language)
    return f'<a class="source" href="{link}" title="{_said("start.open_source", language)}">{words}</a>'


def _said(name: str, language: Language, **values: object) -> str:
    return html.escape(label(name, language, **values))
