"""What every tab of the page works with."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.inspections import Inspections
from assistant.kept.feedback import Feedback
from assistant.kept.transcripts import Transcripts
from assistant.service import Assistant
from assistant.ui.examples import Examples


@dataclass(frozen=True)
class Desk:
    """The assistant, and what is kept of the work with it."""

    assistant: Assistant
    transcripts: Transcripts
    feedback: Feedback
    examples: Examples
    inspections: Inspections


def make_desk(assistant: Assistant) -> Desk:
    """The desk of an assistant; opens no file."""
    data_dir = assistant.settings.data_dir
    return Desk(
        assistant,
        Transcripts(data_dir),
        Feedback(data_dir),
        Examples(assistant),
        Inspections(),
    )
