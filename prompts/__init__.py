"""Every fixed sentence and every prompt, in files, Japanese and English side by side.

A catalogue is a YAML file in this folder: ``name: {variables: [...], ja: ..., en: ...}``.
``text("errors.question_empty", "ja")`` renders one entry; a key that does not exist, a
variable that is missing and a variable that was not declared all raise.
"""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Literal

import yaml

Language = Literal["ja", "en"]

LANGUAGES: tuple[Language, ...] = ("ja", "en")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""In C where PyYAML was built so: a tenth of the time."""


class CatalogueError(Exception):
    """A catalogue is malformed or was used wrongly: a defect of ours, never of the user's."""


@dataclass(frozen=True)
class Entry:
    """One fixed sentence: what it is called, what it needs, how it reads in each language."""

    name: str
    variables: frozenset[str]
    ja: str
    en: str


def text(name: str, language: Language, /, **values: object) -> str:
    """Render the sentence ``name`` ("catalogue.entry") in ``language``.

    Raises:
        CatalogueError: no such entry, a declared variable is missing, or an undeclared one is given.
    """
    entry = lookup(name)
    if entry.variables != values.keys():
        raise CatalogueError(
            f"{name} takes the variables {sorted(entry.variables)}, was given {sorted(values)}"
        )
    template = entry.ja if language == "ja" else entry.en
    return template.format_map(values)


def lookup(name: str) -> Entry:
    """The entry called ``name``.

    Raises:
        CatalogueError: there is no such catalogue or entry.
    """
    catalogue, _, key = name.partition(".")
    entries = load_catalogue(catalogue)
    if key not in entries:
        raise CatalogueError(f"no entry {key!r} in prompts/{catalogue}.yaml")
    return entries[key]


@cache
def load_catalogue(catalogue: str) -> dict[str, Entry]:
    """Read and check one catalogue file.

    Raises:
        CatalogueError: the file is missing, or an entry's variables differ from its placeholders.
    """
    file = resources.files(__name__).joinpath(f"{catalogue}.yaml")
    if not file.is_file():
        raise CatalogueError(f"no catalogue prompts/{catalogue}.yaml")
    raw = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    return {key: _entry(f"{catalogue}.{key}", value) for key, value in raw.items()}


def digest(name: str) -> str:
    """SHA-256 of an entry's texts in all languages: a prompt's version.

    Raises:
        CatalogueError: there is no such entry.
    """
    entry = lookup(name)
    return sha256(f"{entry.ja}\0{entry.en}".encode()).hexdigest()


def catalogues() -> list[str]:
    """The names of all catalogues, sorted."""
    return sorted(
        file.name.removesuffix(".yaml")
        for file in resources.files(__name__).iterdir()
        if file.name.endswith(".yaml")
    )


def _entry(name: str, raw: dict[str, object]) -> Entry:
    unknown = raw.keys() - {"variables", *LANGUAGES}
    if unknown or not all(isinstance(raw.get(language), str) for language in LANGUAGES):
        raise CatalogueError(f"{name} needs the texts {LANGUAGES} and has the keys {sorted(raw)}")
    declared = raw.get("variables", [])
    if not isinstance(declared, list):
        raise CatalogueError(f"{name}: variables is a list of names, not {declared!r}")
    variables = frozenset(str(variable) for variable in declared)
    ja, en = str(raw["ja"]).rstrip("\n"), str(raw["en"]).rstrip("\n")
    for language, template in (("ja", ja), ("en", en)):
        used = {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
        if used != variables:
            raise CatalogueError(
                f"{name}.{language} uses {sorted(used)} but declares {sorted(variables)}"
            )
    return Entry(name, variables, ja, en)
