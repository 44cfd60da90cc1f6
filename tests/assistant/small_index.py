"""A small index of three invented documents, made with the fake embedder in well under a second."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.municipalities import Directory, Municipality
from assistant.question import Question
from assistant.rank import Evidence
from assistant.retrieve import Hit
from assistant.signals import NAMES
from assistant.understand import understand
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from ingest.units import Unit
from tests.ingest.fake_embedder import FakeEmbedder

AOBA = """\
青葉市DX推進計画

1 計画の期間

計画の期間は、令和5年度から令和8年度までの4年間とします。

2 取組の目標

テレワーク実施率を80%にします。
コピー使用量を50%削減します。

3 スケジュール

|取組|R5年度|R7年度|
|---|---|---|
|電子契約|導入準備|本格導入|
|電子決裁|運用|改善|

4 基本方針

- 利便性の向上
- 業務の効率化
- 人材の育成
"""
MIDORI = """\
緑川市デジタル推進方針

1 計画の期間

計画の期間は、令和6年度から令和10年度までの5年間とします。

2 表記

窓口予約の<script>alert(1)</script>は[こちら](http://example.com/)と`書き`、_A_ & B #1 です。
"""
CASES = """\
デジタル人材の事例集

1 金沢市の事例

金沢市は、推進リーダーを100人育成します。
"""

INFOS = {
    "aoba": DocumentInfo(
        doc_id="aoba",
        title="青葉市DX推進計画",
        municipality="青葉市",
        aliases=("青葉", "Aoba", "Aoba City"),
        kind="plan",
    ),
    "midori": DocumentInfo(
        doc_id="midori",
        title="緑川市デジタル推進方針",
        municipality="緑川市",
        aliases=("緑川", "Midorikawa"),
        kind="policy",
    ),
    "cases": DocumentInfo(
        doc_id="cases", title="デジタル人材の事例集", municipality=None, kind="reference_cases"
    ),
}
BEST = 1000.0
"""A score far above what any question's hits have."""

TEXTS = {"aoba": AOBA, "midori": MIDORI, "cases": CASES}


def ingest_small(data_dir: Path, doc_ids: Iterable[str] = tuple(TEXTS)) -> None:
    """Publish an index of these documents, and of no others, in ``data_dir``."""
    folder = data_dir / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    sources = []
    for doc_id in doc_ids:
        path = folder / f"{doc_id}.txt"
        path.write_text(TEXTS[doc_id], encoding="utf-8")
        sources.append(Source(path, INFOS[doc_id]))
    ingest(sources, data_dir, FakeEmbedder(), keep_others=False)


def small_index(data_dir: Path, doc_ids: Iterable[str] = tuple(TEXTS)) -> Index:
    """Make and open the index."""
    ingest_small(data_dir, doc_ids)
    return Index.open(data_dir, FakeEmbedder())


def small_directory() -> Directory:
    """The municipalities of the index."""
    return Directory(INFOS.values())


def ask_for(text: str, home: str | None = None) -> Question:
    """``text`` understood, asked by someone of ``home``."""
    directory = small_directory()
    chosen: Municipality | None = directory.named(home) if home else None
    return understand(text, directory, chosen)


def unit_with(index: Index, words: str) -> Unit:
    """The only unit but headings whose statement has ``words`` in it."""
    found = [
        unit
        for doc_id in index.store.doc_ids
        for unit in index.store.units_of(doc_id)
        if words in unit.statement and unit.kind != "heading"
    ]
    assert len(found) == 1, (words, found)
    return found[0]


def hit_of(index: Index, unit: Unit) -> Hit:
    """A hit on a unit, with middling scores."""
    row = next(
        row
        for row, known in enumerate(index.store.units(range(index.meta.n_units)))
        if (known.doc_id, known.order) == (unit.doc_id, unit.order)
    )
    return Hit(unit, index.store.infos[unit.doc_id], score=0.01, cosine=0.5, bm25=1.0, row=row)


def signals(**values: float) -> NDArray[np.float64]:
    """Signals of a hit, 0 but for those given by name."""
    assert values.keys() <= set(NAMES), values
    return np.asarray([values.get(name, 0.0) for name in NAMES])


def sure(index: Index, unit: Unit, score: float = BEST, about: str = "") -> Evidence:
    """Evidence so strong that the estimate of any fit lets it pass."""
    speaking = dict.fromkeys(
        ("coverage", "own", "phrases", "topic", "cosine", "late", "fits_kind"), 1.0
    )
    return Evidence(
        hit_of(index, unit),
        score,
        1.0,
        1.0,
        fits_kind=True,
        signals=signals(**speaking),
        about=about,
    )


def poor(index: Index, unit: Unit, about: str = "") -> Evidence:
    """Evidence so weak that the estimate of any fit lets it pass by."""
    missing = signals(counter_missing=1.0, heaviest_missing=1.0, heaviest_missing_own=1.0)
    return Evidence(
        hit_of(index, unit), -BEST, 0.0, 0.0, fits_kind=False, signals=missing, about=about
    )
