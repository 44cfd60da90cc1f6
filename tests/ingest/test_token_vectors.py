"""Token vectors: rounded, written, read again; and how much of a query a row has."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from ingest.errors import IndexStateError
from ingest.token_vectors import (
    PassageTokens,
    QueryTokens,
    TokenVectors,
    rounded,
    write_tokens,
)

HEADING, GOAL, RATE, OTHER = 10, 20, 30, 40
"""Numbers of tokens in an invented vocabulary."""

EAST, NORTH, BETWEEN = (1.0, 0.0), (0.0, 1.0), (0.6, 0.8)


def passage(*tokens: tuple[int, tuple[float, float]], own: int = 0) -> PassageTokens:
    vectors = np.asarray([vector for _, vector in tokens], dtype=np.float32).reshape(-1, 2)
    return rounded(vectors, [number for number, _ in tokens], own)


def query(*tokens: tuple[int, tuple[float, float]]) -> QueryTokens:
    vectors = np.asarray([vector for _, vector in tokens], dtype=np.float32).reshape(-1, 2)
    return QueryTokens(vectors, np.asarray([number for number, _ in tokens], dtype=np.int32))


NOTHING = PassageTokens(
    np.zeros((0, 2), np.int8), np.zeros(0, np.float32), np.zeros(0, np.int32), 0
)

PASSAGES = (
    passage((HEADING, EAST), (GOAL, NORTH), own=1),
    passage((HEADING, EAST), (RATE, BETWEEN), own=0),
    passage((HEADING, EAST), own=1),
    NOTHING,
)


@pytest.fixture
def tokens(tmp_path: Path) -> TokenVectors:
    write_tokens(tmp_path / "tokens", PASSAGES)
    return TokenVectors(tmp_path / "tokens")


def restored(one: PassageTokens) -> NDArray[np.float32]:
    return one.vectors.astype(np.float32) * one.scales[:, None]


def test_rounding_keeps_the_direction_and_not_the_length() -> None:
    one = rounded(np.asarray([[3.0, 4.0], [0.0, -7.0]], dtype=np.float32), [1, 2], 0)
    # (3, 4) is (0.6, 0.8) at length 1; 0.8 becomes 127, and 0.6 / 0.8 * 127 = 95.25 becomes 95.
    assert one.vectors.tolist() == [[95, 127], [0, -127]]
    assert one.scales.tolist() == pytest.approx([0.8 / 127, 1 / 127])
    np.testing.assert_allclose(restored(one), [[0.6, 0.8], [0.0, -1.0]], atol=0.5 / 127)


def test_a_token_without_direction_has_no_similarity_to_anything() -> None:
    one = rounded(np.zeros((1, 2), dtype=np.float32), [1], 0)
    assert restored(one).tolist() == [[0.0, 0.0]]


def test_rows_come_back_as_they_were_written(tokens: TokenVectors) -> None:
    assert len(tokens) == len(PASSAGES)
    for row, written in enumerate(PASSAGES):
        read = tokens.of(row)
        assert read.vectors.tolist() == written.vectors.tolist()
        assert read.scales.tolist() == written.scales.tolist()
        assert read.ids.tolist() == written.ids.tolist()
        assert read.own == written.own
        kinds = [one.dtype.name for one in (read.vectors, read.scales, read.ids)]
        assert kinds == ["int8", "float32", "int32"]


def test_a_token_of_few_rows_tells_more(tokens: TokenVectors) -> None:
    # Of four rows three have HEADING, one has GOAL, none has OTHER.
    found = tokens.weights(np.asarray([HEADING, GOAL, OTHER, 1], dtype=np.int32))
    expected = [math.log(1 + 4 / (n + 0.5)) for n in (3, 1, 0, 0)]
    assert found.tolist() == pytest.approx(expected)


def test_a_token_that_a_row_has_twice_counts_as_one_row(tmp_path: Path) -> None:
    write_tokens(tmp_path / "tokens", [passage((GOAL, EAST), (GOAL, NORTH)), passage((RATE, EAST))])
    found = TokenVectors(tmp_path / "tokens").weights(np.asarray([GOAL, RATE], dtype=np.int32))
    assert found[0] == found[1] == pytest.approx(math.log(1 + 2 / 1.5))


def test_similarity_is_the_weighted_mean_of_the_highest_cosines(tokens: TokenVectors) -> None:
    asked = query((GOAL, NORTH), (HEADING, EAST))
    whole, own = tokens.similarities([asked], [0, 1, 2, 3])[0]
    # GOAL (one row of four) and HEADING (three of four), as shares of their sum.
    goal, heading = math.log(1 + 4 / 1.5), math.log(1 + 4 / 3.5)
    goal, heading = goal / (goal + heading), heading / (goal + heading)
    assert whole.tolist() == pytest.approx(
        [
            goal * 1.0 + heading * 1.0,  # its own GOAL, and its section's HEADING
            goal * 0.8 + heading * 1.0,  # the nearest to NORTH is (0.6, 0.8)
            heading * 1.0,
            0.0,
        ],
        abs=0.01,
    )
    # Of row 0 only GOAL is its own; row 1 states everything itself; row 2 has nothing of its own
    # (its section is all there is to go by), row 3 nothing at all.
    assert own.tolist() == pytest.approx(
        [goal * 1.0, goal * 0.8 + heading * 1.0, heading * 1.0, 0.0], abs=0.01
    )


def test_rows_are_answered_in_the_order_asked_for(tokens: TokenVectors) -> None:
    asked = query((GOAL, NORTH))
    forward, _ = tokens.similarities([asked], [0, 3, 1])[0]
    backward, _ = tokens.similarities([asked], [1, 3, 0])[0]
    assert forward.tolist() == pytest.approx([1.0, 0.0, 0.8], abs=0.01)
    assert backward.tolist() == forward.tolist()[::-1]


def test_opposite_directions_are_below_nothing(tmp_path: Path) -> None:
    write_tokens(tmp_path / "tokens", [passage((GOAL, (-1.0, 0.0)))])
    whole, own = TokenVectors(tmp_path / "tokens").similarities([query((GOAL, EAST))], [0])[0]
    assert whole.tolist() == own.tolist() == pytest.approx([-1.0], abs=0.01)


def test_no_rows_no_query_and_no_tokens(tokens: TokenVectors) -> None:
    whole, own = tokens.similarities([query((GOAL, NORTH))], [])[0]
    assert whole.shape == own.shape == (0,)
    for asked, rows in ((query(), [0, 1]), (query((GOAL, NORTH)), [3, 3])):
        whole, own = tokens.similarities([asked], rows)[0]
        assert whole.tolist() == own.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("passages", [(), (NOTHING,), (NOTHING, NOTHING)])
def test_an_index_without_tokens(tmp_path: Path, passages: tuple[PassageTokens, ...]) -> None:
    write_tokens(tmp_path / "tokens", passages)
    read = TokenVectors(tmp_path / "tokens")
    assert len(read) == len(passages)
    assert read.weights(np.asarray([GOAL], dtype=np.int32)).tolist() == [1.0]
    whole, _ = read.similarities([query((GOAL, EAST))], range(len(passages)))[0]
    assert whole.tolist() == [0.0] * len(passages)


_tokens_of_a_passage = st.lists(
    st.tuples(
        st.integers(0, 50),
        st.tuples(*[st.floats(-10, 10, allow_nan=False, width=32)] * 3),
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(_tokens_of_a_passage, max_size=6), st.data())
def test_any_tokens_survive_the_files(
    texts: list[list[tuple[int, tuple[float, float, float]]]], data: st.DataObject
) -> None:
    arrays = [
        np.asarray([vector for _, vector in text], dtype=np.float32).reshape(-1, 3)
        for text in texts
    ]
    owns = [data.draw(st.integers(0, len(text))) for text in texts]
    written = [
        rounded(array, [number for number, _ in text], own) if text else _empty(own)
        for array, text, own in zip(arrays, texts, owns, strict=True)
    ]
    with TemporaryDirectory() as folder:
        write_tokens(Path(folder) / "tokens", written)
        read = TokenVectors(Path(folder) / "tokens")
        assert len(read) == len(texts)
        for row, (array, text, own) in enumerate(zip(arrays, texts, owns, strict=True)):
            one = read.of(row)
            assert one.ids.tolist() == [number for number, _ in text]
            assert one.own == own
            lengths = np.linalg.norm(array, axis=1, keepdims=True)
            near = lengths[:, 0] > 1e-3
            # Half a level of the largest number, which is 1 at most.
            np.testing.assert_allclose(
                restored(one)[near], (array / np.maximum(lengths, 1e-9))[near], atol=0.51 / 127
            )
        del read  # lets go of the mapped file


def _empty(own: int) -> PassageTokens:
    return PassageTokens(
        np.zeros((0, 3), np.int8), np.zeros(0, np.float32), np.zeros(0, np.int32), own
    )


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=4), min_size=1, max_size=4),
    st.lists(st.integers(0, 3), min_size=1, max_size=3),
)
def test_similarity_is_what_the_formula_says(rows: list[list[int]], asked: list[int]) -> None:
    """Against the sum written out, over vectors that rounding leaves as they are."""
    axes = np.eye(4, dtype=np.float32)
    written = [rounded(axes[row], row, own=len(row) // 2) for row in rows]
    with TemporaryDirectory() as folder:
        write_tokens(Path(folder) / "tokens", written)
        read = TokenVectors(Path(folder) / "tokens")
        tokens = QueryTokens(axes[asked], np.asarray(asked, dtype=np.int32))
        whole, own = read.similarities([tokens], range(len(rows)))[0]
        del read
    telling = [math.log(1 + len(rows) / (sum(one in row for row in rows) + 0.5)) for one in asked]
    for number, row in enumerate(rows):
        for found, said in ((whole, row), (own, row[len(row) // 2 :])):
            matched = sum(w for w, one in zip(telling, asked, strict=True) if one in said)
            assert found[number] == pytest.approx(matched / sum(telling), abs=1e-5)


@pytest.mark.parametrize("name", ["vectors.npy", "scales.npy", "ids.npy", "starts.npy"])
@pytest.mark.parametrize("damage", ["gone", "empty", "garbage", "short"])
def test_a_damaged_file_is_told(tmp_path: Path, name: str, damage: str) -> None:
    folder = tmp_path / "tokens"
    write_tokens(folder, PASSAGES[:3])  # of the last row, which has tokens, nothing may go
    path = folder / name
    if damage == "gone":
        path.unlink()
    elif damage == "empty":
        path.write_bytes(b"")
    elif damage == "garbage":
        path.write_bytes(b"no array at all")
    else:
        np.save(path, np.load(path)[:-1])
    with pytest.raises(IndexStateError) as caught:
        TokenVectors(folder)
    assert caught.value.key == "index_damaged"
    assert str(folder) in str(caught.value)


def test_writing_over_an_index_is_refused(tmp_path: Path) -> None:
    write_tokens(tmp_path / "tokens", PASSAGES)
    with pytest.raises(FileExistsError):
        write_tokens(tmp_path / "tokens", PASSAGES)


def test_several_queries_are_compared_as_each_alone(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    drawn = rng.normal(size=(9, 4)).astype(np.float32)
    passages = [rounded(drawn[first : first + 3], range(3), 1) for first in (0, 3, 6)]
    write_tokens(tmp_path / "tokens", passages)
    read = TokenVectors(tmp_path / "tokens")
    asked = [
        QueryTokens(rng.normal(size=(n, 4)).astype(np.float32), np.arange(n, dtype=np.int32))
        for n in (2, 0, 5)
    ]
    together = read.similarities(asked, [2, 0])
    for one, (whole, own) in zip(asked, together, strict=True):
        alone = read.similarities([one], [2, 0])[0]
        np.testing.assert_allclose((whole, own), alone, rtol=1e-5, atol=1e-6)
