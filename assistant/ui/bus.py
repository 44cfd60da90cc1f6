"""Presses on links anywhere on the page, as events of one hidden component."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from assistant.ui.links import LINK_START, Press, read_href

EVENTS = ("cite", "part", "rate", "talk", "read", "remove", "again", "home", "question")
"""What can be pressed; Gradio looks for these names in the script."""

_SCRIPT = Path(__file__).with_name("page.js")


def make_bus() -> gr.HTML:
    """The component. A press on ``#k/name/...`` is its event ``name``."""
    script = _SCRIPT.read_text(encoding="utf-8").replace("LINK_START", LINK_START)
    script = script.replace("EVENT_NAMES", ", ".join(f"'{name}'" for name in EVENTS))
    return gr.HTML("", js_on_load=script, elem_id="bus", apply_default_css=False)


def on_press(bus: gr.HTML, event: str, handler: Any, *wiring: Any, **options: Any) -> Any:
    """Call ``handler`` when a link of that event is pressed; see ``pressed``."""
    return getattr(bus, event)(handler, *wiring, **options)


def pressed(event: gr.EventData) -> Press:
    """The link that was pressed."""
    data = event._data
    written = data.get("href") if isinstance(data, dict) else None
    return read_href(written if isinstance(written, str) else "")
