"""What the chat shows of a question, an answer and an error: Markdown in which nothing is alive
but our own markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from assistant.schema import Answer, Citation
from assistant.ui.links import link_to
from assistant.ui.locale import label
from prompts import Language

Message = dict[str, Any]
"""A message as gr.Chatbot takes it: role, content and, under the last one, options."""

_ASCII_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_PENDING = '<p class="pending">'
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_TOKEN = re.compile(r"\\.|!\[|\[(?P<n>\d+)\](?!\()|<(?!br ?/?>)", re.DOTALL)


def inert(text: str) -> str:
    """A text that shows as it is, in Markdown and in HTML alike: no tag, link or emphasis."""
    unindented = _INDENT.sub("", text)
    return _ASCII_PUNCTUATION.sub(lambda found: f"&#{ord(found.group())};", unindented)


def question_message(text: str) -> Message:
    """The asker's turn, exactly as typed."""
    return _message("user", inert(text))


def answer_message(answer: Answer) -> Message:
    """An answer, its citations below it, and further questions to press."""
    language = answer.language
    chip = ""
    if answer.status != "answered":
        words = inert(label(f"status_{answer.status}", language))
        chip = f'<p class="chip {answer.status}">{words}</p>\n\n'
    content = f"{chip}{_linked(answer)}\n\n{_citation_list(answer)}".rstrip()
    message = _message("assistant", content)
    if answer.followups:
        message["options"] = [{"value": text, "label": text} for text in answer.followups]
    return message


def error_message(line: str, language: Language) -> Message:
    """A failure, so that nobody takes it for an answer."""
    heading = inert(label("error_label", language))
    return _message(
        "assistant",
        f'<div class="failure" role="alert"><strong>{heading}</strong> '
        f"<span>{inert(line)}</span></div>",
    )


def pending_message() -> Message:
    """What stands in place of an answer that is being looked for."""
    return _message("assistant", f"{_PENDING}<i>●</i><i>●</i><i>●</i></p>")


def is_pending(chat: Sequence[Message]) -> bool:
    """Whether a conversation ends with a ``pending_message``."""
    return bool(chat) and _PENDING in str(chat[-1].get("content"))


def without_pending(chat: Sequence[Message]) -> list[Message]:
    """A conversation without a ``pending_message`` at its end."""
    return list(chat[:-1] if is_pending(chat) else chat)


def stopped_message(language: Language) -> Message:
    """What stands in place of an answer that was stopped."""
    return _message("assistant", f'<p class="chip stopped">{inert(label("stopped", language))}</p>')


def _message(role: Literal["user", "assistant"], content: str) -> Message:
    return {"role": role, "content": content}


def _linked(answer: Answer) -> str:
    """The answer's Markdown with each marker a link to its source; images and tags are shown, not
    run.
    """
    citations = {citation.n: citation for citation in answer.citations}
    return _TOKEN.sub(lambda found: _token(found, citations, answer.language), answer.answer)


def _token(found: re.Match[str], citations: Mapping[int, Citation], language: Language) -> str:
    text = found.group()
    if found["n"] is not None:
        citation = citations.get(int(found["n"]))
        return f"[[{citation.n}]]({link_to(citation, language)})" if citation else inert(text)
    return text if text.startswith("\\") else inert(text)


def _citation_list(answer: Answer) -> str:
    if not answer.citations:
        return ""
    items = "".join(_citation(citation, answer.language) for citation in answer.citations)
    heading = inert(label("sources", answer.language))
    return f'<div class="citations"><p>{heading}</p><ol>{items}</ol></div>'


def _citation(citation: Citation, language: Language) -> str:
    where = " › ".join((citation.title, *citation.section[-2:]))
    if citation.page is not None:
        where += f" ({label('passage_page', language, page=citation.page)})"
    hint = html.escape(label("open_source", language, n=citation.n))
    quote = " ".join(citation.quote.split())
    return (
        f'<li><a href="{link_to(citation, language)}" title="{hint}">'
        f'<span class="number">{citation.n}</span>'
        f'<span class="where">{inert(where)}</span>'
        f'<span class="quote">{inert(quote)}</span></a></li>'
    )
