"""Two small plans, and an index of them made with the fake embedder."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.pipeline import IngestReport, ingest
from ingest.sources import find_sources
from tests.ingest.fake_embedder import FakeEmbedder

HANAMAKI = """花巻市DX推進計画

第1章 窓口の改革

令和7年度までに、手続の80%をオンライン化する。
窓口の待ち時間を半分にする。

第2章 働き方の改革

令和6年度までに、テレワーク端末を100台導入する。
"""

TONO = """遠野市デジタル戦略

1 人材の育成

職員の研修を年2回行う。

| 施策 | 令和6年度 | 令和7年度 |
|---|---|---|
| 研修 | 100人 | 200人 |
"""


@dataclass
class Plans:
    """A folder of plans and a data directory beside it."""

    folder: Path
    data_dir: Path
    embedder: FakeEmbedder

    def write(self, name: str, text: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def ingest(self, *paths: Path) -> IngestReport:
        return ingest(find_sources(paths or [self.folder]), self.data_dir, self.embedder)


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    """The two plans, not yet ingested."""
    plans = Plans(tmp_path / "plans", tmp_path / "data", FakeEmbedder())
    plans.folder.mkdir()
    plans.write("hanamaki.txt", HANAMAKI)
    plans.write("tono.txt", TONO)
    return plans


@pytest.fixture(scope="session")
def _ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ingested")
    plans = Plans(folder / "plans", folder / "data", FakeEmbedder())
    plans.folder.mkdir()
    plans.write("hanamaki.txt", HANAMAKI)
    plans.write("tono.txt", TONO)
    plans.ingest()
    return folder


@pytest.fixture
def ingested(_ingested: Path, tmp_path: Path) -> Plans:
    """A copy of the two plans with their index."""
    shutil.copytree(_ingested, tmp_path / "copy")
    return Plans(tmp_path / "copy" / "plans", tmp_path / "copy" / "data", FakeEmbedder())
