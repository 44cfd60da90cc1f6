"""A statement that is affirmed where its evidence denies it, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verification.content import overlap, signs
from assistant.verification.polarity import (
    denies,
    ends_denied,
    hints_denial,
    is_idiom,
    n_denials,
    negative,
    predicates,
)
from assistant.verification.vocabulary import vocabulary
from prompts import Language

_PART = re.compile(r"[、。;；（）()]|,\s|\.\s")
_ALIKE = 0.34
"""Share of a part of the sentence that the part of the evidence it renders must have."""

_ALIKE_EN = 0.25
_SHARED = 2
_TAIL = 8
"""Characters at the end of a statement in which the ない stands that denies all of it."""


def turned_part(sentence: str, statements: Sequence[str], language: Language) -> str | None:
    """The words of the sentence that turn its evidence round; None for none.

    Args:
        sentence: normalised.
        statements: what each cited piece says, normalised.
        language: the sentence's; the evidence is Japanese.
    """
    source = "。".join(statements)
    if denies(sentence, language):
        if not hints_denial(source, "ja"):
            return sentence[-12:]
    elif not negative(sentence, language) and all(ends_denied(one) for one in statements):
        return sentence[-12:]
    phrase = is_idiom(source, "ja") and not is_idiom(sentence, language)
    hints = len(vocabulary().denials["ja"].findall(source)) + phrase
    if n_denials(sentence, language) > n_denials(source, "ja") + hints:
        return sentence[-12:]
    return (
        _denied_alone(sentence, source, language)
        or _affirmed_alone(sentence, source, language)
        or (_same_predicate(sentence, source) if language == "ja" else None)
    )


def _denied_alone(sentence: str, source: str, language: Language) -> str | None:
    """A part of the sentence that denies, where what it renders does not."""
    parts = _parts(source)
    for part in _parts(sentence):
        if not denies(part, language):
            continue
        if _best(part, parts, language) is None:
            continue
        denying = [one for one in parts if _may_deny(part, one, language)]
        least = 1 if language == "en" else _SHARED
        if not any(overlap(part, one, language)[1] >= least for one in denying):
            return part
    return None


def _may_deny(part: str, source: str, language: Language) -> bool:
    """Whether a denial in ``part`` can come from ``source``: a denial, or a word that is not in it.

    減少 can be rendered as 増えていない, but where the sentence has 減 itself its ない is its own.
    """
    if denies(source, "ja") or (is_idiom(source, "ja") and not is_idiom(part, language)):
        return True
    hints = [found.group() for found in vocabulary().denials["ja"].finditer(source)]
    if language == "ja":
        return any(not signs(hint) & signs(part) for hint in hints)
    return bool(hints) and not vocabulary().negatives["en"].search(part)


def _affirmed_alone(sentence: str, source: str, language: Language) -> str | None:
    """A part of the source that denies, rendered without any denial."""
    mine = _parts(sentence) if negative(sentence, language) else [sentence]
    parts = _parts(source)
    if language == "en":
        if n_denials(sentence, "en") >= n_denials(source, "ja"):
            return None
        if not negative(sentence, "en") and denies(parts[-1][-_TAIL:], "ja"):
            return parts[-1]
    for part in parts:
        if not denies(part, "ja"):
            continue
        if language == "ja":
            match = _best(part, mine, "ja")
        else:
            scored = [(overlap(one, part, "en"), one) for one in mine]
            alike = [one for (share, common), one in scored if common and share >= _ALIKE_EN]
            match = " ".join(alike) or None
        if match is not None and not negative(match, language):
            return part
    return None


def _same_predicate(sentence: str, source: str) -> str | None:
    theirs = predicates(source)
    for lemma, sides in predicates(sentence).items():
        if lemma in theirs and not sides & theirs[lemma]:
            return lemma
    return None


def _best(part: str, others: Sequence[str], language: Language) -> str | None:
    """The part among ``others`` that is most like ``part``; None where none is like it."""
    scored = [(overlap(part, other, language), other) for other in others]
    (share, common), best = max(scored, key=lambda one: one[0], default=((0.0, 0), ""))
    least = 1 if language == "en" else _SHARED
    return best if share >= _ALIKE and common >= least else None


def _parts(text: str) -> list[str]:
    return [part for part in _PART.split(text) if part.strip()]
