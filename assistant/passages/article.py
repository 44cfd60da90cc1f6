"""A passage as an article: title, section, page, the text, and ways on."""

from __future__ import annotations

import html

import prompts
from assistant.passages.body import body_html
from assistant.passages.passage import Passage
from prompts import Language


def render_html(
    passage: Passage, language: Language, mark_id: str = "quoted", actions: str = ""
) -> str:
    """A passage as safe HTML; see ``body_html``.

    Args:
        passage: what to show.
        language: the language of the labels.
        mark_id: an id that is unique in the page.
        actions: HTML to stand between the head and the text, taken as it is.
    """
    gap = '<p class="passage-gap" aria-hidden="true">…</p>'
    before = gap if passage.shown.start > 0 else ""
    after = gap if passage.shown.end < len(passage.text) else ""
    label = html.escape(prompts.text("ui.passage_text_label", language))
    return (
        f'<article class="passage">{_head(passage, language)}{actions}'
        f'<div class="passage-text" lang="ja" role="region" tabindex="0" aria-label="{label}">'
        f"{before}{body_html(passage, mark_id)}{after}</div></article>"
    )


def _head(passage: Passage, language: Language) -> str:
    crumbs = "".join(f"<li>{html.escape(heading)}</li>" for heading in passage.section)
    label = html.escape(prompts.text("ui.passage_section_label", language))
    parts = [f'<h2 class="passage-title" tabindex="-1" lang="ja">{html.escape(passage.title)}</h2>']
    if crumbs:
        parts.append(f'<ol class="breadcrumb" lang="ja" aria-label="{label}">{crumbs}</ol>')
    notes = []
    if passage.page is not None:
        notes.append(prompts.text("ui.passage_page", language, page=passage.page))
    if passage.cut:
        notes.append(
            prompts.text("ui.passage_cut" if passage.quote.end else "ui.passage_cut_part", language)
        )
    parts += [f'<p class="passage-note">{html.escape(note)}</p>' for note in notes]
    return f"<header>{''.join(parts)}</header>"
