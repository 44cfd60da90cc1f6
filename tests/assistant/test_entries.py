"""Entries of a glossary in running text."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.citations import CitationList
from assistant.entries import rest_of_entry, term_of
from assistant.lines import line
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import unit_with
from tests.ingest.fake_embedder import FakeEmbedder

PLAN = """\
川野市計画

１　取組

　書かない窓口を広げる。

２　用語解説

書かない窓口
　職員が聞き取って申請書を作る窓口。来た人は名前を書くだけで済む。

デジともさん
　操作を教える市民ボランティア。「デジタルの友だち」を縮めた言葉である。公募で決まった。

LGWAN
　国と自治体を結ぶ、行政専用のネットワーク。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder: Path = tmp_path_factory.mktemp("entries")
    path = folder / "kawano.txt"
    path.write_text(PLAN, encoding="utf-8")
    info = DocumentInfo(doc_id="kawano", title="川野市計画", municipality="川野市")
    ingest([Source(path, info)], folder / "data", FakeEmbedder())
    return Index.open(folder / "data", FakeEmbedder())


def test_the_term_stands_apart_from_what_it_means(index: Index) -> None:
    entry = unit_with(index, "職員が聞き取って")
    assert term_of(entry, index) == "書かない窓口"
    said = line(entry, CitationList(index))
    assert said == "書かない窓口 ― 職員が聞き取って申請書を作る窓口。 [1]"


def test_other_sentences_are_no_entries(index: Index) -> None:
    for words in ("広げる", "名前を書くだけ"):
        unit = unit_with(index, words)
        assert term_of(unit, index) is None
        assert rest_of_entry(unit, index) == []


def test_an_entry_ends_where_the_next_one_begins(index: Index) -> None:
    def rest(words: str) -> list[str]:
        return [unit.quote for unit in rest_of_entry(unit_with(index, words), index)]

    assert rest("職員が聞き取って") == ["来た人は名前を書くだけで済む。"]
    assert rest("操作を教える") == [
        "「デジタルの友だち」を縮めた言葉である。",
        "公募で決まった。",
    ]
    assert rest("行政専用") == []
