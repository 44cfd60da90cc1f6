"""The map of a question's tokens: what it turns, what it stresses, what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assistant import query_adapter
from assistant.query_adapter import QueryAdapter, load_adapter, no_change
from ingest.token_vectors import QueryTokens

DIM = 3
numbers = st.floats(-1, 1, width=32)


NOTHING = np.zeros(DIM, dtype=np.float32)


def tokens(*vectors: list[float]) -> QueryTokens:
    return QueryTokens(
        np.asarray(vectors, dtype=np.float32), np.arange(len(vectors), dtype=np.int32)
    )


@given(
    arrays(np.float32, (4, DIM), elements=numbers), arrays(np.float32, (DIM, DIM), elements=numbers)
)
def test_mapped_tokens_have_length_one_and_keep_their_numbers(
    vectors: np.ndarray, change: np.ndarray
) -> None:
    asked = QueryTokens(vectors, np.arange(4, dtype=np.int32))
    found = QueryAdapter(change, NOTHING, NOTHING)(asked)
    lengths = np.linalg.norm(found.vectors, axis=1)
    mapped = np.linalg.norm(vectors + vectors @ change.T, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-3) | (mapped < 1e-5))
    assert found.ids is asked.ids


def test_a_change_is_added_to_what_is_asked() -> None:
    change = np.zeros((DIM, DIM), dtype=np.float32)
    change[1, 0] = 1.0
    found = QueryAdapter(change, NOTHING, NOTHING)(tokens([1, 0, 0], [0, 0, 1]))
    np.testing.assert_allclose(found.vectors, [[0.5**0.5, 0.5**0.5, 0], [0, 0, 1]], atol=1e-6)


def test_the_emphasis_is_positive_and_follows_the_token_as_it_was_asked() -> None:
    change = np.asarray([[-1, 0, 0], [1, 0, 0], [0, 0, 0]], dtype=np.float32)
    emphasis = np.asarray([1, -1, 0], dtype=np.float32)
    found = QueryAdapter(change, emphasis, NOTHING)(tokens([1, 0, 0], [0, 1, 0], [0, 0, 1]))
    assert found.emphasis is not None
    np.testing.assert_allclose(found.emphasis, np.exp([1, -1, 0]), rtol=1e-6)


def test_how_alike_is_alike_enough_follows_what_is_asked() -> None:
    silence = np.asarray([0.1, -0.1, 0, 0.8], dtype=np.float32)
    adapter = QueryAdapter(np.zeros((DIM, DIM), dtype=np.float32), NOTHING, silence)
    assert adapter.answered_from(tokens([1, 0, 0])) == pytest.approx(0.9)
    assert adapter.answered_from(tokens([1, 0, 0], [0, 1, 0])) == pytest.approx(0.8)
    assert adapter.answered_from(QueryTokens(np.zeros((0, DIM)), np.zeros(0))) == 0.0
    assert no_change().answered_from(tokens([1, 0, 0])) == 0.0


def test_tokens_of_another_model_pass_unchanged() -> None:
    asked = tokens([1, 0, 0])
    assert no_change()(asked) is asked
    assert load_adapter()(asked) is asked


def test_what_is_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noise = np.random.default_rng(0)
    written = QueryAdapter(
        noise.normal(size=(DIM, DIM)).astype(np.float32),
        noise.normal(size=DIM).astype(np.float32),
        noise.normal(size=DIM + 1).astype(np.float32),
    )
    written.write(tmp_path / query_adapter.FILE_NAME)
    monkeypatch.setattr(query_adapter.resources, "files", lambda package: tmp_path)
    found = load_adapter.__wrapped__()
    np.testing.assert_allclose(found.change, written.change, rtol=1e-3)
    np.testing.assert_allclose(found.emphasis, written.emphasis, rtol=1e-3)
    np.testing.assert_array_equal(found.silence, written.silence)
    assert found.change.dtype == found.emphasis.dtype == np.float32


def test_the_package_s_own_is_fitted_for_the_default_model() -> None:
    found = load_adapter()
    assert found.change.shape == (384, 384)
    assert found.emphasis.shape == (384,)
    assert found.silence.shape == (385,)
    assert np.isfinite(found.change).all() and np.abs(found.change).max() > 0.01
