"""What a Word document's style sheet and list definitions say of its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ingest.formats.numbering import Level, Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING_NAME = re.compile(r"^(?:heading|見出し)\s*([1-9])$", re.IGNORECASE)
_TITLE_NAMES = ("title", "表題")
_CONTENTS_NAME = re.compile(r"^(?:toc|目次)\s*[1-9]$", re.IGNORECASE)
_DEEPEST = 20


@dataclass(frozen=True)
class Style:
    """A paragraph style, with what it has from the styles it is based on.

    Attributes:
        heading: the level of a heading, 0 for a title, None for text.
        list_id, depth: the list whose item it is.
        contents: whether it is an entry of a table of contents.
    """

    heading: int | None = None
    list_id: str | None = None
    depth: int | None = None
    contents: bool = False


@dataclass
class Styles:
    """The styles of a document by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: Style = field(default_factory=Style)

    def of(self, properties: Any) -> Style:
        """The style of a paragraph, from its ``w:pPr`` (or None)."""
        name = value(properties, "pStyle")
        base = self.by_id.get(name, self.default) if name else self.default
        return base if properties is None else _merged(base, properties, "")


def value(parent: Any, tag: str) -> str | None:
    """The ``w:val`` of a child."""
    child = None if parent is None else parent.find(f"{W}{tag}")
    return None if child is None else child.get(f"{W}val")


def read_styles(root: Any) -> Styles:
    """The paragraph styles of ``styles.xml``."""
    raw = {style.get(f"{W}styleId"): style for style in root.iterfind(f"{W}style")}
    styles = Styles()
    for style_id, element in raw.items():
        chain = [element]
        while len(chain) < _DEEPEST and (below := raw.get(value(chain[-1], "basedOn"))) is not None:
            chain.append(below)
        style = Style()
        for each in reversed(chain):
            style = _merged(style, each.find(f"{W}pPr"), value(each, "name") or "")
        styles.by_id[style_id] = style
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true"):
            styles.default = style
    return styles


def _merged(base: Style, properties: Any, name: str) -> Style:
    heading, list_id, depth = base.heading, base.list_id, base.depth
    if found := _HEADING_NAME.match(name):
        heading = int(found[1])
    elif name.lower() in _TITLE_NAMES:
        heading = 0
    outline = value(properties, "outlineLvl")
    if outline is not None and outline.isdecimal():
        heading = int(outline) + 1 if int(outline) < 9 else None
    numbers = None if properties is None else properties.find(f"{W}numPr")
    if numbers is not None:
        list_id = value(numbers, "numId") or list_id
        level = value(numbers, "ilvl")
        depth = int(level) if level and level.isdecimal() else depth
    return Style(heading, list_id, depth, base.contents or bool(_CONTENTS_NAME.match(name)))


def read_numbering(root: Any) -> Numbering:
    """The list definitions of ``numbering.xml``."""
    if root is None:
        return Numbering({})
    abstract = {
        definition.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl", "0")): _level(level)
            for level in definition.iterfind(f"{W}lvl")
        }
        for definition in root.iterfind(f"{W}abstractNum")
    }
    levels: dict[str, dict[int, Level]] = {}
    shared: dict[str, str] = {}
    for number in root.iterfind(f"{W}num"):
        list_id, based_on = number.get(f"{W}numId"), value(number, "abstractNumId")
        levels[list_id] = dict(abstract.get(based_on, {}))
        overrides = list(number.iterfind(f"{W}lvlOverride"))
        if not overrides:
            shared[list_id] = f"abstract {based_on}"
        for override in overrides:
            depth = int(override.get(f"{W}ilvl", "0"))
            replaced = override.find(f"{W}lvl")
            level = _level(replaced) if replaced is not None else levels[list_id].get(depth)
            start = value(override, "startOverride")
            if level is not None:
                first = int(start) if start and start.isdecimal() else level.start
                levels[list_id][depth] = Level(level.style, level.template, first)
    return Numbering(levels, shared=shared)


def _level(element: Any) -> Level:
    start = value(element, "start")
    return Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        int(start) if start and start.isdecimal() else 1,
    )
