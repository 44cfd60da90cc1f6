"""The page's fixed texts as Gradio shows them: in the language of the browser that reads them."""

from __future__ import annotations

from functools import cache
from typing import Any

import gradio as gr
from fastapi import Request

from assistant.ui.locale import accepted_language, label_key, labels
from prompts import Language


@cache
def translations() -> gr.I18n:
    """All texts of the page, for Gradio."""
    return gr.I18n(**labels())


def phrase(name: str) -> Any:
    """A text of the page: ``name`` of prompts/ui.yaml, or ``catalogue.name`` of another."""
    return translations()(label_key(name))


def language_of(request: gr.Request | Request) -> Language:
    """The visitor's language."""
    return accepted_language(request.headers.get("accept-language"))
