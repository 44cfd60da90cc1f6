"""The assistant over the five plans."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings


@pytest.fixture(scope="session")
def assistant(corpus_data_dir: Path) -> Assistant:
    """The assistant, extractive, with no municipality chosen."""
    return Assistant(Settings(data_dir=corpus_data_dir, home=None, _env_file=None))
