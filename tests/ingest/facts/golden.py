"""The golden files of the five documents, and how to write them anew.

    python -m tests.ingest.facts.golden

Read every changed line against the document before committing it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path

from ingest.facts.inspection import Inspection, inspect_text
from ingest.facts.records import DocumentFacts

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "tests" / "golden"
FILES = {
    "kuji": "kuji-dx-plan.txt",
    "kitakyushu": "kitakyushu-dx-plan-excerpt.txt",
    "hitachiomiya": "hitachiomiya-dx-plan.txt",
    "mic-talent": "mic-digital-talent-cases.txt",
    "sabae": "sabae-dx-policy.md",
}


@cache
def text_of(doc_id: str) -> str:
    return (ROOT / "corpus" / FILES[doc_id]).read_bytes().decode("utf-8")


@cache
def inspected(doc_id: str) -> Inspection:
    return inspect_text(doc_id, text_of(doc_id))


def outline(doc_id: str) -> str:
    """One line a section, indented by its depth, with its offsets."""
    return "".join(
        f"{'  ' * (len(section.path) - 1)}{section.path[-1]} [{section.start}-{section.end}]\n"
        for section in inspected(doc_id).outline
    )


def tables(doc_id: str) -> str:
    """Each table with its place, its header and its rows, a row a line."""
    blocks = []
    for table in inspected(doc_id).tables:
        lines = [f"{' > '.join(table.section)} [{table.span.start}-{table.span.end}]"]
        lines += [f"# {' | '.join(table.header)}"] if table.header else []
        lines += [f"  {' | '.join(' '.join(cell.split()) for cell in row)}" for row in table.grid]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def facts(doc_id: str) -> str:
    """One record a line, so that a change shows as the lines it touches."""
    return facts_text(inspected(doc_id).facts)


def facts_text(found: DocumentFacts) -> str:
    kinds = {
        "targets": found.targets,
        "definitions": found.definitions,
        "schedule": found.schedule,
        "roles": found.roles,
        "periods": found.periods,
    }
    blocks = []
    for kind, records in kinds.items():
        lines = [f"    {json.dumps(_values(record), ensure_ascii=False)}" for record in records]
        body = ",\n".join(lines)
        blocks.append(f'  "{kind}": [\n{body}\n  ]' if lines else f'  "{kind}": []')
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _values(record: object) -> dict[str, object]:
    values = asdict(record)  # type: ignore[call-overload]
    span = values.pop("span")
    values.pop("unit_ids")
    return {**values, "start": span["start"], "end": span["end"]}


def write() -> None:
    """Write all golden files."""
    FOLDER.mkdir(exist_ok=True)
    for doc_id in FILES:
        (FOLDER / f"{doc_id}.outline.txt").write_text(outline(doc_id), encoding="utf-8")
        (FOLDER / f"{doc_id}.tables.txt").write_text(tables(doc_id), encoding="utf-8")
        (FOLDER / f"{doc_id}.facts.json").write_text(facts(doc_id), encoding="utf-8")


if __name__ == "__main__":
    write()
