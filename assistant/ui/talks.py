"""The list of a visitor's conversations, and what can be done with the one that is open."""

from __future__ import annotations

import html

from assistant.kept.transcripts import Heading, Transcript
from assistant.ui.desk import Desk
from assistant.ui.escape import failure_html
from assistant.ui.links import href
from assistant.ui.locale import label
from ingest.errors import KeikakuError
from prompts import Language


def talks_html(desk: Desk, owner: str, open_id: str, language: Language) -> str:
    """The list, the latest first, the open one marked; never raises."""
    try:
        headings = desk.transcripts.headings(owner)
    except KeikakuError as error:
        return failure_html(error.message(language))
    if not headings:
        return f'<p class="talks-empty">{html.escape(label("talks.empty", language))}</p>'
    items = "".join(_item(one, one.id == open_id, language) for one in headings)
    name = html.escape(label("talks.title", language))
    return f'<nav aria-label="{name}"><ol class="talk-list">{items}</ol></nav>'


def toggle_html(language: Language) -> str:
    """The button that shows the list where the page is narrow."""
    words = html.escape(label("talks.toggle", language))
    return f'<button type="button" id="talks-toggle" class="quiet">☰ {words}</button>'


def exports_html(transcript: Transcript, language: Language) -> str:
    """Links that export the open conversation; "" if there is nothing to export."""
    if not transcript.exchanges or not transcript.changed:
        return ""
    links = "".join(
        f'<a class="quiet" href="{export_path(transcript.id, suffix, language)}" download>'
        f"{html.escape(label(name, language))}</a>"
        for suffix, name in (("md", "talks.export_markdown"), ("docx", "talks.export_docx"))
    )
    name = html.escape(label("talks.export_label", language))
    return f'<div class="exports" role="group" aria-label="{name}"><span>{name}</span>{links}</div>'


def export_path(conversation: str, suffix: str, language: Language) -> str:
    """The address of an exported conversation; see ``assistant.downloads``."""
    return f"/api/conversations/{conversation}.{suffix}?language={language}"


def _item(heading: Heading, is_open: bool, language: Language) -> str:
    current = ' aria-current="true"' if is_open else ""
    count = html.escape(label("talks.count", language, count=heading.n_exchanges))
    date = heading.changed[:10]
    if language == "ja":
        date = date.replace("-", "/")
    return (
        f'<li><a href="{href("talk", heading.id)}"{current}>'
        f'<span class="talk-title">{html.escape(heading.title)}</span>'
        f'<span class="talk-note">{date} · {count}</span></a></li>'
    )
