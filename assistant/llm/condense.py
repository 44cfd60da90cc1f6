"""A follow-up made readable alone by a language model, and held to the conversation."""

from __future__ import annotations

from collections.abc import Sequence

import prompts
from assistant.language import detect_language
from assistant.llm.chat import Chat, Deadline
from assistant.llm.data import as_data
from assistant.llm.failures import LanguageModelError
from assistant.verification.facts import facts_of

PROMPT = "model.condense"

TURNS = 4
"""Earlier questions that the model gets to see."""

_LENGTH_LIMIT = 300


def condense(chat: Chat, deadline: Deadline, text: str, history: Sequence[str]) -> str | None:
    """The stand-alone question; None where the model gave none that can be trusted.

    It may name no number, year or proper name that the conversation does not have, and is in the
    language of ``text``.
    """
    language = detect_language(text)
    turns = [as_data(turn) for turn in [*history, text][-TURNS - 1 :]]
    asked = prompts.text(
        PROMPT,
        language,
        history="\n".join(f"<turn>{turn}</turn>" for turn in turns[:-1]),
        question=turns[-1],
    )
    try:
        said = chat.complete([("human", asked)], deadline, limit=_LENGTH_LIMIT)
    except LanguageModelError:
        return None
    lines = [line.strip(" 「」\"'`") for line in said.strip().splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) >= _LENGTH_LIMIT or detect_language(lines[0]) != language:
        return None
    invented = facts_of(lines[0]).missing_in("\n".join([*history, text]))
    return None if invented else lines[0]
