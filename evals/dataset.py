"""The golden dataset: JSON Lines, one question with what a right answer must have (DESIGN.md, 3)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.errors import DatasetError
from prompts import Language

ItemType = Literal[
    "numeric",
    "date",
    "who",
    "list",
    "definition",
    "schedule",
    "reason",
    "howto",
    "comparison",
    "yesno",
    "unanswerable",
    "multi_turn",
]
Split = Literal["dev", "test"]
Text = Annotated[str, Field(min_length=1)]
Texts = tuple[Text, ...]


class Item(BaseModel):
    """One question of the dataset.

    Attributes:
        home: the asker's municipality; None for an asker without one.
        history: the asker's earlier turns.
        doc: the document or documents that answer; None for an unanswerable question.
        section: headings, or parts of them, that the evidence stands under; None: any.
        evidence: verbatim quotes of the documents.
        must: groups of alternatives; a right answer has one of every group.
        must_not: what a right answer does not have.
        line: its line number in the dataset file, from 1; 0 for none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Text
    lang: Language
    home: str | None = None
    question: Text
    type: ItemType
    history: Texts = ()
    doc: Text | Texts | None = None
    section: Text | Texts | None = None
    evidence: Text | Texts | None = None
    must: tuple[Annotated[Texts, Field(min_length=1)], ...] = ()
    must_not: Texts = ()
    note: str = ""
    split: Split | None = None
    line: Annotated[int, Field(ge=0, exclude=True)] = 0

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.type != "unanswerable"

    @property
    def docs(self) -> tuple[str, ...]:
        """The documents that answer it."""
        return _several(self.doc)

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings that its evidence stands under; () for any."""
        return _several(self.section)

    @property
    def quotes(self) -> tuple[str, ...]:
        """Its evidence."""
        return _several(self.evidence)


def default_dataset() -> Path:
    """The dataset that comes with the project."""
    return Path(str(resources.files("evals"))) / "datasets" / "plans.jsonl"


def load_items(path: Path, split: Split | None = None) -> tuple[Item, ...]:
    """Read a dataset, all of it checked, and return the items of ``split`` (None: all).

    Raises:
        DatasetError: the file cannot be read, a line is malformed (its number and the field are
            named), an id stands twice, or there is no item in the split.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise DatasetError("dataset_unreadable", path=path, reason=reason) from error
    items = [_item(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    seen: dict[str, int] = {}
    for item in items:
        if item.id in seen:
            raise _malformed(path, item.line, "id", f"{item.id!r} is also on line {seen[item.id]}")
        seen[item.id] = item.line
    chosen = tuple(item for item in items if split is None or item.split == split)
    if not chosen:
        raise DatasetError("dataset_empty", path=path, split=split or "-")
    return chosen


def spread(items: Sequence[Item], limit: int | None) -> tuple[Item, ...]:
    """``limit`` of the items, evenly spread over them so that each part has its share; None: all."""
    if limit is None or limit >= len(items):
        return tuple(items)
    return tuple(items[number * len(items) // limit] for number in range(limit))


def dataset_digest(path: Path) -> str:
    """SHA-256 of a dataset file."""
    return sha256(path.read_bytes()).hexdigest()


def item_error(path: Path, item: Item, field: str, reason: str) -> DatasetError:
    """The error that names an item's line and field."""
    return _malformed(path, item.line, field, reason)


def _item(path: Path, number: int, line: str) -> Item:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise _malformed(path, number, "JSON", f"{error.msg}, column {error.colno}") from error
    if not isinstance(raw, dict):
        raise _malformed(path, number, "JSON", f"an object is needed, not {type(raw).__name__}")
    try:
        return Item.model_validate({**raw, "line": number})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or "item"
        raise _malformed(path, number, field, first["msg"]) from error


def _malformed(path: Path, line: int, field: str, reason: str) -> DatasetError:
    return DatasetError("line_malformed", path=path, line=line, field=field, reason=reason)


def _several(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value
