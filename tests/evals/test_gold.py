from __future__ import annotations

from pathlib import Path

import pytest

from evals.errors import DatasetError
from evals.gold import Gold, Place, find_gold
from evals.library import Library
from tests.evals.small_city import HILL, LAKE, item

PATH = Path("items.jsonl")


def _gold(library: Library, **changes: object) -> Gold:
    (gold,) = find_gold(PATH, [item(**changes)], library)
    return gold


def test_evidence_is_found_where_it_stands(small: Library) -> None:
    start = HILL.index("令和7年度までに80%")
    place = Place("hill", start, start + len("令和7年度までに80%"))
    gold = _gold(small)
    assert gold.places == ((place,),)
    assert gold.targets == ((place,),)
    assert gold.n_relevant == 1


def test_a_quote_outside_the_section_is_no_target(small: Library) -> None:
    gold = _gold(small, evidence=["令和7年度までに80%", "30人"])
    assert [len(found) for found in gold.places] == [1, 1]
    assert len(gold.targets) == 1


def test_a_quote_is_looked_for_in_all_documents(small: Library) -> None:
    gold = _gold(small, doc=["hill", "lake"], section=None, evidence="テレワークの実施率")
    assert [place.doc_id for place in gold.places[0]] == ["hill", "lake"]
    assert gold.n_relevant == 2


def test_what_is_relevant(small: Library) -> None:
    gold = _gold(small)
    ((place,),) = gold.places
    section = ("丘市計画", "1 テレワーク")
    assert gold.relevant("hill", section, place.end - 1, place.end + 9)
    assert not gold.relevant("hill", section, place.end, place.end + 9)
    assert not gold.relevant("lake", section, place.start, place.end)
    assert not gold.relevant("hill", ("丘市計画", "2 人材"), place.start, place.end)


def test_covered_targets(small: Library) -> None:
    gold = _gold(small, evidence=["80%", "総務課"])
    whole = (0, len(HILL))
    assert gold.covered_by("hill", *whole) == {0, 1}
    assert gold.covered_by("hill", HILL.index("総務課"), len(HILL)) == {1}
    assert gold.covered_by("lake", 0, len(LAKE)) == frozenset()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"doc": "sea"}, "line 1, field doc .*hill, lake"),
        ({"section": "9 予算"}, "line 1, field section"),
        ({"evidence": "令和7年度までに90%"}, "line 1, field evidence"),
        ({"evidence": ["80%", "50%"]}, "line 1, field evidence"),
    ],
)
def test_what_is_not_in_the_documents_is_an_error(
    small: Library, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(DatasetError, match=message):
        _gold(small, **changes)
