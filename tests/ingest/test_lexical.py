from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from ingest.errors import IndexStateError
from ingest.lexical import LexicalIndex

# Lengths 2, 4, 3: the mean is 3.
UNITS = [["紙", "削減"], ["紙", "紙", "端末", "配布"], ["端末", "研修", "実施"]]


@pytest.fixture(params=["built", "loaded"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> LexicalIndex:
    built = LexicalIndex.build(UNITS)
    if request.param == "built":
        return built
    built.save(tmp_path / "bm25")
    return LexicalIndex.load(tmp_path / "bm25")


def test_document_frequency(index: LexicalIndex) -> None:
    assert [index.document_frequency(term) for term in ("紙", "端末", "研修", "人口")] == [
        2,
        2,
        1,
        0,
    ]


def test_idf(index: LexicalIndex) -> None:
    assert index.idf(2) == pytest.approx(log(1.6))  # 1 + (3 - 2 + 0.5) / 2.5
    assert index.idf(1) == pytest.approx(log(8 / 3))  # 1 + (3 - 1 + 0.5) / 1.5
    assert index.idf(0) == pytest.approx(log(8))  # 1 + 3.5 / 0.5
    assert index.idf(9) == index.idf(3)


def test_scores(index: LexicalIndex) -> None:
    # tf / (tf + 1.2 * (0.25 + 0.75 * length / 3)) * ln 1.6
    assert index.scores(["紙"]).tolist() == pytest.approx(
        [log(1.6) * 1 / 1.9, log(1.6) * 2 / 3.5, 0], rel=1e-5
    )
    assert index.scores(["端末", "研修"]).tolist() == pytest.approx(
        [0, log(1.6) * 1 / 2.5, log(1.6) * 1 / 2.2 + log(8 / 3) * 1 / 2.2], rel=1e-5
    )


def test_the_best_unit_is_the_one_with_more_and_rarer_terms(index: LexicalIndex) -> None:
    scores = index.scores(["紙", "端末"])
    assert sorted(range(3), key=lambda row: -scores[row]) == [1, 0, 2]


def test_unknown_terms_score_nothing(index: LexicalIndex) -> None:
    assert index.scores(["人口"]).tolist() == [0, 0, 0]
    assert index.scores([]).tolist() == [0, 0, 0]
    assert index.scores(["人口", "研修"]).tolist() == index.scores(["研修"]).tolist()


def test_units_without_terms_keep_their_row() -> None:
    index = LexicalIndex.build([[], ["紙"], []])
    scores = index.scores(["紙"])
    assert (scores[0], scores[2]) == (0, 0)
    assert scores[1] > 0


def test_a_damaged_index(tmp_path: Path) -> None:
    LexicalIndex.build(UNITS).save(tmp_path / "bm25")
    for file in sorted((tmp_path / "bm25").iterdir()):
        data = file.read_bytes()
        for damaged in (b"", data[: len(data) // 2]):
            file.write_bytes(damaged)
            with pytest.raises(IndexStateError) as caught:
                LexicalIndex.load(tmp_path / "bm25").scores(["紙"])
            assert caught.value.key == "index_damaged"
        file.write_bytes(data)
    LexicalIndex.load(tmp_path / "bm25")


def test_an_index_without_units() -> None:
    index = LexicalIndex.build([])
    assert not index.scores(["紙"]).any()
    assert index.document_frequency("紙") == 0


def test_an_index_of_which_no_unit_has_a_term() -> None:
    assert LexicalIndex.build([[], []]).scores(["紙"]).tolist() == [0, 0]
