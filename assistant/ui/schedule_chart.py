"""Years as charts in HTML: a plan's period on a line, its schedule as bars under fiscal years."""

from __future__ import annotations

import html

from assistant.overview import Overview, ScheduleRow
from assistant.ui.links import href
from assistant.ui.locale import label
from ingest.facts.records import ScheduleEntry
from prompts import Language

_REIWA = 2018


def year_words(year: int, language: Language) -> str:
    """A fiscal year as a column names it."""
    if language == "ja" and year > _REIWA:
        return label("start.year_era", language, era=f"R{year - _REIWA}", year=year)
    return label("start.year", language, year=year)


def timeline_html(overview: Overview, this_year: int, language: Language) -> str:
    """The plan's period, a box a fiscal year, this year marked; "" where it is not known."""
    first, last = overview.first_fiscal_year, overview.last_fiscal_year
    if first is None or last is None:
        return ""
    start, end = min(first, this_year), max(last, this_year)
    if end - start > 2 * (last - first) + 10:
        start, end = first, last
    boxes = "".join(
        _year_box(year, inside=first <= year <= last, now=year == this_year, language=language)
        for year in range(start, end + 1)
    )
    name = label("start.period_is", language, first=first, last=last)
    return f'<ol class="timeline" aria-label="{html.escape(name)}">{boxes}</ol>'


def schedule_html(overview: Overview, language: Language) -> str:
    """The schedule as a table with a bar a task; "" where there is none."""
    if not overview.schedule or not overview.years:
        return ""
    heads = "".join(
        f'<th scope="col">{html.escape(year_words(year, language))}</th>' for year in overview.years
    )
    rows = "".join(_row(row, overview, language) for row in overview.schedule)
    item = html.escape(label("start.schedule_item", language))
    return (
        f'<div class="table" tabindex="0"><table class="gantt"><thead><tr><th scope="col">{item}</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _year_box(year: int, *, inside: bool, now: bool, language: Language) -> str:
    classes = " ".join(name for name, on in (("inside", inside), ("now", now)) if on)
    mark = f"<small>{html.escape(label('start.this_year', language))}</small>" if now else ""
    return (
        f'<li class="{classes}"><span>{html.escape(year_words(year, language))}</span>{mark}</li>'
    )


def _row(row: ScheduleRow, overview: Overview, language: Language) -> str:
    """One item; its tasks lie one below the other where their years meet."""
    lanes: list[list[tuple[int, int, ScheduleEntry]]] = []
    for entry in row.entries:
        span = _columns(entry, overview.years)
        if span is None:
            continue
        lane = next((one for one in lanes if one[-1][1] < span[0]), None)
        if lane is None:
            lanes.append([(*span, entry)])
        else:
            lane.append((*span, entry))
    if not lanes:
        return ""
    item = html.escape(" ".join(row.item.split()))
    head = f'<th scope="rowgroup" rowspan="{len(lanes)}" lang="ja">{item}</th>'
    lines = []
    for number, lane in enumerate(lanes):
        cells = _cells(lane, len(overview.years), overview.info.doc_id, language)
        lines.append(f"<tr>{head if number == 0 else ''}{cells}</tr>")
    return "".join(lines)


def _columns(entry: ScheduleEntry, years: tuple[int, ...]) -> tuple[int, int] | None:
    """The first and last column of a task; one whose end is not known takes its first year."""
    if entry.first_fiscal_year is None:
        return None
    last = entry.last_fiscal_year or entry.first_fiscal_year
    begin, end = max(entry.first_fiscal_year, years[0]), min(last, years[-1])
    return (begin - years[0], end - years[0]) if begin <= end else None


def _cells(
    lane: list[tuple[int, int, ScheduleEntry]], width: int, doc_id: str, language: Language
) -> str:
    cells, column = [], 0
    for begin, end, entry in lane:
        cells += ["<td></td>"] * (begin - column)
        link = href("read", doc_id, entry.span.start, entry.span.end, language)
        is_open = entry.last_fiscal_year is None
        hint = html.escape(label("start.open_end", language)) if is_open else ""
        cells.append(
            f'<td colspan="{end - begin + 1}"><a class="bar{" open" if is_open else ""}" href="{link}" '
            f'title="{hint}" lang="ja">{html.escape(" ".join(entry.what.split()))}</a></td>'
        )
        column = end + 1
    return "".join([*cells, *(["<td></td>"] * (width - column))])
