"""Tables whose cells single blanks part."""

from __future__ import annotations

from ingest.structure.reader import read_structure


def rows(text: str) -> list[list[tuple[str, str]]]:
    text = f"# 計画\n\n## 1 指標\n\n{text}"
    return [
        [(cell.header, text[cell.span.start : cell.span.end]) for cell in block.cells]
        for block in read_structure(text).blocks
        if block.kind == "row"
    ]


def test_rows_stand_under_the_words_of_the_first_line() -> None:
    table = (
        "指標 令和５年度 令和９年度\n窓口の満足度 61.0％ 80.0％\n紙の購入枚数 1,120万枚 815万枚\n"
    )
    assert rows(f"次のとおりです。\n{table}以上です。\n") == [
        [("指標", "窓口の満足度"), ("令和５年度", "61.0％"), ("令和９年度", "80.0％")],
        [("指標", "紙の購入枚数"), ("令和５年度", "1,120万枚"), ("令和９年度", "815万枚")],
    ]


def test_a_line_with_more_or_fewer_words_ends_the_table() -> None:
    table = "番号 事業名 所管課\n1-01 窓口の予約 市民課\n1-02 図書の予約 図書館\n合計 2事業\n"
    assert len(rows(table)) == 2


def test_words_that_head_nothing_make_no_table() -> None:
    assert rows("東 西 南\n北 中 上\n下 左 右\n") == []
    assert rows("指標 令和５年度 令和９年度\n窓口の満足度 61.0％ 80.0％\n") == []


def test_sentences_are_no_rows() -> None:
    assert rows("区分 内容 時期\nこれは です ます。\nそれは です ます。\n") == []


def test_chronicles_stages_and_slogans_are_no_tables() -> None:
    assert (
        rows("令和5年度 計画策定 庁内検討\n令和6年度 構築 業者選定\n令和7年度 開始 全庁展開\n")
        == []
    )
    assert rows("対象 市内の小中学校 全校\n時期 令和7年度 夏\n方法 入札 公募\n") == []
    assert rows("基本方針 市民に やさしい\n東 西 南\n北 中 上\n") == []


def test_years_alone_head_the_marks_below_them() -> None:
    table = "　Ｒ７　Ｒ８　Ｒ９\n17業務の移行　●　―　―\n「くろべん」の 試行　○　●　●（２園）\n"
    assert rows(table) == [
        [("", "17業務の移行"), ("Ｒ７", "●"), ("Ｒ８", "―"), ("Ｒ９", "―")],
        [("", "「くろべん」の 試行"), ("Ｒ７", "○"), ("Ｒ８", "●"), ("Ｒ９", "●（２園）")],
    ]


def test_years_head_no_text_and_nothing_alone() -> None:
    assert rows("Ｒ７ Ｒ８ Ｒ９\n窓口を３つの支所に広げ、予約を受け付けるようにします\n") == []
    assert rows("Ｒ７ Ｒ８\n移行 ● ―\n更新 ― ●\n") == []
    assert rows("本文です。\nＲ７ Ｒ８ Ｒ９\n") == []


def test_a_row_whose_cells_may_be_of_other_years_is_text() -> None:
    lines = [
        "利用率 50 60 70 ％",
        "利用件数 10% 20% 30% 情報課",
        "窓口の 見直し ○ ○",
        "担当 市民課 電話 内線 123",
        "移行 ● ― ― ―",
    ]
    for line in lines:
        assert rows(f"Ｒ７ Ｒ８ Ｒ９\n{line}\n{line}\n") == []
