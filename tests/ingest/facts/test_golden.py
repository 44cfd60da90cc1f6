"""What is found in the five documents, against files that were read line by line by a person."""

from __future__ import annotations

import re
import time

import pytest

from ingest.facts.extract import extract_facts
from ingest.structure.reader import read_structure
from ingest.units import build_units
from tests.ingest.facts.golden import FILES, FOLDER, facts, inspected, outline, tables, text_of
from tests.ingest.facts.reading_facts import check_evidence, records_of

SLOWEST_SECONDS = 0.5


@pytest.mark.parametrize("doc_id", FILES)
def test_outline(doc_id: str) -> None:
    expected = (FOLDER / f"{doc_id}.outline.txt").read_text(encoding="utf-8")
    assert outline(doc_id) == expected


@pytest.mark.parametrize("doc_id", FILES)
def test_tables(doc_id: str) -> None:
    expected = (FOLDER / f"{doc_id}.tables.txt").read_text(encoding="utf-8")
    assert tables(doc_id) == expected


@pytest.mark.parametrize("doc_id", FILES)
def test_facts(doc_id: str) -> None:
    expected = (FOLDER / f"{doc_id}.facts.json").read_text(encoding="utf-8")
    assert facts(doc_id) == expected


@pytest.mark.parametrize("doc_id", FILES)
def test_every_record_stands_on_its_quote(doc_id: str) -> None:
    check_evidence(inspected(doc_id).facts, text_of(doc_id))


@pytest.mark.parametrize("doc_id", FILES)
def test_every_record_names_the_units_it_stands_in(doc_id: str) -> None:
    text, found = text_of(doc_id), inspected(doc_id).facts
    units = {unit.unit_id: unit for unit in build_units(doc_id, text, read_structure(text))}
    for one in records_of(found):
        spans = [(units[unit_id].start, units[unit_id].end) for unit_id in one.unit_ids]
        assert spans == sorted(spans)
        assert all(start < one.end and end > one.start for start, end in spans)
        assert spans
        covered = {at for start, end in spans for at in range(start, end)}
        assert all(at in covered or text[at].isspace() for at in range(one.start, one.end))


def test_every_numeric_target_of_kitakyushu() -> None:
    found = [
        (one.measure, one.figure, one.by, one.scope)
        for one in inspected("kitakyushu").facts.targets
    ]
    assert found == [
        ("(仮称) デジタル事務集中処理センター", "年間30,000時間分作業時間削減", "R7年度末", None),
        ("A I×データ活用の実証実験", "1件", "R3年度中", None),
        ("A I×データ活用の実証実験", "3件以上", "R7年度", None),
        # It stands under R6, where the row above it says R7: the text alone does not tell.
        ("作業時間削減(合計)", "100,000時間削減", None, None),
        ("情報システム運用経費等", "3割削減", "R8年度", "国の目標"),
        ("テレワーク実施率", "80%", "R7年度", "本庁部署"),
        ("コピー使用量", "50%削減", "R7年度", None),
    ]


def test_the_deadline_of_17_systems_is_a_deadline_and_no_numeric_target() -> None:
    facts = inspected("kitakyushu").facts
    assert not any(one.value == "17" for one in facts.targets)
    assert ("deadline", 2025) in [
        (one.kind, one.last_fiscal_year) for one in facts.periods if "基幹系17業務" in one.quote
    ]


def test_every_glossary_entry_of_hitachiomiya() -> None:
    """48 rows: 11, 16, 13 and 8 on its four pages, counted in the text."""
    glossary = text_of("hitachiomiya")
    glossary = glossary[glossary.index("| 用語 | 開設 |") :]
    rows = [
        cells[1].strip()
        for line in glossary.splitlines()
        if len(cells := line.split("|")) > 3 and not re.fullmatch(r"[-\s|]*|用語|\s*", cells[1])
    ]
    terms = [row for row in rows if row != "用語"]
    assert len(terms) == 48
    found = {one.term for one in inspected("hitachiomiya").facts.definitions}
    assert set(terms) <= found


def test_the_goals_of_the_reference_cases() -> None:
    found = {(one.measure, one.figure, one.by) for one in inspected("mic-talent").facts.targets}
    assert {
        ("受講者規模", "40,000人/年", None),
        ("受講者規模", "5,000人/5年", None),
        ("デジタル行政推進リーダー", "計100人", None),
        ("DX推進チャレンジャー", "450人", "令和4～6年度"),
        ("スマート化カバー率", "70%", "令和7年度"),
        ("内製化したシステム数", "100件", None),
    } <= found


def test_schedule_of_hitachiomiya_by_item_and_year() -> None:
    cells = {
        (one.item, year): one.what
        for one in inspected("hitachiomiya").facts.schedule
        for year in one.fiscal_years
    }
    assert cells["1-3 電子契約の導入", 2023] == "導入準備 運用検討"
    assert cells["1-3 電子契約の導入", 2024] == "導入・運用 推進"
    assert cells["2-2 基幹系業務システムの標準化", 2025] == "移行完了"
    assert len([item for item in cells if re.match(r"[1-3]-", item[0])]) == 29


def test_the_largest_document_is_quick() -> None:
    doc_id = max(FILES, key=lambda one: len(text_of(one)))
    text = text_of(doc_id)
    structure = read_structure(text)
    units = build_units(doc_id, text, structure)
    extract_facts(doc_id, text, structure, units)
    started = time.process_time()
    extract_facts(doc_id, text, structure, units)
    assert time.process_time() - started < SLOWEST_SECONDS
