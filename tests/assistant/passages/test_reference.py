from assistant.passages.reference import formal_reference

SECTION = ("(11) テレワークの推進", "⑥成果目標")


def test_a_reference_names_title_and_section() -> None:
    assert (
        formal_reference("北九州市ＤＸ推進計画（抜粋）", "北九州市", SECTION)
        == "北九州市ＤＸ推進計画（抜粋） (11) テレワークの推進 ⑥成果目標"
    )


def test_a_title_without_its_municipality_gets_it_and_a_page_is_told() -> None:
    assert formal_reference("DX計画", "試験市", ("第1章\n目標",), 12) == (
        "試験市 DX計画 第1章 目標（12ページ）"
    )
    assert formal_reference("DX計画", None, (), 12, "en") == "DX計画 (page 12)"
