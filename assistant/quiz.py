"""A short self-check made from a plan's facts. The same facts make the same questions."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.overview import Overview
from ingest.facts.records import Definition, Target
from ingest.structure.records import Span

QUESTIONS = 5
"""How many there are at most."""

_OPTIONS = 3
_MEANING_LIMIT = 70
_PERIOD_SHIFTS = ((0, 0), (-1, -1), (0, 1), (1, 2))

QuizKind = Literal["period", "target", "term"]


@dataclass(frozen=True)
class QuizQuestion:
    """A question with its options.

    Attributes:
        kind: what it asks for.
        about: what it asks about: the measure, the term; of the period, the plan's title.
        options: what to choose from.
        right: which of them is right, from 0.
        span: where the plan says so; None where only the manifest does.
    """

    kind: QuizKind
    about: str
    options: tuple[str, ...]
    right: int
    span: Span | None


def make_quiz(overview: Overview) -> tuple[QuizQuestion, ...]:
    """Up to QUESTIONS questions; () where the facts make none."""
    dice = random.Random(overview.info.doc_id)
    made = [
        *_period_question(overview, dice),
        *_target_questions(overview.targets, dice),
        *_term_questions(overview.definitions, dice),
    ]
    return tuple(made[:QUESTIONS])


def _period_question(overview: Overview, dice: random.Random) -> Iterator[QuizQuestion]:
    first, last = overview.first_fiscal_year, overview.last_fiscal_year
    if first is None or last is None:
        return
    options = list(
        dict.fromkeys(
            f"{first + begin}–{last + end}"
            for begin, end in _PERIOD_SHIFTS
            if first + begin <= last + end
        )
    )
    span = overview.period.span if overview.period else None
    yield _question("period", overview.info.title, options[0], options[1:], span, dice)


def _target_questions(targets: Sequence[Target], dice: random.Random) -> Iterator[QuizQuestion]:
    figures = list(dict.fromkeys(target.figure for target in targets))
    asked: set[str] = set()
    for target in targets:
        same = [one for one in targets if one.measure == target.measure]
        wrong = [figure for figure in figures if figure not in {one.figure for one in same}]
        if target.measure in asked or len(same) > 1 or len(wrong) < _OPTIONS - 1:
            continue
        if len(asked) == QUESTIONS // 2:
            return
        asked.add(target.measure)
        yield _question("target", target.measure, target.figure, wrong, target.span, dice)


def _term_questions(
    definitions: Sequence[Definition], dice: random.Random
) -> Iterator[QuizQuestion]:
    usable = [one for one in definitions if one.term not in one.meaning]
    for one in dice.sample(usable, min(len(usable), QUESTIONS)):
        others = [_shortened(other.meaning) for other in usable if other.term != one.term]
        if len(others) >= _OPTIONS - 1:
            yield _question("term", one.term, _shortened(one.meaning), others, one.span, dice)


def _question(  # noqa: PLR0917
    kind: QuizKind,
    about: str,
    right: str,
    wrong: Sequence[str],
    span: Span | None,
    dice: random.Random,
) -> QuizQuestion:
    others = [one for one in dict.fromkeys(wrong) if one != right]
    options = [right, *dice.sample(others, min(len(others), _OPTIONS - 1))]
    dice.shuffle(options)
    return QuizQuestion(kind, about, tuple(options), options.index(right), span)


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _MEANING_LIMIT else words[: _MEANING_LIMIT - 1] + "…"
