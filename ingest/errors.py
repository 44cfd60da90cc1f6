"""The tree of errors that a person may see.

KeikakuError
├── UsageError            what was asked cannot be done as asked (CLI exit code 2)
└── FailureError          it was asked rightly and failed (CLI exit code 1)
    ├── DocumentError     a document could not be read
    ├── ManifestError     corpus/manifest.yaml, or what it names, is not as it should be
    ├── ModelError        the embedding model is missing or damaged
    ├── StoreError        the data directory or the vector store cannot be used
    ├── LanguageModelError  (assistant/llm/failures.py) the language model gave no usable text
    └── IndexStateError   there is no index, or it was made with other settings

Each error names an entry of prompts/errors.yaml and carries its values, so that the same
error is shown in Japanese or in English, always as one line that says what to do next.
"""

from __future__ import annotations

import prompts
from prompts import Language


class KeikakuError(Exception):
    """An error with a sentence for the person who meets it.

    Args:
        key: the entry in prompts/errors.yaml.
        values: the entry's variables.

    Attributes:
        language: the language of the person it is for, where whoever raised or passed it knows.
    """

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.language: Language | None = None
        self.values = values
        super().__init__(self.message("en"))

    def message(self, language: Language) -> str:
        """The error as one line in ``language``."""
        line = prompts.text(f"errors.{self.key}", language, **self.values)
        return " ".join(line.split())


class UsageError(KeikakuError):
    """The request itself is wrong: an empty question, an unknown municipality."""


class FailureError(KeikakuError):
    """The request was right and could not be carried out."""


class DocumentError(FailureError):
    """A document is missing, empty, not text, or in an unknown encoding."""


class ManifestError(FailureError):
    """The manifest does not fit its schema or the files it names."""


class ModelError(FailureError):
    """The embedding model cannot be prepared or loaded."""


class StoreError(FailureError):
    """The data directory or the vector store cannot be read or written."""


class IndexStateError(FailureError):
    """There is no index to ask, or it was made with other settings."""
