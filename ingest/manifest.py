"""What each document is: the schema of manifest.yaml, and the check of the files it names."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import ManifestError

MANIFEST_NAME = "manifest.yaml"

Kind = Literal["plan", "plan_excerpt", "policy", "reference_cases", "other"]
FiscalYear = Annotated[int, Field(ge=1868, le=2200)]
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Period(BaseModel):
    """A plan's period, first and last fiscal year included (令和5年度 is 2023)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    first_fiscal_year: FiscalYear
    last_fiscal_year: FiscalYear

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.last_fiscal_year < self.first_fiscal_year:
            raise ValueError("last_fiscal_year lies before first_fiscal_year")
        return self


class DocumentInfo(BaseModel):
    """What is known of one document. None: its text does not say."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    doc_id: Annotated[str, Field(pattern=r"^[\w][\w.-]{0,79}$")]
    title: Annotated[str, Field(min_length=1)]
    municipality: str | None
    aliases: tuple[str, ...] = ()
    publisher: str | None = None
    kind: Kind = "other"
    version: str | None = None
    published: PartialDate | None = None
    revised: PartialDate | None = None
    period: Period | None = None


class ManifestEntry(DocumentInfo):
    """A document's facts together with its file, relative to the manifest, and its checksum."""

    file: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @property
    def info(self) -> DocumentInfo:
        """The facts alone."""
        return DocumentInfo.model_validate(self.model_dump(exclude={"file", "sha256"}))


def load_manifest(path: Path) -> tuple[ManifestEntry, ...]:
    """Read a manifest and check that each file it names is there, unchanged.

    Raises:
        ManifestError: the YAML or an entry does not fit, a doc_id stands twice, a file is missing,
            or its SHA-256 is another one; the message names the entry.
    """
    entries = tuple(
        _entry(path, number, raw) for number, raw in enumerate(_documents(path), start=1)
    )
    seen: set[str] = set()
    for entry in entries:
        if entry.doc_id in seen:
            raise ManifestError("manifest_duplicate", path=path, doc_id=entry.doc_id)
        seen.add(entry.doc_id)
        _check_file(path, entry)
    return entries


def _documents(path: Path) -> list[object]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ManifestError("manifest_missing", path=path) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ManifestError("manifest_unreadable", path=path, reason=_one_line(error)) from error
    documents = raw.get("documents") if isinstance(raw, dict) else None
    if not isinstance(documents, list) or not documents:
        raise ManifestError(
            "manifest_unreadable", path=path, reason="a non-empty list `documents` is needed"
        )
    return documents


def _entry(path: Path, number: int, raw: object) -> ManifestEntry:
    name = raw.get("doc_id", f"#{number}") if isinstance(raw, dict) else f"#{number}"
    try:
        return ManifestEntry.model_validate(_dates_as_text(raw))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "entry"
        raise ManifestError(
            "manifest_entry_invalid", path=path, doc_id=name, field=field, reason=first["msg"]
        ) from error


def _dates_as_text(raw: object) -> object:
    """YAML reads an unquoted 2023-02-13 as a date; the schema keeps dates as written."""
    if not isinstance(raw, dict):
        return raw
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in raw.items()
    }


def _check_file(path: Path, entry: ManifestEntry) -> None:
    file = path.parent / entry.file
    try:
        found = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        raise ManifestError("manifest_file_missing", doc_id=entry.doc_id, file=file) from error
    if found != entry.sha256:
        raise ManifestError(
            "manifest_file_changed",
            doc_id=entry.doc_id,
            file=file,
            expected=entry.sha256[:12],
            found=found[:12],
        )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
