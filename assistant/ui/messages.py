"""What the chat shows of a question, an answer and an error: Markdown in which nothing is alive
but our own markup.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from assistant.kept.feedback import Verdict
from assistant.kept.transcripts import Exchange, Transcript
from assistant.schema import Answer, Citation
from assistant.sources import sources_heading
from assistant.ui.answer_details import details_html
from assistant.ui.escape import inert
from assistant.ui.links import href, link_to
from assistant.ui.locale import label
from prompts import Language

Message = dict[str, Any]
"""A message as gr.Chatbot takes it: role, content and, under the last one, options."""

_PENDING = '<p class="pending">'
_TOKEN = re.compile(r"\\.|!\[|\[(?P<n>\d+)\](?!\()|<(?!br ?/?>)|~", re.DOTALL)
"""What must not come alive; between two ~ (15~64) a chat's Markdown strikes words through."""


def chat_messages(transcript: Transcript, ratings: Mapping[int, Verdict]) -> list[Message]:
    """A whole conversation; ``ratings`` are the verdicts by number of the answer, from 1."""
    messages = []
    for number, exchange in enumerate(transcript.exchanges, start=1):
        messages.append(question_message(exchange.question))
        messages.append(answer_message(exchange, number, ratings.get(number)))
    for message in messages[:-1]:
        message.pop("options", None)
    return messages


def question_message(text: str) -> Message:
    """The asker's turn, exactly as typed."""
    return _message("user", inert(text))


def answer_message(exchange: Exchange, number: int, rating: Verdict | None = None) -> Message:
    """An answer, its citations, how it was made, its rating, and further questions to press."""
    answer = exchange.answer
    language = answer.language
    chip = ""
    if answer.status != "answered":
        words = inert(label(f"status_{answer.status}", language))
        chip = f'<p class="chip {answer.status}">{words}</p>\n\n'
    if answer.llm is not None and answer.llm.notice:
        chip += f'<p class="notice" role="note">{inert(answer.llm.notice)}</p>\n\n'
    below = f"{_citation_list(answer)}{_tools(exchange, number, rating, language)}"
    message = _message("assistant", f"{chip}{_linked(answer)}\n\n{below}".rstrip())
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


def pending_message(language: Language) -> Message:
    """What stands in place of an answer that is being looked for."""
    words = inert(label("searching", language))
    return _message("assistant", f"{_PENDING}<i>●</i><i>●</i><i>●</i> <span>{words}</span></p>")


def so_far_message(text: str, language: Language) -> Message:
    """The beginning of an answer that is still being written."""
    shown = _TOKEN.sub(lambda found: _token(found, {}, language), text)
    return _message("assistant", f"{shown}\n\n{pending_message(language)['content']}")


def is_pending(chat: Sequence[Message]) -> bool:
    """Whether a conversation ends with an answer that is awaited, or is still being written."""
    return bool(chat) and _PENDING in str(chat[-1].get("content"))


def without_pending(chat: Sequence[Message]) -> list[Message]:
    """A conversation without an answer that is awaited at its end."""
    return list(chat[:-1] if is_pending(chat) else chat)


def stopped_message(language: Language) -> Message:
    """What stands in place of an answer that was stopped."""
    return _message("assistant", f'<p class="chip stopped">{inert(label("stopped", language))}</p>')


def _message(role: Literal["user", "assistant"], content: str) -> Message:
    return {"role": role, "content": content}


# --- an answer ---------------------------------------------------------------------------------


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
    heading = inert(sources_heading(answer, answer.language))
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


# --- below an answer ---------------------------------------------------------------------------


def _tools(exchange: Exchange, number: int, rating: Verdict | None, language: Language) -> str:
    thumbs = "".join(
        f'<a class="rate {verdict}{" given" if verdict == rating else ""}" role="button" '
        f'href="{href("rate", number, verdict, language)}" title="{_said(name, language)}">'
        f"<span>{_said(name, language)}</span></a>"
        for verdict, name in (("up", "rate_up"), ("down", "rate_down"))
    )
    if rating is not None:
        thumbs += f'<span class="rated" role="status">{_said("rate_thanks", language)}</span>'
    return f'<div class="tools"><div class="rates">{thumbs}</div>{details_html(exchange)}</div>'


def _said(name: str, language: Language) -> str:
    return inert(label(name, language))
