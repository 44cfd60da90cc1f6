"""Numbers and contents of citations."""

from __future__ import annotations

import pytest

from assistant.citations import CitationList
from ingest.index import Index
from ingest.quote import quote_of
from tests.assistant.small_index import AOBA, small_index, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("citations"))


def test_numbers_follow_the_order_of_citing_and_stay(index: Index) -> None:
    telework, copying = unit_with(index, "テレワーク"), unit_with(index, "コピー")
    cited = CitationList(index)
    assert cited.add(telework) == (1,)
    assert cited.add(copying) == (2,)
    assert cited.add(telework) == (1,)
    assert [one.n for one in cited.citations] == [1, 2]
    assert cited.numbers_of(copying) == (2,)
    assert cited.numbers_of(unit_with(index, "金沢市")) == ()


def test_a_citation_is_a_verbatim_span_with_its_place(index: Index) -> None:
    cited = CitationList(index)
    cited.add(unit_with(index, "テレワーク"))
    (citation,) = cited.citations
    assert citation.quote == "テレワーク実施率を80%にします。"
    assert AOBA[citation.start : citation.end] == citation.quote
    assert (citation.doc_id, citation.title) == ("aoba", "青葉市DX推進計画")
    assert citation.municipality == "青葉市"
    assert citation.section[-1] == "2 取組の目標"
    assert citation.page is None


def test_the_header_of_a_table_is_cited_once_for_all_its_rows(index: Index) -> None:
    contract, approval = unit_with(index, "電子契約"), unit_with(index, "電子決裁")
    cited = CitationList(index)
    assert cited.add(contract, with_header=True) == (1, 2)
    assert cited.add(approval, with_header=True) == (3, 2)
    row, header, _ = cited.citations
    assert row.quote == "電子契約 導入準備 本格導入"
    assert header.quote == "取組 R5年度 R7年度"
    assert quote_of(AOBA[header.start : header.end]) == header.quote


def test_a_sentence_has_no_header_to_cite(index: Index) -> None:
    assert CitationList(index).add(unit_with(index, "テレワーク"), with_header=True) == (1,)


def test_a_document_of_no_municipality(index: Index) -> None:
    cited = CitationList(index)
    cited.add(unit_with(index, "推進リーダー"))
    assert cited.citations[0].municipality is None
