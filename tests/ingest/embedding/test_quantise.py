from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from ingest.embedding.quantise import quantise_columns

INT16_MAX = 32_767


def test_by_hand() -> None:
    # Column 0: the pair (3, 1) comes to 4, so a step is 4 / 127; column 1: -2 and 2 never add up.
    weights = np.array([[3.0, -2.0], [1.0, 2.0], [-1.0, 0.0], [0.0, 1.0]], dtype=np.float32)
    quantised, scales = quantise_columns(weights)
    np.testing.assert_allclose(scales, [4 / 127, 2 / 127], rtol=1e-6)
    assert quantised.tolist() == [[95, -127], [32, 127], [-32, 0], [0, 64]]


def test_a_column_of_zeros() -> None:
    quantised, scales = quantise_columns(np.zeros((4, 1), dtype=np.float32))
    assert quantised.tolist() == [[0], [0], [0], [0]]
    assert scales[0] > 0


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 4.0))
def test_no_pair_saturates_sixteen_bits_and_the_error_is_half_a_step(
    seed: int, tail: float
) -> None:
    random = np.random.default_rng(seed)
    weights = (random.normal(size=(64, 8)) ** 3 * tail).astype(np.float32)
    quantised, scales = quantise_columns(weights)
    assert np.abs(quantised * scales - weights).max() <= scales.max() * 0.5001
    pairs = quantised.astype(np.int32).reshape(32, 2, 8)
    # The worst activations are 255 at the weights of one sign and 0 at the others.
    assert 255 * np.maximum(pairs, 0).sum(axis=1).max() <= INT16_MAX
    assert 255 * np.maximum(-pairs, 0).sum(axis=1).max() <= INT16_MAX
