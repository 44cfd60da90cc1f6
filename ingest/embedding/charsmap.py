"""Builds a SentencePiece "precompiled charsmap", the form of a normalisation table that the
library tokenizers takes (``normalizers.Precompiled``).

The bytes are: the trie's length in bytes (u32), the trie, then every replacement, UTF-8, each
ended by a NUL. The trie is a darts-clone double array of u32 units (Susumu Yata, darts-clone
0.32; the reader is huggingface/spm_precompiled ``src/lib.rs``). A unit holds the label of the
byte that leads to it in bits 0 to 7, "a key ends here" in bit 8, and the offset to its children
in bits 10 to 30. The child for byte ``c`` of the unit at ``p`` lies at ``p ^ offset ^ c``; the
one at ``p ^ offset`` itself is the value of a key that ends, with bit 31 set: where in the
replacements its own begins.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

Trie = dict[int, "Trie | int"]
"""Children by byte; under ``END`` the value of the key that ends here."""

END = 0
_HAS_LEAF = 1 << 8
_IS_LEAF = 1 << 31
_OFFSET_SHIFT = 10
_MAX_OFFSET = 1 << 21
_BLOCK = 256


def precompile_charsmap(rules: Mapping[str, str]) -> bytes:
    """The charsmap that replaces each single character among ``rules`` by its value.

    Args:
        rules: one character, not NUL, to a string without NUL, perhaps empty.

    Raises:
        ValueError: a key is not one character, or a NUL stands in a key or a value.
    """
    replacements = bytearray()
    trie: Trie = {}
    for character, replacement in sorted(rules.items()):
        if len(character) != 1 or "\0" in character + replacement:
            raise ValueError(f"cannot map {character!r} to {replacement!r}")
        _insert(trie, character.encode("utf-8"), len(replacements))
        replacements += replacement.encode("utf-8") + b"\0"
    units = _lay_out(trie)
    return struct.pack(f"<I{len(units)}I", 4 * len(units), *units) + bytes(replacements)


def _insert(trie: Trie, key: bytes, value: int) -> None:
    node = trie
    for byte in key:
        child = node.setdefault(byte, {})
        # No UTF-8 character is the beginning of another, so a path never meets a value.
        assert isinstance(child, dict)
        node = child
    node[END] = value


def _lay_out(trie: Trie) -> list[int]:
    """The double array, a multiple of 256 units long so that no look-up leaves it."""
    units: list[int | None] = [0]
    bases: set[int] = set()
    waiting = [(0, trie)]
    search_from = 1
    while waiting:
        position, node = waiting.pop()
        base = _find_base(units, bases, node, search_from)
        bases.add(base)
        offset = position ^ base
        if offset >= _MAX_OFFSET:
            raise ValueError("too many rules for one charsmap")
        label = (units[position] or 0) & 0xFF
        units[position] = label | offset << _OFFSET_SHIFT | (_HAS_LEAF if END in node else 0)
        for byte, child in node.items():
            if isinstance(child, int):
                units[base] = child | _IS_LEAF
            else:
                units[base ^ byte] = byte
                waiting.append((base ^ byte, child))
        while search_from in bases or (search_from < len(units) and units[search_from] is not None):
            search_from += 1
    return [unit or 0 for unit in units]


def _find_base(units: list[int | None], bases: set[int], node: Trie, search_from: int) -> int:
    """The first base that no other node has and whose places for ``node``'s children are free."""
    base = search_from
    while True:
        while len(units) < (base // _BLOCK + 1) * _BLOCK:
            units.append(None)
        if base not in bases and all(units[base ^ byte] is None for byte in node):
            return base
        base += 1
