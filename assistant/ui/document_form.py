"""The form that says what added files are: prefilled from their text, corrected by a person."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import ValidationError

from assistant.library import Candidate
from assistant.ui.locale import label
from ingest.errors import UsageError
from ingest.manifest import DocumentInfo
from prompts import Language

_FIELDS = ("title", "municipality", "version", "published")


def form_headers(language: Language) -> list[str]:
    """The form's columns."""
    return [label(f"documents.form_{name}", language) for name in ("file", *_FIELDS)]


def form_rows(candidates: Sequence[Candidate]) -> list[list[str]]:
    """A row a file: its name, and what its text says of each field."""
    return [
        [one.name, *(str(getattr(one.info, name) or "") for name in _FIELDS)] for one in candidates
    ]


def read_form(
    candidates: Sequence[Candidate], rows: Sequence[Sequence[object]], language: Language
) -> list[DocumentInfo]:
    """What the form says that the files are.

    Raises:
        UsageError: a field does not fit; the message names the file and the field.
    """
    infos = []
    for candidate, row in zip(candidates, rows, strict=True):
        assert candidate.info is not None, "only what could be read is in the form"
        texts = ["" if value is None else str(value).strip() for value in row[1:]]
        values: dict[str, object] = {
            name: text or None for name, text in zip(_FIELDS, texts, strict=True)
        }
        values["title"] = values["title"] or ""
        if values["municipality"] != candidate.info.municipality:
            values["aliases"] = ()
        try:
            infos.append(
                DocumentInfo.model_validate(candidate.info.model_dump() | values, strict=False)
            )
        except ValidationError as error:
            field = str(error.errors()[0]["loc"][0])
            words = label(f"documents.form_{field}", language) if field in _FIELDS else field
            raise UsageError("form_row_invalid", name=candidate.name, field=words) from error
    return infos
