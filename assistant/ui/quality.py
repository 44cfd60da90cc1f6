"""評価 / Quality: the latest evaluation, and what askers thought of answers."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import gradio as gr

from assistant.evaluation import Evaluation, latest_evaluation
from assistant.kept.feedback import Rating, Verdict
from assistant.ui.access import Access
from assistant.ui.desk import Desk
from assistant.ui.events import ACTION
from assistant.ui.locale import label
from assistant.ui.phrases import language_of
from assistant.ui.source import shown_or_failure
from prompts import Language

TAB_ID = "quality"
REPORT_PATH = "/api/evaluation/report"
_ANSWER_LIMIT = 300


@dataclass(frozen=True)
class QualityTab:
    """The tab's component, and its handler."""

    view: gr.HTML
    access: Access
    desk: Desk

    def wire(self, tab: gr.Tab) -> None:
        """Attach the handler."""
        tab.select(self.show, None, self.view, **ACTION)

    def show(self, request: gr.Request) -> str:
        """Figures for all; others' questions only for those who tend the assistant."""
        language = language_of(request)

        def made() -> str:
            found = latest_evaluation(self.desk.assistant.settings.data_dir)
            told = self.access.may_manage(request)
            feedback = feedback_html(
                self.desk.feedback.counts(),
                self.desk.feedback.latest("down") if told else (),
                language,
            )
            return evaluation_html(found, language) + feedback

        return shown_or_failure(made, language)


def lay_out_quality(access: Access, desk: Desk) -> QualityTab:
    """The tab's component, in place."""
    view = gr.HTML("", elem_id="quality-view", js_on_load=None, apply_default_css=False)
    return QualityTab(view, access, desk)


def evaluation_html(evaluation: Evaluation | None, language: Language) -> str:
    """The headline figures of the latest run, and its whole report."""
    title = f"<h2>{_said('quality.evaluation', language)}</h2>"
    if evaluation is None:
        hint = _said("quality.none", language)
        return (
            f'<section class="card">{title}<p>{hint}</p><p><code>keikaku eval</code></p></section>'
        )
    about = _said(
        "quality.about",
        language,
        date=evaluation.date[:16].replace("T", " "),
        dataset=evaluation.dataset,
        items=evaluation.n_items,
        failed=evaluation.n_failed,
        engine=evaluation.engine or label("details_extractive", language),
    )
    figures = "".join(
        f"<li><span>{html.escape(_measure(one.name, one.label, language))}</span>"
        f"<strong>{100 * one.mean:.1f}%</strong>"
        f"<small>{100 * one.low:.1f}–{100 * one.high:.1f} · n={one.n}</small></li>"
        for one in evaluation.headlines
    )
    name = _said("quality.report", language)
    return (
        f'<section class="card">{title}<p class="facts">{about}</p><ul class="figures">{figures}</ul>'
        f'</section><section class="card"><h3>{name}</h3>'
        f'<iframe src="{REPORT_PATH}" title="{name}" loading="lazy"></iframe></section>'
    )


def feedback_html(counts: Mapping[Verdict, int], down: Sequence[Rating], language: Language) -> str:
    """How answers were rated, and which were found not helpful."""
    summary = _said("quality.counts", language, up=counts["up"], down=counts["down"])
    rows = "".join(_rating(one, language) for one in down)
    table = ""
    if rows:
        names = ("asked", "answered", "reasons", "given")
        head = "".join(
            f'<th scope="col">{_said(f"quality.{name}", language)}</th>' for name in names
        )
        table = (
            f'<div class="table" tabindex="0"><table class="shelf"><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )
    return (
        f'<section class="card"><h2>{_said("quality.feedback", language)}</h2>'
        f"<p>{summary}</p>{table}</section>"
    )


def _rating(rating: Rating, language: Language) -> str:
    answer = " ".join(rating.exchange.answer.answer.split())
    if len(answer) > _ANSWER_LIMIT:
        answer = answer[: _ANSWER_LIMIT - 1] + "…"
    reasons = [label(f"reason_{one}", language) for one in rating.reasons]
    said = "<br>".join(html.escape(one) for one in (*reasons, rating.comment) if one)
    asker = html.escape(rating.home)
    return (
        f'<tr><th scope="row">{html.escape(rating.exchange.question)}'
        f'<span class="shelf-note">{asker}</span></th><td>{html.escape(answer)}</td><td>{said}</td>'
        f"<td>{html.escape(rating.given[:10].replace('-', '/'))}</td></tr>"
    )


def _measure(name: str, in_english: str, language: Language) -> str:
    known = {"correct", "citation_right", "groundedness", "refusal_precision", "refusal_recall"}
    return label(f"quality.measure_{name}", language) if name in known else in_english


def _said(name: str, language: Language, **values: object) -> str:
    return html.escape(label(name, language, **values))
