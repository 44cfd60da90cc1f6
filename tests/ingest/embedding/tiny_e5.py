"""A file in the format of e5-small-q4.bin, small enough to check by hand."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.embedding.prepared_model import WeightsSource

HIDDEN = 32
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "a", "▁ab", "市", "<mask>")
SCORES = (0.0, 0.0, 0.0, 0.0, -2.0, -3.0, -1.5, -4.0, 0.0)
RULES = {"\u0001": "", "\u3000": " ", "Ａ": "a", "㈱": "(株)"}
LAYER = ["q", "k", "v", "ao", "fi", "fo"]


@dataclass(frozen=True)
class TinySource:
    """A package of which only the data file may be touched: importing it raises."""

    source: WeightsSource
    search_path: Path
    weights: Path


def tiny_e5() -> bytes:
    """An E5S1 file; every Q4_0 block has the scale 0.5 and nibbles 0x9 (low), 0x7 (high)."""
    header = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, 1, 2, HIDDEN, 9, 16, 2, 1e-12, 32)
    blob = "".join(PIECES).encode("utf-8")
    offsets = [len("".join(PIECES[:i]).encode("utf-8")) for i in range(len(PIECES) + 1)]
    tokenizer = struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob))
    tokenizer += struct.pack(f"<{len(offsets)}I", *offsets)
    tokenizer += struct.pack(f"<{len(SCORES)}f", *SCORES) + blob
    rules = b"".join(_rule(character, text) for character, text in RULES.items())
    tokenizer += struct.pack("<iI", len(RULES), len(rules)) + rules
    return _with_tensors(header + tokenizer)


def _rule(character: str, text: str) -> bytes:
    return struct.pack(f"<IB{len(text)}I", ord(character), len(text), *map(ord, text))


def _with_tensors(start: bytes) -> bytes:
    tensors: list[tuple[str, int, int, bytes]] = []

    def add(name: str, count: int, encode: Callable[[int], bytes], dtype: int) -> None:
        tensors.append((name, dtype, count, encode(count)))

    add("emb.word", 9 * HIDDEN, _q4_0, 1)
    add("emb.pos", 16 * HIDDEN, _f32, 0)
    add("emb.type", 2 * HIDDEN, _f32, 0)
    for part in LAYER:
        add(f"l0.{part}.w", HIDDEN * HIDDEN, _q4_0, 1)
        add(f"l0.{part}.b", HIDDEN, _f32, 0)
    for norm in ("emb.ln", "l0.aln", "l0.oln"):
        add(f"{norm}.w", HIDDEN, _f32, 0)
        add(f"{norm}.b", HIDDEN, _f32, 0)
    position = len(start) + 4 + sum(2 + len(name) + 21 for name, *_ in tensors)
    directory = struct.pack("<i", len(tensors))
    for name, dtype, count, content in tensors:
        directory += struct.pack("<H", len(name)) + name.encode("ascii")
        directory += struct.pack("<BIQQ", dtype, count, position, len(content))
        position += len(content)
    return start + directory + b"".join(content for *_, content in tensors)


def _q4_0(count: int) -> bytes:
    return (struct.pack("<e", 0.5) + bytes([0x79] * 16)) * (count // 32)


def _f32(count: int) -> bytes:
    return struct.pack(f"<{count}f", *(i / 8 for i in range(count)))
