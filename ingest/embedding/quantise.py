"""8-bit weights for the encoder: a scale a column, and sums that no processor saturates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

WEIGHT_LIMIT = 127
"""The largest 8-bit weight, and the most that two neighbours of one sign may come to.

Processors without VNNI multiply unsigned by signed bytes in pairs and add each pair in 16 bits
(VPMADDUBSW), which saturate above 32,767. Two neighbours that come to 127, or to 128 once they
are rounded, stay below that for any two activations: 255 * 128 = 32,640.
"""


def quantise_columns(
    weights: NDArray[np.float32],
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Quantise a matrix symmetrically, a scale a column.

    Args:
        weights: (inputs, outputs) float32, the number of inputs even.

    Returns:
        (inputs, outputs) int8 and (outputs,) float32 scales, with weights ~ int8 * scale.
    """
    inputs, outputs = weights.shape
    pairs = weights.reshape(inputs // 2, 2, outputs)
    positive = np.maximum(pairs, 0).sum(axis=1).max(axis=0)
    negative = np.maximum(-pairs, 0).sum(axis=1).max(axis=0)
    largest = np.maximum(positive, negative)
    scales = (np.where(largest > 0, largest, 1.0) / WEIGHT_LIMIT).astype(np.float32)
    return np.round(weights / scales).astype(np.int8), scales
