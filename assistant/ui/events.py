"""Options that the page's events share."""

from __future__ import annotations

from typing import Any

ACTION: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""No spinner over what changes, and no public endpoint."""

QUICK: dict[str, Any] = {**ACTION, "queue": False}
"""For what takes a moment."""

UNCHECKED: dict[str, Any] = {**ACTION, "preprocess": False}
"""For events that read the drop-down: Gradio knows its choices for as long as the server runs, a
page may be open for longer. Assistant checks the municipality itself."""
