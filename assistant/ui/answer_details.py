"""The line below an answer that tells how it was made."""

from __future__ import annotations

from assistant.exports.transcript import engine_words
from assistant.kept.transcripts import Exchange
from assistant.ui.escape import inert
from assistant.ui.locale import label
from prompts import Language


def details_html(exchange: Exchange) -> str:
    """A line to open: how it was made, whose plans were searched, the question read alone, times."""
    answer = exchange.answer
    language = answer.language
    times = answer.timings_ms
    rows = (
        ("details_mode", engine_words(exchange, language)),
        ("details_scope", scope_words(exchange, language)),
        ("details_question", answer.standalone_question),
        (
            "details_times",
            label(
                "details_steps",
                language,
                understand=round(times.understand),
                retrieve=round(times.retrieve),
                answer=round(times.answer),
                verify=round(times.verify),
            ),
        ),
    )
    seconds = label("details_seconds", language, seconds=f"{times.total / 1000:.2f}")
    mode = label("details_extractive" if answer.mode == "extractive" else "details_llm", language)
    scope = scope_words(exchange, language)
    summary = " · ".join((mode, scope, seconds))
    items = "".join(
        f"<dt>{inert(label(name, language))}</dt><dd>{inert(value)}</dd>" for name, value in rows
    )
    return f'<details class="how"><summary>{inert(summary)}</summary><dl>{items}</dl></details>'


def scope_words(exchange: Exchange, language: Language) -> str:
    """Whose plans were searched."""
    if not exchange.scope:
        return label("scope_all", language)
    return ("、" if language == "ja" else ", ").join(exchange.scope)
