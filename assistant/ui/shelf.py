"""資料 / Documents, as HTML: the list with its quality reports, and what became of each file."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

import prompts
from assistant.library import Shelved, shelved_documents
from assistant.ui.desk import Desk
from assistant.ui.links import href
from assistant.ui.locale import label
from ingest.facts.quality import LONGEST_UNIT, SHORTEST_UNIT, Quality
from prompts import Language


@dataclass(frozen=True)
class FileState:
    """How far a file is: what is said of it, and whether that is a failure."""

    name: str
    words: str
    failed: bool = False


def shelf_html(desk: Desk, language: Language, *, may_manage: bool) -> str:
    """The list of documents.

    Raises:
        KeikakuError: the index cannot be read.
    """
    index = desk.assistant.index()
    shelved = shelved_documents(index)
    if not shelved:
        return f'<p class="shelf-none">{_said("documents.none", language)}</p>'
    summary = _said(
        "documents.summary",
        language,
        documents=index.meta.n_documents,
        units=f"{index.meta.n_units:,}",
        created=index.meta.created[:16].replace("T", " "),
    )
    names = ["document", "about", "size", "reading", *(["actions"] if may_manage else [])]
    head = "".join(f'<th scope="col">{_said(f"documents.{name}", language)}</th>' for name in names)
    rows = "".join(
        _row(one, desk.inspections.of(index, one.info.doc_id).quality, language, may_manage)
        for one in shelved
    )
    return (
        f'<p class="shelf-summary">{summary}</p><div class="table" tabindex="0"><table class="shelf">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def files_html(states: Sequence[FileState]) -> str:
    """What became of each file so far."""
    items = "".join(
        f'<li{" class=failed" if one.failed else ""}><span class="file">{html.escape(one.name)}</span>'
        f'<span class="state">{html.escape(one.words)}</span></li>'
        for one in states
    )
    return f'<ul class="files" role="status">{items}</ul>' if items else ""


def _row(one: Shelved, quality: Quality, language: Language, may_manage: bool) -> str:
    info = one.info
    read = href("read", info.doc_id, 0, "-", language)
    title = (
        f'<th scope="row"><a href="{read}" lang="ja">{html.escape(info.title)}</a>'
        f'<span class="shelf-note">{html.escape(one.source)} · {html.escape(one.format)}</span></th>'
    )
    size = label(
        "documents.size_line",
        language,
        characters=f"{one.n_characters:,}",
        sections=one.n_sections,
        units=one.n_units,
    )
    if one.n_pages:
        size = f"{label('documents.pages', language, pages=one.n_pages)}・{size}"
    cells = [
        _lines(_about(one, language)),
        f"<td>{html.escape(size)}</td>",
        _quality(quality, language),
    ]
    if may_manage:
        cells.append(f"<td>{_actions(one, language)}</td>")
    return f"<tr>{title}{''.join(cells)}</tr>"


def _about(one: Shelved, language: Language) -> list[str]:
    info = one.info
    lines = [info.municipality or info.publisher or ""]
    if info.version:
        lines.append(label("documents.version", language, version=info.version))
    for name, date in (("read.published", info.published), ("read.revised", info.revised)):
        if date:
            lines.append(label(name, language, date=date.replace("-", "/")))
    if info.period:
        lines.append(
            label(
                "documents.period",
                language,
                first=info.period.first_fiscal_year,
                last=info.period.last_fiscal_year,
            )
        )
    return lines


def _lines(lines: Sequence[str]) -> str:
    return f"<td>{'<br>'.join(html.escape(line) for line in lines if line)}</td>"


def _quality(quality: Quality, language: Language) -> str:
    count = len(quality.long_units) + len(quality.short_units) + len(quality.rows_without_header)
    verdict = (
        label("documents.quality_check", language, count=count)
        if count
        else label("documents.quality_good", language)
    )
    used = label(
        "documents.quality_summary",
        language,
        percent=f"{100 * (1 - quality.share_outside_units):.0f}",
    )
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in _report(quality, language))
    return (
        f'<td><details class="quality"><summary>{html.escape(used)}'
        f'<span class="shelf-note">{html.escape(verdict)}</span></summary><ul>{lines}</ul></details></td>'
    )


def _report(quality: Quality, language: Language) -> list[str]:
    def said(name: str, **values: object) -> str:
        return prompts.text(f"inspect.{name}", language, **values)

    return [
        said("quality_outside_sections", percent=f"{100 * quality.share_outside_sections:.1f}"),
        said("quality_outside_units", percent=f"{100 * quality.share_outside_units:.1f}"),
        said("quality_long_units", count=len(quality.long_units), limit=LONGEST_UNIT),
        said("quality_short_units", count=len(quality.short_units), limit=SHORTEST_UNIT),
        said("quality_rows_without_header", count=len(quality.rows_without_header)),
        said(
            "quality_schedule",
            without_year=quality.schedule_without_year,
            without_end=quality.schedule_without_end,
        ),
    ]


def _actions(one: Shelved, language: Language) -> str:
    doc_id = one.info.doc_id
    names = [("again", "again")] if one.source_is_there else []
    return "".join(
        f'<a class="quiet" role="button" href="{href(event, doc_id)}">'
        f"{_said(f'documents.{name}', language)}</a>"
        for event, name in [*names, ("remove", "delete")]
    )


def _said(name: str, language: Language, **values: object) -> str:
    return html.escape(label(name, language, **values))
