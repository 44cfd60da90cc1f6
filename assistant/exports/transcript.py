"""A conversation as Markdown."""

from __future__ import annotations

import prompts
from assistant.kept.transcripts import Exchange, Transcript
from assistant.passages.reference import formal_reference
from assistant.schema import Citation
from assistant.sources import sources_heading
from prompts import Language


def transcript_markdown(transcript: Transcript, language: Language) -> str:
    """Questions, answers and their sources, each source as a formal reference with its quote."""
    parts = [f"# {transcript.title}", transcript_note(transcript, language)]
    for number, exchange in enumerate(transcript.exchanges, start=1):
        parts += [f"## {number}. {_line(exchange.question)}", exchange.answer.answer.strip()]
        if exchange.answer.citations:
            sources = "\n".join(
                f"- [{one.n}] {_line(reference_to(one, language))}: 「{_line(one.quote)}」"
                for one in exchange.answer.citations
            )
            parts.append(f"**{sources_heading(exchange.answer, language)}**\n\n{sources}")
        parts.append(f"*{engine_words(exchange, language)}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def transcript_note(transcript: Transcript, language: Language) -> str:
    """Where an exported conversation comes from."""
    date = transcript.changed[:10]
    return prompts.text("ui.export_note", language, date=date)


def reference_to(citation: Citation, language: Language) -> str:
    """The formal reference of a citation."""
    return formal_reference(
        citation.title, citation.municipality, citation.section, citation.page, language
    )


def engine_words(exchange: Exchange, language: Language) -> str:
    """How an answer was made: in the plans' own words, or by which model."""
    if exchange.answer.mode == "extractive":
        return prompts.text("ui.mode_extractive", language)
    return prompts.text("ui.mode_llm", language, model=exchange.engine or "LLM")


def _line(text: str) -> str:
    return " ".join(text.split())
