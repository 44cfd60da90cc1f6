from __future__ import annotations

from pathlib import Path

import pytest

from evals.library import Library, library_of_folder
from tests.evals.small_city import small_library

CORPUS = Path(__file__).resolve().parent.parent.parent / "corpus"


@pytest.fixture(scope="session")
def small() -> Library:
    """Two small plans."""
    return small_library()


@pytest.fixture(scope="session")
def plans() -> Library:
    """The five plans, read afresh."""
    return library_of_folder(CORPUS)
