from __future__ import annotations

import struct

import numpy as np
import pytest

from ingest.embedding.e5_reader import E5FormatError, dequantise_q4_0, parse_e5
from tests.ingest.embedding.tiny_e5 import PIECES, RULES, SCORES, TinySource


def test_q4_0_block_by_hand() -> None:
    # Byte j holds weight j in its low nibble and weight j + 16 in its high one.
    nibbles = bytes([0xF0, 0x08, 0x9A] + [0x88] * 13)
    weights = dequantise_q4_0(struct.pack("<e", 0.25) + nibbles)
    expected = np.zeros(32, dtype=np.float32)
    expected[0] = (0 - 8) * 0.25
    expected[16] = (15 - 8) * 0.25
    expected[1] = (8 - 8) * 0.25
    expected[17] = (0 - 8) * 0.25
    expected[2] = (10 - 8) * 0.25
    expected[18] = (9 - 8) * 0.25
    assert weights.dtype == np.float32
    np.testing.assert_array_equal(weights, expected)


def test_q4_0_blocks_keep_their_own_scales() -> None:
    block = bytes([0x99] * 16)
    weights = dequantise_q4_0(struct.pack("<e", 2.0) + block + struct.pack("<e", -1.0) + block)
    np.testing.assert_array_equal(weights, np.repeat([2.0, -1.0], 32))


def test_q4_0_refuses_part_of_a_block() -> None:
    with pytest.raises(E5FormatError, match="17 bytes"):
        dequantise_q4_0(bytes(17))


def test_reads_every_part_of_a_file(tiny: TinySource) -> None:
    model = parse_e5(tiny.weights.read_bytes())
    assert (model.shape.hidden, model.shape.layers, model.shape.heads) == (32, 1, 2)
    assert (model.shape.vocabulary, model.shape.positions, model.shape.token_types) == (9, 16, 2)
    assert model.vocabulary.pieces == PIECES
    assert model.vocabulary.scores.tolist() == list(SCORES)
    assert (model.vocabulary.bos, model.vocabulary.pad) == (0, 1)
    assert (model.vocabulary.eos, model.vocabulary.unk) == (2, 3)
    assert model.normalisation == RULES
    assert model.tensors["emb.word"].shape == (9, 32)
    # Low nibble 9 and high nibble 7 with the scale 0.5.
    np.testing.assert_array_equal(model.tensors["emb.word"][0], [0.5] * 16 + [-0.5] * 16)
    assert model.tensors["emb.pos"][1, 0] == 4.0
    assert {values.dtype for values in model.tensors.values()} == {np.dtype(np.float32)}


def test_refuses_other_files_and_cut_ones(tiny: TinySource) -> None:
    data = tiny.weights.read_bytes()
    with pytest.raises(E5FormatError, match="starts with"):
        parse_e5(b"GGUF" + data[4:])
    for length in (20, 200, len(data) - 1):
        with pytest.raises(E5FormatError):
            parse_e5(data[:length])
