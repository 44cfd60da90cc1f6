"""What is known of the five plans by reading them, against what the reader makes of them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ingest.structure.reader import read_structure
from ingest.units import Unit, build_units

CORPUS = Path(__file__).parents[3] / "corpus"
FILES = {
    "kuji": "kuji-dx-plan.txt",
    "kitakyushu": "kitakyushu-dx-plan-excerpt.txt",
    "hitachiomiya": "hitachiomiya-dx-plan.txt",
    "mic-talent": "mic-digital-talent-cases.txt",
    "sabae": "sabae-dx-policy.md",
}


def text_of(doc_id: str) -> str:
    return (CORPUS / FILES[doc_id]).read_bytes().decode("utf-8")


@cache
def units_of(doc_id: str) -> tuple[Unit, ...]:
    text = text_of(doc_id)
    return build_units(doc_id, text, read_structure(text))


def paths(doc_id: str, depth: int) -> list[str]:
    sections = read_structure(text_of(doc_id)).sections
    return [section.path[-1] for section in sections if len(section.path) == depth]


def unit(doc_id: str, part: str) -> Unit:
    (found,) = [unit for unit in units_of(doc_id) if part in unit.quote]
    return found


def test_kitakyushu_has_six_sections_of_six_parts() -> None:
    sections = [
        "(7) A I・R P Aの利用促進",
        "(8) データの利活用",
        "(9) デジタル人材の確保・育成",
        "(10) 情報システムの標準化・共通化",
        "(11) テレワークの推進",
        "(12) ペーパーレス化の推進",
    ]
    parts = ["①現状", "②課題", "③国の動向", "④取組の方向性", "⑤取組内容", "⑥成果目標・スケジュール"]
    found = [section.path for section in read_structure(text_of("kitakyushu")).sections]
    assert [path for path in found if len(path) == 1] == [(section,) for section in sections]
    assert [path for path in found if len(path) > 1] == [
        (section, part) for section in sections for part in parts
    ]


def test_the_telework_target_of_kitakyushu() -> None:
    row = unit("kitakyushu", "テレワーク実施率80%")
    assert (
        row.quote
        == "テレワーク実施率 R7年度までに 本庁部署におけるテレワーク実施率80% （月1回以上実施）"
    )
    assert row.section == ("(11) テレワークの推進", "⑥成果目標・スケジュール")
    assert row.cells == (
        ("年度", "テレワーク実施率"),
        ("R7", "R7年度までに 本庁部署におけるテレワーク実施率80% （月1回以上実施）"),
    )
    assert row.header is not None
    header = text_of("kitakyushu")[row.header.start : row.header.end]
    assert re.findall(r"<th>(.*?)</th>", header) == ["年度", "R3", "R4", "R5", "R6", "R7"]


def test_a_table_that_kitakyushu_prints_three_times_is_read_once() -> None:
    assert text_of("kitakyushu").count("年間30,000時間分作業時間削減") == 3
    assert unit("kitakyushu", "年間30,000時間分作業時間削減").kind == "row"


def test_columns_that_are_spanned_in_kitakyushu() -> None:
    row = unit("kitakyushu", "R 5年度 運用開始")
    assert row.cells == (
        ("年度", "非識別加工情報"),
        ("R3～R4", "法改正対応"),
        ("R5～R7", "R 5年度 運用開始"),
    )


def test_kuji_has_four_chapters() -> None:
    assert paths("kuji", 1) == [
        "第1章 計画の策定にあたって",
        "第2章 計画の推進体制",
        "第3章 計画の構成",
        "第4章 DX 推進の取組内容",
    ]


def test_the_nine_measures_of_kuji_have_four_parts_each() -> None:
    sections = read_structure(text_of("kuji")).sections
    parts = [
        section.path for section in sections if section.path[:1] == ("第4章 DX 推進の取組内容",)
    ]
    measures = [path for path in parts if len(path) == 3]
    assert len(measures) == 9
    for measure in measures:
        below = [path[-1] for path in parts if path[:3] == measure and len(path) == 4]
        assert below == ["概要", "現状と課題", "取組内容", "スケジュール"], measure


def test_a_sentence_of_kuji() -> None:
    found = unit("kuji", "4年間")
    assert found.quote == (
        "本計画の計画期間は、「久慈市総合計画」と最終年度を合わせ、令和5年度から令和8年度までの4年間とします。"
    )
    assert found.section == ("第1章 計画の策定にあたって", "5 計画の期間")


def test_the_chapters_of_hitachiomiya() -> None:
    assert [path for path in paths("hitachiomiya", 1) if path.startswith("第")] == [
        "第1章 計画策定における基本的な考え方",
        "第2章 デジタル化を取り巻く動向",
        "第3章 計画の方向性",
        "第4章 DX人材の育成",
        "第5章 計画の推進体制",
    ]


def test_the_twelve_measures_of_hitachiomiya() -> None:
    sections = read_structure(text_of("hitachiomiya")).sections
    measures = [s.path for s in sections if s.path and re.match(r"[1-3]-[1-5] ", s.path[-1])]
    assert [path[-1][:3] for path in measures] == [
        *("1-1", "1-2", "1-3", "1-4"),
        *("2-1", "2-2", "2-3", "2-4", "2-5"),
        *("3-1", "3-2", "3-3"),
    ]
    assert all(path[-2].startswith(f"基本方針{path[-1][0]}") for path in measures)


def test_the_glossary_of_hitachiomiya() -> None:
    # Counted in the text: 11 + 16 + 13 + 8 entries under four headers.
    text = text_of("hitachiomiya")
    glossary = text[text.index("◆用語集", text.rindex("第5章 計画の推進体制")) :]
    lines = [line for line in glossary.splitlines() if line.startswith("| ")]
    entries = [line.split("|")[1].strip() for line in lines if not line.startswith("| 用語")]
    assert len(entries) == 48
    rows = [u for u in units_of("hitachiomiya") if u.kind == "row" and u.section[0] == "◆用語集"]
    assert [row.cells[0][1] for row in rows] == entries
    assert {row.cells[0][0] for row in rows} == {"用語"}
    assert {row.cells[1][0] for row in rows} == {"開設", "解説"}


def test_the_schedule_of_hitachiomiya() -> None:
    row = next(u for u in units_of("hitachiomiya") if u.quote.startswith("1-3 電子契約の導入 "))
    assert row.cells == (
        ("施策内容", "1-3 電子契約の導入"),
        ("令和5年度 (2023年)", "導入準備 運用検討"),
        ("令和6年度 (2024年)", "導入・運用 推進"),
        ("令和7年度 (2025年)", "推進・継続運用"),
    )
    schedule = [u for u in units_of("hitachiomiya") if u.group == row.group and u.kind == "row"]
    assert len(schedule) == 13


def test_sabae() -> None:
    assert paths("sabae", 2) == [
        "Ⅰ 定義について",
        "Ⅱ ＤＸ推進の基本的方向性",
        "Ⅲ デジタル推進の進め方について",
        "Ⅳ デジタル推進のために",
    ]
    row = unit("sabae", "業務改革の提案内容")
    assert row.cells[0] == ("職種", "グループリーダー")
    assert row.section[-1] == "2. 職種における役割分担について"


def test_the_cases_of_the_ministry() -> None:
    headings = [section.path[-1] for section in read_structure(text_of("mic-talent")).sections[1:]]
    for case in ("石川県金沢市", "滋賀県", "埼玉県上里町", "広島県", "愛媛県"):
        assert any(f"【{case}】" in heading for heading in headings), case


@pytest.mark.parametrize("doc_id", FILES)
def test_the_contents_and_page_numbers_are_no_evidence(doc_id: str) -> None:
    for found in units_of(doc_id):
        assert not re.search(r"\.{4,}", found.quote), found
        assert not re.fullmatch(r"[-－ ]*[0-9]{1,3}[-－ ]*", found.quote), found


@pytest.mark.parametrize("doc_id", FILES)
def test_no_markup_is_left_in_a_quote(doc_id: str) -> None:
    for found in units_of(doc_id):
        assert not re.search(r"</?(?:p|ul|t[rdh]|table)\b|\*\*|\t|\||^#|&amp;", found.quote), found


@pytest.mark.parametrize("doc_id", FILES)
def test_most_of_the_text_is_evidence(doc_id: str) -> None:
    text = re.sub(r"<[^>]*>|[\s|\-.…]", "", text_of(doc_id))
    covered = sum(len(re.sub(r"\s", "", found.quote)) for found in units_of(doc_id))
    assert covered > 0.6 * len(text)
