"""The catalogues against themselves, and against the code that uses them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

import pytest

import prompts

ROOT = Path(__file__).parents[2]
PACKAGES = ("ingest", "assistant", "evals")
ENTRIES = {
    f"{catalogue}.{key}": entry
    for catalogue in prompts.catalogues()
    for key, entry in prompts.load_catalogue(catalogue).items()
}


def placeholders(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field is not None}


@dataclass(frozen=True)
class Use:
    """A call that renders an entry; the variables are None where they are not written out."""

    name: str
    variables: frozenset[str] | None
    where: str


def sources() -> list[tuple[Path, ast.Module]]:
    return [
        (path, ast.parse(path.read_text(encoding="utf-8")))
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    ]


def strings(node: ast.AST) -> list[str]:
    """The literals that an argument may be: one, or the branches of a conditional."""
    if isinstance(node, ast.IfExp):
        return [*strings(node.body), *strings(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def error_name(key: str, path: Path) -> str:
    """Errors of a package with a catalogue of its own may be there."""
    own = f"{path.relative_to(ROOT).parts[0]}.{key}"
    return own if own in ENTRIES else f"errors.{key}"


def uses_in(path: Path, tree: ast.Module) -> Iterator[Use]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        function = node.func
        called = (
            function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        )
        named = [keyword.arg for keyword in node.keywords]
        variables = None if None in named else frozenset(str(name) for name in named)
        where = f"{path.relative_to(ROOT)}:{node.lineno}"
        if called.endswith("Error"):
            found = [error_name(key, path) for key in strings(node.args[0])]
        elif called == "text" and isinstance(function, ast.Attribute):
            found = strings(node.args[0])
        else:
            continue
        for name in found:
            if called == "text" or name in ENTRIES or name.replace("errors.", "").isidentifier():
                yield Use(name, variables, where)


SOURCES = sources()
USES = [use for path, tree in SOURCES for use in uses_in(path, tree)]
LITERALS = {
    node.value
    for _, tree in SOURCES
    for node in ast.walk(tree)
    if isinstance(node, ast.Constant) and isinstance(node.value, str)
}


def test_there_are_catalogues_and_uses() -> None:
    assert "errors" in prompts.catalogues()
    assert len(ENTRIES) > 40
    assert len(USES) > 20


@pytest.mark.parametrize("name", ENTRIES)
def test_an_entry_says_the_same_in_both_languages(name: str) -> None:
    entry = ENTRIES[name]
    assert entry.ja
    assert entry.en
    assert placeholders(entry.ja) == placeholders(entry.en) == entry.variables
    values = {variable: f"<{variable}>" for variable in entry.variables}
    for language in prompts.LANGUAGES:
        rendered = prompts.text(name, language, **values)
        assert all(value in rendered for value in values.values())
        assert "{" not in rendered


@pytest.mark.parametrize("name", [name for name in ENTRIES if name.startswith("errors.")])
def test_an_error_is_one_line(name: str) -> None:
    entry = ENTRIES[name]
    for text in (entry.ja, entry.en):
        assert "\n" not in text
        assert text.endswith(("。", ".", "}")), text


def test_japanese_is_japanese() -> None:
    assert [name for name, entry in ENTRIES.items() if entry.ja.isascii()] == []


def test_what_the_code_says_is_in_a_catalogue() -> None:
    unknown = sorted(f"{use.where}: {use.name}" for use in USES if use.name not in ENTRIES)
    assert unknown == []


def test_the_code_gives_each_entry_its_variables() -> None:
    wrong = sorted(
        f"{use.where}: {use.name} takes {sorted(ENTRIES[use.name].variables)}"
        for use in USES
        if use.name in ENTRIES and use.variables not in (None, ENTRIES[use.name].variables)
        if use.name.startswith("errors.")
    )
    assert wrong == []


def is_used(name: str) -> bool:
    """Named in a call, or its name, its key or an opening of it stands in the code."""
    key = name.partition(".")[2]
    return (
        name in {use.name for use in USES}
        or name in LITERALS
        or key in LITERALS
        or name in LITERALS
        or any(
            key.startswith(literal) or name.startswith(literal)
            for literal in LITERALS
            if literal.endswith("_")
        )
    )


def test_every_entry_is_used() -> None:
    assert [name for name in ENTRIES if not is_used(name)] == []


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(prompts.CatalogueError, match="none"):
        prompts.text("errors.none", "ja")
    with pytest.raises(prompts.CatalogueError, match="none"):
        prompts.text("none.question_empty", "ja")


def test_a_variable_that_is_missing_or_too_many() -> None:
    with pytest.raises(prompts.CatalogueError, match="limit"):
        prompts.text("errors.question_too_long", "ja", length=3)
    with pytest.raises(prompts.CatalogueError, match="more"):
        prompts.text("errors.question_empty", "ja", more=1)
