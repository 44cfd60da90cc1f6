"""Numeric goals in sentences, list items and headings; those in tables are in ``target_tables``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.facts import goals
from ingest.facts.figures import Figure, find_figures, qualifiers, without_baseline
from ingest.facts.folding import bare_heading, fold
from ingest.facts.phrases import phrase_after, phrase_before, tidy
from ingest.facts.reading import Passage, Reading
from ingest.facts.records import Target
from ingest.facts.target_tables import find_row_targets
from ingest.facts.years import YearMention, find_mentions

_DIGIT = re.compile(r"[0-9]")
_LABEL = re.compile(r"^[\s○●・■◆◇▶➤✓※\-*]*(?P<label>[^\s:。、]{2,20}):\s*")
_SCALE = re.compile(r"規模$")
_SKIPPED = re.compile(
    r"(?:\s|〓(?:度)?(?:比|対比)?で?|〓\s?まで(?:に|の)?、?|[はをがで]、|を|は|が|も|について|に?つき|により|によって|による|として|で|に|:|約)+$"
)
_OWNER = re.compile(r"^(?:本|当)?(?:市|町|村|県|区|都|道|府|国|計画|プラン)$")
_MEANS = re.compile(r"により|によって|による")
"""What stands before these is how the figure is reached, not what it measures."""
_SCOPE = re.compile(r"([^、。〓:\s「」()]{2,25})(?:における|に占める)$")
_CHANGED = re.compile(r"減|縮|抑制|増|上|下|改善|達成|拡大")
_BASELINE = re.compile(r"〓+\s?(?:比|対比)")
_GOAL_WORD = re.compile(r"の?(?:数値|成果|達成|年度)?目標(?:値|数|指標)?$")
_COUNTABLE = re.compile(
    r"^(?:人|名|件|台|か所|ヶ所|箇所|カ所|団体|社|事業所|事業者|法人|組織|講座|回|枚|冊|校|施設|業務|手続)$"
)


_TURNED_INTO = re.compile(r"^の?(?P<change>[^\s\W\d_]{1,10}化)$")
"""What ends a heading that is a goal: 「手続の100%オンライン化」."""


@dataclass(frozen=True)
class _Statement:
    """A sentence with its years masked."""

    passage: Passage
    masked: str
    years: tuple[YearMention, ...]
    caption: str | None


def find_targets(reading: Reading, text: str) -> tuple[Target, ...]:
    """The numeric goals of a document, in the order of its text.

    A statement counts as a goal by its words (目指す, 目標, までに, a change announced) or by the
    section or column it stands in; one about the present or the past never does.
    """
    targets = [target for table in reading.tables for target in find_row_targets(table, text)]
    before: Passage | None = None
    for passage in reading.texts:
        if _DIGIT.search(passage.masked):
            targets += _in_statement(_statement(passage, before))
        before = passage
    return tuple(sorted(targets, key=lambda target: target.span.start))


def _statement(passage: Passage, before: Passage | None) -> _Statement:
    return _Statement(passage, passage.masked, passage.years, _caption(passage, before))


def _caption(passage: Passage, before: Passage | None) -> str | None:
    """The measure that the heading right above names: 「スマート化カバー率の目標」."""
    above = before.quote if before is not None and before.kind == "heading" else ""
    headings = [above, *reversed(passage.section[-2:])]
    for heading in headings:
        text = bare_heading(heading)
        measure = _GOAL_WORD.sub("", text)
        if measure != text and (found := tidy(measure)):
            return found
    return None


def _in_statement(statement: _Statement) -> list[Target]:
    masked = statement.masked
    if goals.is_forecast(masked):
        return []
    figures = find_figures(masked)
    if not figures:
        return []
    chosen = [
        figure
        for figure in figures
        if not goals.is_present(figure, masked) and not goals.names_a_set(figure, masked)
    ]
    if statement.passage.kind == "heading" and (headed := _headed(statement, chosen)):
        return headed
    label = _LABEL.match(masked)
    if label and figures[0].full_start == label.end():
        return _labelled(statement, label["label"], chosen)
    if goals.ends_as_fact(masked):
        return []
    if goals.is_fact_section(statement.passage.section) and not _says_goal(masked):
        return []
    listed = goals.is_goal_section(statement.passage.section) and "。" not in masked
    return [
        target
        for figure in chosen
        if (listed and _stands_alone(figure, masked)) or goals.is_goal_figure(figure, masked)
        if (target := _target(statement, figure)) is not None
    ]


def _headed(statement: _Statement, figures: Sequence[Figure]) -> list[Target]:
    """The goal of a heading that announces a change: 「手続の100%オンライン化」."""
    targets = []
    for figure in figures:
        change = _TURNED_INTO.match(statement.masked[figure.full_end :].strip())
        target = _target(statement, figure) if change else None
        if target is None or change is None:
            continue
        quote, turned = statement.passage.quote, change["change"]
        targets.append(
            replace(
                target,
                measure=bare_heading(target.measure),
                figure=quote[figure.full_start : quote.rindex(turned) + len(turned)],
                condition="、".join(filter(None, (target.condition, turned))),
            )
        )
    return targets


def _says_goal(masked: str) -> bool:
    return bool(goals.AIM.search(masked) or goals.NAMED_GOAL.search(masked))


def _stands_alone(figure: Figure, masked: str) -> bool:
    """Whether a list item ends with the figure: 「テレワーク実施率 80%以上」."""
    return not masked[figure.full_end :].strip("。 )")


def _labelled(statement: _Statement, label: str, figures: Sequence[Figure]) -> list[Target]:
    """「目標値：80%」; 「受講者規模：5,000人/5年」, a scale a year, which nothing has reached yet."""
    in_goals = goals.is_goal_section(statement.passage.section)
    scale = bool(_SCALE.search(label)) and not goals.is_fact_section(statement.passage.section)
    targets = []
    for figure in figures[:1]:
        planned = scale and re.search(r"/[0-9]*年", figure.unit)
        if not (planned or goals.labels_goal(label) or in_goals):
            continue
        measure = _GOAL_WORD.sub("", label) if not planned else label
        named = tidy(measure) if not re.fullmatch(r"KPI|KGI|指標|", measure) else statement.caption
        scope = statement.passage.section[-1] if planned and statement.passage.section else None
        if named:
            targets.append(_record(statement, figure, named, scope))
    return targets


def _target(statement: _Statement, figure: Figure) -> Target | None:
    measure, scope = _measure(statement, figure)
    return _record(statement, figure, measure, scope) if measure else None


def _measure(statement: _Statement, figure: Figure) -> tuple[str | None, str | None]:
    """What the figure measures, and where it holds; (None, None) where the text does not tell."""
    quote, masked = statement.passage.quote, statement.masked
    after = masked[figure.full_end :]
    if (
        _COUNTABLE.match(figure.unit)
        and after.startswith("の")
        and not _CHANGED.search(figure.after)
    ):
        counted = phrase_after(quote[figure.full_end + 1 :])
        if counted:
            return counted, None
    left = masked[: figure.full_start]
    skipped = _trailing(left)
    if _MEANS.search(skipped):
        return statement.caption, None
    left = without_baseline(left[: len(left) - len(skipped)])
    left = left[: len(left) - len(_trailing(left))]
    # Years stay masked, so that a phrase never reaches over one.
    readable = "".join(
        mark if mark == "〓" else char for mark, char in zip(left, quote, strict=False)
    )
    named = goals.NAMED_GOAL.search(readable + " ")
    if named and named.end() >= len(readable):
        readable = _GOAL_WORD.sub("", readable[: named.start()])
    phrase = phrase_before(readable)
    if phrase is None or _OWNER.match(phrase):
        label = _LABEL.match(masked)
        return (tidy(label["label"]) if label else statement.caption), None
    position = readable.rfind(phrase)
    scope = _SCOPE.search(fold(readable[:position])) if position >= 0 else None
    return phrase, readable[scope.start(1) : scope.end(1)] if scope else None


def _trailing(left: str) -> str:
    found = _SKIPPED.search(left)
    return found.group() if found else ""


def _record(statement: _Statement, figure: Figure, measure: str, scope: str | None) -> Target:
    passage = statement.passage
    by = _due(statement, figure)
    inside = passage.quote[figure.full_end - len(figure.inside) - 1 : figure.full_end - 1]
    baseline = _BASELINE.search(statement.masked[: figure.full_start])
    conditions = [
        passage.quote[baseline.start() : baseline.end()] if baseline else "",
        *qualifiers(figure),
        *([inside] if figure.inside and not _is_year(inside) else []),
    ]
    return Target(
        measure=measure,
        value=figure.value,
        unit=figure.unit,
        figure=passage.quote[figure.full_start : _figure_end(figure)].strip(),
        by=passage.quote[by.start : by.end] if by else None,
        by_fiscal_year=by.last if by else None,
        condition="、".join(filter(None, conditions)) or None,
        scope=scope,
        span=passage.span,
        quote=passage.quote,
    )


def _figure_end(figure: Figure) -> int:
    return figure.end + len(figure.after)


def _is_year(text: str) -> bool:
    mentions = find_mentions(fold(text))
    return bool(mentions) and mentions[0].start <= 1


def _due(statement: _Statement, figure: Figure) -> YearMention | None:
    """The year by which: the last one before the figure that is no baseline, else its bracket's."""
    masked = statement.masked
    due = None
    for mention in statement.years:
        if goals.is_baseline(masked[mention.end :]):
            continue
        inside = figure.end <= mention.start < figure.full_end
        if inside or (
            mention.start < figure.start and _leads_to(masked[mention.end : figure.full_start])
        ):
            due = mention
    return due


def _leads_to(between: str) -> bool:
    """Whether a year is one by which, by what stands between it and the figure."""
    return bool(
        re.match(r"\s?(?:まで|の?目標|を(?:目標|目途|めど))|\s", between)
        or re.fullmatch(r"\s?(?:に(?:は)?、?|[:】)])?\s?", between)
    )
