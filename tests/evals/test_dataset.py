"""The dataset's format, and that the dataset which comes with the project is sound."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from evals.dataset import Item, ItemType, default_dataset, load_items
from evals.errors import DatasetError
from evals.gold import Gold, find_gold
from evals.grading import plain
from evals.library import Library

VALID = {
    "id": "a",
    "lang": "ja",
    "home": None,
    "question": "目標は",
    "type": "numeric",
    "history": [],
    "doc": "hill",
    "section": None,
    "evidence": "80%",
    "must": [["80%"]],
    "must_not": [],
    "note": "",
}


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "items.jsonl"
    text = "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines)
    path.write_text(text, encoding="utf-8")
    return path


def test_an_item_knows_its_line_and_reads_single_values_as_several(tmp_path: Path) -> None:
    (item,) = load_items(_file(tmp_path, "", VALID))
    assert (item.line, item.docs, item.sections, item.quotes) == (2, ("hill",), (), ("80%",))


def test_a_split_is_chosen_after_all_is_checked(tmp_path: Path) -> None:
    path = _file(tmp_path, VALID | {"split": "dev"}, VALID | {"id": "b", "split": "test"})
    assert [item.id for item in load_items(path, "test")] == ["b"]
    assert [item.id for item in load_items(path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2, field JSON"),
        ("[1]", "line 2, field JSON"),
        (VALID | {"id": "b", "type": "guess"}, "line 2, field type"),
        (VALID | {"id": "b", "lang": "fr"}, "line 2, field lang"),
        (VALID | {"id": "b", "must": [[]]}, "line 2, field must.0"),
        (VALID | {"id": "b", "must": ["80%"]}, "line 2, field must.0"),
        (VALID | {"id": "b", "answer": "80%"}, "line 2, field answer"),
        ({k: v for k, v in VALID.items() if k != "question"}, "line 2, field question"),
        (VALID, "line 2, field id"),
    ],
)
def test_a_malformed_line_is_named(tmp_path: Path, line: object, message: str) -> None:
    with pytest.raises(DatasetError, match=message):
        load_items(_file(tmp_path, VALID, line))


def test_a_file_that_is_not_there_and_a_split_without_items(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="cannot be read"):
        load_items(tmp_path / "no.jsonl")
    with pytest.raises(DatasetError, match="no item"):
        load_items(_file(tmp_path, VALID), "dev")


@pytest.fixture(scope="module")
def items() -> tuple[Item, ...]:
    return load_items(default_dataset())


@pytest.fixture(scope="module")
def golds(items: tuple[Item, ...], plans: Library) -> tuple[Gold, ...]:
    """Documents and sections exist and evidence is verbatim, else this raises."""
    return find_gold(default_dataset(), items, plans)


def test_the_dataset_is_large_and_varied(items: tuple[Item, ...]) -> None:
    types = Counter(item.type for item in items)
    assert len(items) >= 240
    assert set(types) == set(ItemType.__args__)  # type: ignore[attr-defined]
    assert sum(item.lang == "en" for item in items) >= 0.25 * len(items)
    assert types["unanswerable"] >= 0.15 * len(items)
    assert types["multi_turn"] >= 20
    assert sum(bool(item.history) for item in items) >= 20
    assert types["comparison"] >= 20
    assert types["schedule"] >= 25
    assert sum(item.home is not None for item in items) >= 15


def test_ids_are_unique_and_questions_too(items: tuple[Item, ...]) -> None:
    assert len({item.id for item in items}) == len(items)
    asked = Counter((item.question, item.history, item.home) for item in items)
    assert max(asked.values()) == 1


def test_both_splits_have_every_type_and_language(items: tuple[Item, ...]) -> None:
    for split in ("dev", "test"):
        chosen = [item for item in items if item.split == split]
        assert len(chosen) >= 120
        assert {item.type for item in chosen} == {item.type for item in items}
        assert {item.lang for item in chosen} == {"ja", "en"}


def test_every_answerable_item_can_be_graded(items: tuple[Item, ...]) -> None:
    for item in items:
        assert bool(item.docs) == item.answerable, item.id
        assert bool(item.quotes) == item.answerable, item.id
        assert bool(item.must) == item.answerable, item.id


def test_every_must_group_is_satisfied_by_the_evidence(items: tuple[Item, ...]) -> None:
    for item in items:
        said = plain("\n".join(item.quotes))
        for group in item.must:
            assert any(plain(word) in said for word in group), (item.id, group)


def test_every_municipality_of_a_multi_turn_item_is_one_of_the_plans(
    items: tuple[Item, ...], plans: Library
) -> None:
    names = {document.info.municipality for document in plans.values()}
    assert {item.home for item in items if item.home} <= names


def test_a_right_citation_is_possible_for_every_answerable_item(golds: tuple[Gold, ...]) -> None:
    for gold in golds:
        if gold.item.answerable:
            assert gold.targets, gold.item.id
            assert gold.n_relevant, gold.item.id


def test_every_document_is_asked_about(items: tuple[Item, ...], plans: Library) -> None:
    assert {doc_id for item in items for doc_id in item.docs} == set(plans)
