from __future__ import annotations

import pytest

from ingest.quote import quote_of
from ingest.structure.reader import read_structure
from ingest.units import Unit, build_units


def outline(source: str) -> list[str]:
    return ["/".join(section.path) for section in read_structure(source).sections if section.path]


def units(source: str) -> list[Unit]:
    found = build_units("plan", source, read_structure(source))
    return [unit for unit in found if unit.kind != "heading"]


def quotes(source: str) -> list[str]:
    return [unit.quote for unit in units(source)]


def rows(source: str) -> list[tuple[tuple[str, str], ...]]:
    return [unit.cells for unit in units(source) if unit.kind == "row"]


# --- headings ------------------------------------------------------------------------------------


def test_chapters_numbers_parentheses_and_circles() -> None:
    source = """第1章 はじめに

1 背景

本市の人口は減少している。

(1) 国の動向

国は計画を定めた。

① 標準化

標準化を進める。

(2) 県の動向

県も計画を定めた。

2 目的

目的を定める。

第2章 取組

取組を進める。
"""
    assert outline(source) == [
        "第1章 はじめに",
        "第1章 はじめに/1 背景",
        "第1章 はじめに/1 背景/(1) 国の動向",
        "第1章 はじめに/1 背景/(1) 国の動向/① 標準化",
        "第1章 はじめに/1 背景/(2) 県の動向",
        "第1章 はじめに/2 目的",
        "第2章 取組",
    ]
    assert [(unit.section[-1], unit.quote) for unit in units(source)] == [
        ("1 背景", "本市の人口は減少している。"),
        ("(1) 国の動向", "国は計画を定めた。"),
        ("① 標準化", "標準化を進める。"),
        ("(2) 県の動向", "県も計画を定めた。"),
        ("2 目的", "目的を定める。"),
        ("第2章 取組", "取組を進める。"),
    ]


def test_a_section_reaches_to_the_next_of_its_level() -> None:
    source = "第1章 一\n\n1 甲\n\n本文である。\n\n第2章 二\n\n本文である。\n"
    spans = [
        (section.path[-1], source[section.start : section.end])
        for section in read_structure(source).sections
        if section.path
    ]
    assert spans == [
        ("第1章 一", "第1章 一\n\n1 甲\n\n本文である。\n\n"),
        ("1 甲", "1 甲\n\n本文である。\n\n"),
        ("第2章 二", "第2章 二\n\n本文である。\n"),
    ]


def test_what_precedes_the_first_heading_is_a_section_of_its_own() -> None:
    structure = read_structure("花巻市の計画である。\n\n第1章 一\n\n本文である。\n")
    first = structure.sections[0]
    assert (first.path, first.start, first.end) == ((), 0, 12)
    assert structure.blocks[0].path == ()


def test_markdown() -> None:
    source = """# 花巻市DX推進計画

## 基本方針

### 1-1 窓口

窓口を変える。

- 申請を減らす
- 待ち時間を減らす

## 推進体制

本部を置く。
"""
    assert outline(source) == [
        "花巻市DX推進計画",
        "花巻市DX推進計画/基本方針",
        "花巻市DX推進計画/基本方針/1-1 窓口",
        "花巻市DX推進計画/推進体制",
    ]
    assert [(unit.kind, unit.quote, unit.lead) for unit in units(source)] == [
        ("sentence", "窓口を変える。", ""),
        ("item", "申請を減らす", "窓口を変える。"),
        ("item", "待ち時間を減らす", "窓口を変える。"),
        ("sentence", "本部を置く。", ""),
    ]


def test_policies_with_numbered_measures() -> None:
    source = """基本方針1 窓口の改革

1-1 手続の電子化

電子化を進める。

1-2 窓口の集約

集約を進める。

基本方針2 業務の改革

2-1 AIの活用

活用を進める。
"""
    assert outline(source) == [
        "基本方針1 窓口の改革",
        "基本方針1 窓口の改革/1-1 手続の電子化",
        "基本方針1 窓口の改革/1-2 窓口の集約",
        "基本方針2 業務の改革",
        "基本方針2 業務の改革/2-1 AIの活用",
    ]


def test_a_numbered_list_is_no_row_of_headings() -> None:
    source = "1 取組\n\n次のとおり取り組む。\n\n① 電子申請\n② 電子契約\n③ 電子決裁\n\n2 体制\n\n本部を置く。\n"
    assert outline(source) == ["1 取組", "2 体制"]
    items = [unit for unit in units(source) if unit.kind == "item"]
    assert [unit.quote for unit in items] == ["① 電子申請", "② 電子契約", "③ 電子決裁"]
    assert {unit.lead for unit in items} == {"次のとおり取り組む。"}
    assert len({unit.group for unit in items}) == 1


def test_captions_of_slides_with_bullets() -> None:
    source = """推進の体制

・本部を置く
・課に担当を置く

人材の育成

・研修を行う
  ○新任研修
  ○管理職研修
・資格を取る
"""
    assert outline(source) == ["推進の体制", "人材の育成"]
    assert [(unit.section[-1], unit.quote, unit.lead) for unit in units(source)] == [
        ("推進の体制", "・本部を置く", ""),
        ("推進の体制", "・課に担当を置く", ""),
        ("人材の育成", "・研修を行う", ""),
        ("人材の育成", "○新任研修", "・研修を行う"),
        ("人材の育成", "○管理職研修", "・研修を行う"),
        ("人材の育成", "・資格を取る", ""),
    ]


# --- the table of contents -----------------------------------------------------------------------


def test_dotted_contents_are_no_evidence() -> None:
    source = (
        "目次\n第1章 はじめに..... 1\n1 背景.......2\n\n第1章 はじめに\n\n1 背景\n\n本文である。\n"
    )
    assert outline(source) == ["第1章 はじめに", "第1章 はじめに/1 背景"]
    assert quotes(source) == ["本文である。"]


def test_contents_as_a_markdown_table_are_no_evidence() -> None:
    source = "目次\n\n| | |\n|---|---|\n| 1 背景 | 1 |\n| 2 目的 | 2 |\n\n1 背景\n\n背景の本文である。\n\n2 目的\n\n目的の本文である。\n"
    assert outline(source) == ["1 背景", "2 目的"]
    assert quotes(source) == ["背景の本文である。", "目的の本文である。"]


# --- paragraphs ----------------------------------------------------------------------------------

BROKEN = "本計画は、市民の暮らしを豊かにするために、行政の手続を電子化し、"


def test_a_sentence_broken_by_a_page_break_is_one() -> None:
    source = f"{BROKEN}\n\n \n窓口の待ち時間を減らすことを目指す。\n\n次の段落である。\n"
    assert quotes(source) == [f"{BROKEN}窓口の待ち時間を減らすことを目指す。", "次の段落である。"]


def test_a_page_number_never_comes_into_a_sentence() -> None:
    for number in ("12", "- 12 -", "P.12", "－１２－"):
        source = f"{BROKEN}\n\n{number}\n\n窓口の待ち時間を減らす。\n"
        assert quotes(source) == [f"{BROKEN}窓口の待ち時間を減らす。"], number
        source = f"手続を電子化する。\n\n{number}\n\n窓口の待ち時間を減らす。\n"
        assert quotes(source) == ["手続を電子化する。", "窓口の待ち時間を減らす。"], number
    assert quotes(f"{BROKEN}\n- 12 -\n窓口の待ち時間を減らす。\n") == [
        BROKEN,
        "窓口の待ち時間を減らす。",
    ]
    assert quotes("手続を電子化する。\n12\n次の文である。\n") == [
        "手続を電子化する。",
        "次の文である。",
    ]


def test_a_figure_on_a_line_of_its_own_stays_in_its_sentence() -> None:
    assert quotes("モバイル端末の台数は\n100\n台とする。\n") == [
        "モバイル端末の台数は100台とする。"
    ]


def test_wrapped_lines_and_quoted_sentences() -> None:
    source = "本市では「紙を減らす。印をな\nくす。」を掲げる。次に進\nむ。\n"
    assert quotes(source) == ["本市では「紙を減らす。印をなくす。」を掲げる。", "次に進む。"]


def test_what_a_section_says_twice_is_kept_once() -> None:
    assert quotes("1 甲\n\n本文である。\n\n本文 である。\n\n2 乙\n\n本文である。\n") == [
        "本文である。",
        "本文である。",
    ]


def test_a_long_item_is_cut_into_sentences_that_its_first_one_leads() -> None:
    first, second = "紙を減らす" * 20 + "。", "印をなくす" * 20 + "。"
    found = units(f"1 取組\n\n・{first}{second}\n")
    assert [(unit.kind, unit.quote, unit.lead) for unit in found] == [
        ("item", f"・{first}", ""),
        ("item", second, f"・{first}"),
    ]


@pytest.mark.parametrize("source", ["", "\n\n", " 　\n", "12\n", "…\n", "|||\n", "<table></table>"])
def test_nothing_to_read(source: str) -> None:
    assert read_structure(source).blocks == ()


# --- tables --------------------------------------------------------------------------------------


def test_a_markdown_schedule() -> None:
    source = "1 スケジュール\n\n| 施策 | 令和5年度 | 令和6年度 |\n|---|---|---|\n| 電子申請 | 検討 | 導入 |\n| 統計公開 | | 公開 |\n"
    assert rows(source) == [
        (("施策", "電子申請"), ("令和5年度", "検討"), ("令和6年度", "導入")),
        (("施策", "統計公開"), ("令和6年度", "公開")),
    ]
    found = units(source)
    assert [unit.quote for unit in found] == ["電子申請 検討 導入", "統計公開 公開"]
    header = found[0].header
    assert header is not None
    assert source[header.start : header.end] == "| 施策 | 令和5年度 | 令和6年度 |"
    assert found[0].group == found[1].group is not None


def test_a_header_of_two_rows() -> None:
    source = (
        "1 表\n\n| 区分 | 令和5年度 | |\n|---|---|---|\n| | 上期 | 下期 |\n| 研修 | 10人 | 20人 |\n"
    )
    assert rows(source) == [
        (("区分", "研修"), ("令和5年度／上期", "10人"), ("令和5年度／下期", "20人"))
    ]


def test_a_rule_of_dashes_below_the_header() -> None:
    assert rows("1 役割\n\n|職種|内容|\n-----------\n|部長|全体の把握|\n") == [
        (("職種", "部長"), ("内容", "全体の把握"))
    ]


def test_a_table_of_one_column_is_a_box() -> None:
    source = (
        "1 役割\n\n| ○所属長 |\n|---|\n| 業務の改革を主導する。 |\n| ○職員 |\n| 研修を受ける。 |\n"
    )
    assert outline(source) == ["1 役割", "1 役割/○所属長", "1 役割/○職員"]
    assert quotes(source) == ["業務の改革を主導する。", "研修を受ける。"]


def test_a_box_of_tab_separated_rows_with_a_schedule() -> None:
    text = (
        "申請を電子化し、窓口に来なくても手続ができるようにする。どこからでも申請できるようにする。"
    )
    source = f"""(1) 電子申請

概要\t{text}
取組内容\t・電子申請を広げる
スケジュール\tR5\tR6\tR7
電子申請\t検討\t\t運用

本文である。
"""
    assert outline(source) == [
        "(1) 電子申請",
        "(1) 電子申請/概要",
        "(1) 電子申請/取組内容",
        "(1) 電子申請/スケジュール",
    ]
    found = units(source)
    assert [(unit.section[-1], unit.quote) for unit in found] == [
        ("概要", "申請を電子化し、窓口に来なくても手続ができるようにする。"),
        ("概要", "どこからでも申請できるようにする。"),
        ("取組内容", "・電子申請を広げる"),
        ("スケジュール", "電子申請 検討 運用"),
        ("(1) 電子申請", "本文である。"),
    ]
    assert found[3].cells == (("スケジュール", "電子申請"), ("R5", "検討"), ("R7", "運用"))


HTML_SCHEDULE = (
    "⑥成果目標\n<table><thead><tr><th>年度</th><th>R5</th><th>R6</th><th>R7</th></tr></thead>"
    '<tbody><tr><td>電子申請率</td><td colspan="2">準備</td><td>80%</td></tr>'
    '<tr><td rowspan="2">端末</td><td>50台</td><td></td><td>100台</td></tr>'
    "<tr><td>貸与</td><td></td><td>全員</td></tr></tbody></table>\n"
)


def test_an_html_schedule_with_spans() -> None:
    assert rows(HTML_SCHEDULE) == [
        (("年度", "電子申請率"), ("R5～R6", "準備"), ("R7", "80%")),
        (("年度", "端末"), ("R5", "50台"), ("R7", "100台")),
        (("R5", "貸与"), ("R7", "全員")),
    ]


def test_the_same_table_once_more_as_flattened_text() -> None:
    flattened = "年度\tR5\tR6\tR7\n電子申請率\t準備\t80%\n端末\t50台\t\t100台\n貸与\t\t全員\n"
    assert units(HTML_SCHEDULE + flattened) == units(HTML_SCHEDULE)
    assert len(units(HTML_SCHEDULE + "年度\tR5\tR6\tR7\n電子申請率\t準備\t90%\n")) == 4


def test_an_unclosed_list() -> None:
    source = "1 現状\n\n<p>①現状</p> <ul> ○紙が多い ○印が多い\t<p>②課題</p> <ul> ○紙を減らす\n"
    assert outline(source) == ["1 現状", "1 現状/①現状", "1 現状/②課題"]
    assert [(unit.section[-1], unit.quote) for unit in units(source)] == [
        ("①現状", "○紙が多い"),
        ("①現状", "○印が多い"),
        ("②課題", "○紙を減らす"),
    ]


def test_an_unclosed_table_ends_with_its_line_and_the_next_one_is_read() -> None:
    source = (
        "1 表\n\n<table><tr><td>窓口</td><td>改革\n次の本文である。\n\n"
        "<table><tr><th>項目</th><th>値</th></tr><tr><td>端末</td><td>100台</td></tr></table>\n"
    )
    assert quotes(source) == ["窓口 改革", "次の本文である。", "端末 100台"]
    assert rows(source)[-1] == (("項目", "端末"), ("値", "100台"))


def test_a_table_in_a_cell_is_the_cell_s_text() -> None:
    source = (
        "1 表\n\n<table><tr><th>区分</th><th>内容</th></tr><tr><td>人材</td><td>"
        "<table><tr><td>研修</td><td>年2回</td></tr></table></td></tr></table>\n"
    )
    assert rows(source) == [(("区分", "人材"), ("内容", "研修 年2回"))]


def test_a_row_below_a_cell_that_reaches_down_says_which() -> None:
    source = (
        "1 表\n\n<table><tr><th>区分</th><th>取組</th><th>R5</th></tr>"
        '<tr><td rowspan="2">基盤</td><td>回線</td><td>増強</td></tr>'
        "<tr><td>端末</td><td>更新</td></tr></table>\n"
    )
    first, second = (unit for unit in units(source) if unit.kind == "row")
    assert (first.lead, first.statement) == ("", "区分：基盤、取組：回線、R5：増強")
    assert (second.lead, second.statement) == ("基盤", "取組：端末、R5：更新")
    assert second.search_text == "1 表\n基盤\n取組：端末、R5：更新"


def test_a_markdown_table_whose_header_row_is_empty() -> None:
    source = "1 表\n\n|  |  |  |\n|---|---|---|\n| 取組 | R5 | R6 |\n| 研修 | 準備 | 開始 |\n"
    assert rows(source) == [(("取組", "研修"), ("R5", "準備"), ("R6", "開始"))]


# --- covers, colophons, slides -------------------------------------------------------------------


def test_the_lines_of_a_cover_and_a_colophon_are_no_headings() -> None:
    source = """花巻市DX推進計画

令和5年度～令和8年度

花巻市

令和5年4月

第1章 取組

紙を減らす。

花 巻 市 D X 推 進 計 画

令和5年4月策定

花巻市総務部総務課

TEL 0198-00-0000
"""
    assert outline(source) == ["花巻市DX推進計画", "第1章 取組", "花 巻 市 D X 推 進 計 画"]
    sections = {unit.quote: unit.section for unit in units(source)}
    assert sections["紙を減らす。"] == ("第1章 取組",)
    assert sections["花巻市総務部総務課"] == ("花 巻 市 D X 推 進 計 画",)


def test_a_title_that_runs_over_the_pages_is_left_out() -> None:
    text = "花巻市DX推進計画\n\n令和5年度～令和8年度\n\n第1章 取組\n\n紙を減らす。\n\n花巻市DX推進計画\n\n印を減らす。\n"
    assert outline(text) == ["花巻市DX推進計画", "第1章 取組"]
    assert quotes(text) == ["令和5年度～令和8年度", "紙を減らす。", "印を減らす。"]


def test_a_slogan_is_no_heading() -> None:
    assert outline("第1章 取組\n\n便利な 暮らしを 未来へ\n\n紙を減らす。\n") == ["第1章 取組"]


def test_a_title_is_known_though_the_contents_list_it_in_other_words() -> None:
    source = """目次

・ 人材の確保について	2
・ 「参考事例集の事例」（概要及び取組事例）	3

人材の確保について

① 採用

採用を増やす。

「参考事例集の事例」 概要及び取組

1 花巻市の窓口

窓口を変える。
"""
    assert outline(source) == [
        "人材の確保について",
        "人材の確保について/① 採用",
        "「参考事例集の事例」 概要及び取組",
        "「参考事例集の事例」 概要及び取組/1 花巻市の窓口",
    ]


def test_a_number_closes_the_marks_below_which_it_never_stands() -> None:
    source = "# 事例\n\n1. 体制\n\n体制を作る。\n\n【窓口】\n\n窓口を変える。\n\n7 花巻市\n\n研修を行う。\n"
    assert outline(source) == ["事例", "事例/1. 体制", "事例/1. 体制/【窓口】", "事例/7 花巻市"]


def test_a_heading_met_again_while_it_is_open_goes_on() -> None:
    source = "◆用語集\n\n① 甲\n\n甲とは紙のこと。\n\n◆用語集\n\n乙とは印のこと。\n\n◆資料\n\n表を示す。\n"
    found = [section for section in read_structure(source).sections if section.path]
    assert [("/".join(one.path), source[one.start : one.end].count("こと")) for one in found] == [
        ("◆用語集", 2),
        ("◆用語集/① 甲", 1),
        ("◆資料", 0),
    ]
    assert {unit.quote: unit.section for unit in units(source)}["乙とは印のこと。"] == ("◆用語集",)


def test_a_deadline_under_a_mark_is_an_item() -> None:
    source = "1 目標\n\n○令和7年度までに70%\n\n主要指標による。\n"
    assert outline(source) == ["1 目標"]
    assert units(source)[0].kind == "item"


def test_a_sentence_below_a_list_is_no_part_of_its_last_item() -> None:
    source = "1 人材\n\n- 設計ができる職員\n- 意欲のある\n職員\nまた、研修を行う。\n"
    assert [(unit.kind, unit.quote) for unit in units(source)] == [
        ("item", "設計ができる職員"),
        ("item", "意欲のある職員"),
        ("sentence", "また、研修を行う。"),
    ]


def test_a_page_number_behind_the_last_sentence_of_a_line() -> None:
    assert quotes("- 改定を実施。 2\n\n台数は100。200\n") == ["改定を実施。", "台数は100。", "200"]


def test_items_numbered_in_kana_ranks_and_letters() -> None:
    source = """次の順となりました。
1位 待ち時間が長い 47.9%
2位 現金しか使えない 22.6%

対象から外すものは次のとおりです。
 (あ) 対面による確認が義務付けられているもの
 (い) 現物の提出が欠かせないもの

研修は次のとおり行います。
 a 全職員に訓練を年2回行います。
 b 外部の監査を3年に1回行います。
"""
    found = [unit for unit in units(source) if unit.kind == "item"]
    assert [unit.quote for unit in found] == [
        "1位 待ち時間が長い 47.9%",
        "2位 現金しか使えない 22.6%",
        "(あ) 対面による確認が義務付けられているもの",
        "(い) 現物の提出が欠かせないもの",
        "a 全職員に訓練を年2回行います。",
        "b 外部の監査を3年に1回行います。",
    ]
    assert len({unit.group for unit in found}) == 3


def test_headings_with_a_letter_or_a_roman_number() -> None:
    source = """第4章 実施計画

基本方針Ⅱ デジタルを前提とした仕事の再設計

B-1 AI・RPAの活用(担当:人事課)
〔いま〕RPAは9業務で使っています。
〔取り組むこと〕
・対象を40業務に増やします。
"""
    assert outline(source) == [
        "第4章 実施計画",
        "第4章 実施計画/基本方針Ⅱ デジタルを前提とした仕事の再設計",
        "第4章 実施計画/基本方針Ⅱ デジタルを前提とした仕事の再設計/B-1 AI・RPAの活用(担当:人事課)",
        "第4章 実施計画/基本方針Ⅱ デジタルを前提とした仕事の再設計/B-1 AI・RPAの活用(担当:人事課)/〔取り組むこと〕",
    ]


def test_a_number_with_a_dot_behind_it_needs_no_blank() -> None:
    source = """５－１．行かない市役所
窓口を減らします。

５－２．だれもが使えるデジタルの里
教室を開きます。
"""
    assert outline(source) == ["５－１．行かない市役所", "５－２．だれもが使えるデジタルの里"]


def test_a_table_once_more_as_text_is_left_out_even_if_it_is_misread() -> None:
    source = """<table><tr><td>層</td><td>対象</td><td>内容</td></tr><tr><td>みちびく層</td><td>部長・課長</td><td>業務改革の進め方、意思決定</td></tr><tr><td>すすめる層</td><td>DX推進員</td><td>業務の棚卸し、データ分析</td></tr></table>

層 対象 内容
みちびく層 部長・課長 業務改革の進め方、意思決定
すすめる層 D X 推進員 業務の棚卸し、データ分折

研修は毎年行います。
"""
    assert quotes(source) == [
        "みちびく層 部長・課長 業務改革の進め方、意思決定",
        "すすめる層 DX推進員 業務の棚卸し、データ分析",
        "研修は毎年行います。",
    ]
    assert rows(source)[0] == (
        ("層", "みちびく層"),
        ("対象", "部長・課長"),
        ("内容", "業務改革の進め方、意思決定"),
    )


def test_a_label_in_brackets_and_a_sentence_on_a_line_of_its_own_end_an_item() -> None:
    source = """計画の対象は、市長部局、教育委員会、消防本部、上下水道局が行う情報化の施策の全てです。
計画の期間は、令和7年度から令和11年度までの5年間とし、令和9年度に見直しを行います。
・システムの導入は、手順が決まった業務から始める。
見直しの進み具合は、毎年度公表します。
・記録は1年間保存する
〔担当〕デジタル改革推進課
"""
    assert quotes(source)[2:] == [
        "・システムの導入は、手順が決まった業務から始める。",
        "見直しの進み具合は、毎年度公表します。",
        "・記録は1年間保存する",
        "〔担当〕デジタル改革推進課",
    ]


def test_the_caption_of_a_table_leads_its_rows() -> None:
    source = """事業費は次の表のとおりです。

表3　主な事業の概算事業費（単位：百万円）
事業\t2025年度\t2026年度
きり丸号\t5\t31
学習端末\t132\t128
"""
    found = [unit for unit in units(source) if unit.kind == "row"]
    assert {unit.lead for unit in found} == {"表3　主な事業の概算事業費（単位：百万円）"}


def test_a_line_with_other_figures_is_no_copy_of_a_row() -> None:
    source = """<table><tr><td>年度</td><td>指標</td><td>値</td></tr><tr><td>令和5年度</td><td>オンライン申請できる手続の割合</td><td>10%</td></tr><tr><td>令和6年度</td><td>オンライン申請できる手続の割合</td><td>20%</td></tr></table>
令和7年度 オンライン申請できる手続の割合 30%
"""
    assert quotes(source)[-1] == "令和7年度 オンライン申請できる手続の割合 30%"


def test_a_first_row_of_data_is_no_header() -> None:
    source = "<table><tr><td>情報政策課</td><td>山田</td></tr><tr><td>市民課</td><td>2名</td></tr><tr><td>総務課</td><td>3名</td></tr></table>"
    assert quotes(source)[0] == "情報政策課 山田"


HTML_STEPS = (
    "# 計画\n\n## 工程表\n\n<table><tr><td>項目</td><td>R7</td><td>R8</td></tr><tr><td>窓口の予約</td><td>設計</td>"
    "<td>10月開始</td></tr><tr><td>図書館</td><td>準備</td><td>運用</td></tr></table>\n"
)


def test_a_table_once_more_with_a_line_for_each_cell_is_left_out() -> None:
    copy = "項目\nR7\nR8\n窓口の予約\n設計\n10月開始\n図書館\n準備\n運用\n"
    assert units(HTML_STEPS + copy) == units(HTML_STEPS)
    assert (
        units(HTML_STEPS + copy + "\n以上のとおり進めます。\n")[-1].quote
        == "以上のとおり進めます。"
    )


def test_a_cell_that_only_the_copy_has_is_kept() -> None:
    copy = "項目\nR7\nR8\n窓口の予約\n設計\n10月開始\n図書館\n蔵書の点検\n準備\n運用\n"
    assert [one.quote for one in units(HTML_STEPS + copy)][2:] == ["蔵書の点検"]


def test_lines_below_a_table_that_happen_to_be_in_it_are_kept() -> None:
    assert [one.quote for one in units(HTML_STEPS + "運用\n")][2:] == ["運用"]


def test_a_numbered_line_that_is_broken_is_no_heading() -> None:
    text = (
        "# 計画\n\n## 取組内容\n① 対応店舗のない３地区では、郵便局に証明書交付端末を\n設置します。\n"
        "② 保育所の空き状況を、市ホームページで毎月15日に更新し\nます。\n"
    )
    assert [one.quote for one in units(text) if one.kind == "item"] == [
        "① 対応店舗のない３地区では、郵便局に証明書交付端末を設置します。",
        "② 保育所の空き状況を、市ホームページで毎月15日に更新します。",
    ]


def test_the_first_item_of_a_list_of_sentences_is_no_heading_where_it_is_broken() -> None:
    text = (
        "## 取組\n\n(1) スマホ教室を年120回に増やし、そのうち40回以上を大渡\n地区と鹿谷地区で開きます。\n"
        "(2) 相談所を毎週火曜日に設けます。\n"
    )
    structure = read_structure(text)
    assert [section.path for section in structure.sections][-1] == ("取組",)
    quotes = [quote_of(text[one.span.start : one.span.end]) for one in structure.blocks]
    assert quotes[-2:] == [
        "(1) スマホ教室を年120回に増やし、そのうち40回以上を大渡地区と鹿谷地区で開きます。",
        "(2) 相談所を毎週火曜日に設けます。",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["担当\t企画部 デジタル戦略課", "目標\t月平均の相談件数 90件"],
        ["対象\t市内に住む人", "担当\t市民課", "費用\t無料"],
        ["期間\t令和7年度から", "目標\t90件"],
    ],
)
def test_labels_with_their_values_have_no_header_and_none_is_lost(lines: list[str]) -> None:
    text = "# 計画\n\n施策1-2 ブース\n\n" + "\n".join(lines) + "\n\n次は別です。\n"
    rows = [block for block in read_structure(text).blocks if block.kind == "row"]
    assert [text[row.span.start : row.span.end] for row in rows] == lines
    assert all(row.header is None for row in rows)


def test_a_table_of_two_columns_keeps_its_header() -> None:
    text = "# 計画\n\n## 体制\n\n担当\t役割\n市民課\t窓口の改善\n総務課\t研修の実施\n"
    rows = [block for block in read_structure(text).blocks if block.kind == "row"]
    assert [row.header is not None for row in rows] == [True, True]


# --- sheets, pictures, figures--------------------------------------------------------------------


def test_a_title_behind_a_number_in_brackets_is_a_heading() -> None:
    source = """第4章 取組

【プロジェクトシート 1-1】行政手続のオンライン化
主担当課　デジタル推進課

■現状と課題
手続は1,342件あります。

【プロジェクトシート 1-2】書かない窓口
主担当課　市民課

■現状と課題
住所を7回書いていただいています。
"""
    assert outline(source) == [
        "第4章 取組",
        "第4章 取組/【プロジェクトシート 1-1】行政手続のオンライン化",
        "第4章 取組/【プロジェクトシート 1-1】行政手続のオンライン化/■現状と課題",
        "第4章 取組/【プロジェクトシート 1-2】書かない窓口",
        "第4章 取組/【プロジェクトシート 1-2】書かない窓口/■現状と課題",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "【Step0】来庁による申請\n\n【Step1】オンライン申請の導入\n\n【Step2】すべて自動化",
        "【令和7年】端末の更新",
    ],
)
def test_nor_is_every_bracket_with_a_number(lines: str) -> None:
    assert outline(f"第1章 取組\n\n次のとおり進めます。\n\n{lines}\n\n以上です。\n") == [
        "第1章 取組"
    ]


@pytest.mark.parametrize("title", ["資料編", "資 料 編", "巻末資料"])
def test_an_appendix_is_no_part_of_the_last_chapter(title: str) -> None:
    source = f"第6章 体制\n\n1 進行管理\n\n毎年点検します。\n\n{title}\n\n1 策定経過\n\n会議を開きました。\n"
    assert outline(source) == ["第6章 体制", "第6章 体制/1 進行管理", title, f"{title}/1 策定経過"]


def test_a_picture_is_not_read() -> None:
    source = "# 計画\n\n![](images/cover.png)\n\n令和8年2月に策定しました。\n"
    assert outline(source) == ["計画"]
    assert quotes(source) == ["令和8年2月に策定しました。"]


def test_a_figure_that_goes_up_or_down_is_an_item_of_its_own() -> None:
    source = "# 計画\n\n## 成果目標\n\n所要時間　52分（令和5年度）→ 25分（令和9年度）\n満足度　60％（令和5年度）→ 80％（令和9年度）\n"
    assert quotes(source) == [
        "所要時間　52分（令和5年度）→ 25分（令和9年度）",
        "満足度　60％（令和5年度）→ 80％（令和9年度）",
    ]


WRAPPED = """第4章 施策

【取組】
  ③ ＲＰＡは、令和６年 12 月現在の 41 業務から、令和 10 年度に 70 業務に増やします。
    業務所管課が自らシナリオを作ることを基本とします。
  ④ 保育園の入園選考にＡＩマッチングを導入した結果、選考に要する時間は延べ 1,240
    時間から 36 時間に短縮されました。
柱Ⅱの令和８年度以降の経費が増えるのは、事務センターの運営委託料（年額約１億９千
万円）が加わるためです。
"""


def test_a_line_as_wide_as_the_page_heads_nothing() -> None:
    assert outline(WRAPPED) == ["第4章 施策", "第4章 施策/【取組】"]
    assert any("延べ 1,240時間から 36 時間に" in one for one in quotes(WRAPPED))


def test_a_slides_points_are_no_headings() -> None:
    source = "## 事業01 動く役場\n\n背景　● 役場へ出るには半日を要していた\n　　　● 出張所を再び置くと年間1,150万円がかかるのに対し、車であれば3分の1ほどで済む\n"
    assert outline(source) == ["事業01 動く役場"]
    assert outline("● 窓口\n\n窓口を変えます。\n") == ["● 窓口"]


def test_a_comment_is_not_read() -> None:
    assert quotes("# 計画\n\n<!-- slide 2 -->\n\n端末を配ります。\n") == ["端末を配ります。"]


def test_rows_that_all_begin_with_a_year_have_no_header() -> None:
    source = "次の順に導入します。\n\n    令和７年度  鶴見台、上之坂\n    令和８年度  東檜川、水車町\n    令和９年度  榎戸、新堀端\n"
    assert [[header for header, _ in row] for row in rows(source)] == [["", ""]] * 3


def test_cells_set_apart_are_no_heading() -> None:
    source = (
        "第5章 指標\n\n 3  書かない窓口の導入   1か所     3か所   5か所   7か所\n    事務所数\n"
    )
    assert outline(source) == ["第5章 指標"]


def test_long_lines_and_long_sections_are_read_once() -> None:
    assert len(quotes("# 計画\n\n" + "手続は10分→5分、" * 400 + "とする。\n")) == 1
    text = "# 計画\n\n表1 位置図\n\n" + "\n\n".join(f"取組{n}を進めます。" for n in range(3_000))
    assert len(quotes(text)) == 3_000


@pytest.mark.parametrize(
    "line",
    [
        "● 誰もがデジタルの恩恵を受けられるまちをつくる",
        "○ 住民票等の証明書発行手続におけるオンライン化の取扱い",
    ],
)
def test_a_vision_and_a_verbal_noun_are_headings(line: str) -> None:
    assert outline(f"第1章 取組\n\n{line}\n\n取組を進めます。\n") == [
        "第1章 取組",
        f"第1章 取組/{line}",
    ]


def test_a_label_of_one_line_stands_apart_from_the_paragraph_below_it() -> None:
    source = (
        "4-5 救急の連携\n担当課：消防本部警防課、健康課\n\u3000救急車6台すべてにタブレット端末を載せ、傷病者の情報と画像を病院と共有します。\n"
        "搬送先が決まるまでの平均時間を短くします。\n"
    )
    assert quotes(source) == [
        "担当課：消防本部警防課、健康課",
        "救急車6台すべてにタブレット端末を載せ、傷病者の情報と画像を病院と共有します。",
        "搬送先が決まるまでの平均時間を短くします。",
    ]


def test_a_sentence_goes_on_behind_a_page_number_with_whatever_word() -> None:
    source = (
        "\u3000令和6年度に予約の仕組みを試した市民課のマイナンバーカード窓口では、予約した\n\n- 12 -\n\n"
        "人の平均待ち時間は4分、予約しなかった人は23分でした。予約の枠は6割です。\n"
    )
    assert quotes(source) == [
        "令和6年度に予約の仕組みを試した市民課のマイナンバーカード窓口では、予約した人の平均待ち時間は4分、予約しなかった人は23分でした。",
        "予約の枠は6割です。",
    ]


@pytest.mark.parametrize(
    "below",
    [
        "\u3000人の待ち時間は4分です。",
        "担当：市民課です。",
        "(1) 窓口の待ち時間です。",
        "窓口の改善",
    ],
)
def test_what_begins_anew_behind_a_page_number_is_no_part_of_a_sentence(below: str) -> None:
    before = "令和6年度に予約の仕組みを試した市民課のマイナンバーカード窓口では、予約した"
    assert before in quotes(f"\u3000{before}\n\n- 12 -\n\n{below}\n\nこれは別の文です。\n")


def test_a_line_that_ends_with_a_noun_does_not_go_on_behind_a_page_number() -> None:
    source = (
        "\u3000前の計画を評価しました。\n主な成果は、全庁を合わせた年間1,200時間の作業時間の削減\n\n- 12 -\n\n"
        "本市の人口は令和2年に9万人です。\n"
    )
    assert "主な成果は、全庁を合わせた年間1,200時間の作業時間の削減" in quotes(source)


def test_a_part_of_which_the_contents_list_no_sections_has_them_all_the_same() -> None:
    source = (
        "目次\n第1章 策定.....1\n1 背景.....1\n2 期間.....2\n第2章 人材.....3\n第3章 推進.....4\n1 体制.....4\n2 管理.....5\n\n"
        "第1章 策定\n\n1 背景\n\n背景を述べる。\n\n2 期間\n\n期間を述べる。\n\n"
        "第2章 人材\n\n1 方針\n\n方針を述べる。\n\n2 育成\n\n(1) 研修\n\n研修を行う。\n\n3 確保\n\n(1)採用する。\n\n"
        "第3章 推進\n\n1 体制\n\n体制を述べる。\n\n2 管理\n\n管理する。\n"
    )
    assert outline(source)[3:8] == [
        "第2章 人材",
        "第2章 人材/1 方針",
        "第2章 人材/2 育成",
        "第2章 人材/2 育成/(1) 研修",
        "第2章 人材/3 確保",
    ]


def test_a_row_of_years_within_a_table_heads_the_rows_below_it() -> None:
    text = """# 計画

| 項目 | 内容 |  |  |
|----|----|----|----|
| 目的 | 手間をなくす。 |  |  |
| スケジュール | Ｒ７ | Ｒ８ | Ｒ９ |
|  | 規則の見直し | 予約の開始 | 錠の設置 |
| 担当 | 生涯学習課 |  |  |
"""
    rows = [block for block in read_structure(text).blocks if block.kind == "row"]
    cells = [
        [(cell.header, text[cell.span.start : cell.span.end].strip()) for cell in row.cells]
        for row in rows
    ]
    assert cells[1] == [("Ｒ７", "規則の見直し"), ("Ｒ８", "予約の開始"), ("Ｒ９", "錠の設置")]
    assert cells[2] == [("項目", "担当"), ("内容", "生涯学習課")]


def test_a_row_of_other_years_is_a_row() -> None:
    text = """# 計画

|項目|A事業|B事業|C事業|
|---|---|---|---|
|開始年度|R5|R6|R9|
||試行|本格|終了|
"""
    first, *_ = [block for block in read_structure(text).blocks if block.kind == "row"]
    assert [cell.header for cell in first.cells] == ["項目", "A事業", "B事業", "C事業"]


@pytest.mark.parametrize(
    ("below", "path"),
    [
        ("     オンライン申請の拡大", "■ 施策の柱Ⅰ－１　オンライン申請の拡大"),
        ("・オンライン申請の拡大", "■ 施策の柱Ⅰ－１"),
        ("【担当】市民課", "■ 施策の柱Ⅰ－１"),
        ("担当　市民課", "■ 施策の柱Ⅰ－１"),
        ("テレワーク実施率80％", "■ 施策の柱Ⅰ－１"),
        ("オンライン申請を広げる。", "■ 施策の柱Ⅰ－１"),
    ],
)
def test_a_heading_that_is_a_number_takes_its_title_from_below(below: str, path: str) -> None:
    text = f"第１章　施策\n\n■ 施策の柱Ⅰ－１\n{below}\n\n（ア）現状\n　待ち時間が長い。\n\n■ 施策の柱Ⅰ－２\n　本文。\n"
    assert ("第１章　施策", path) in [section.path for section in read_structure(text).sections]


@pytest.mark.parametrize(
    "text",
    [
        # A cover, a sentence broken by its lines, a list below a year.
        "令和7年度\n\n本市では、テレワーク実施率を80％とします。\n",
        "標準化の目標時期は、\n令和7年度\nまでとされている。\n",
        "令和７年度\n・試行\n・予約\n令和８年度\n・研修\n",
    ],
)
def test_a_year_takes_nothing_that_is_not_its_own(text: str) -> None:
    quotes = [quote_of(text[one.span.start : one.span.end]) for one in read_structure(text).blocks]
    wrong = ("令和7年度 本市", "令和7年度 まで", "令和７年度 ・試行")
    assert not any(quote.startswith(wrong) for quote in quotes)


def test_what_stands_behind_the_last_year_is_not_done_in_it() -> None:
    text = "# 計画\n\nＲ７\n検討を進める\nＲ８\n拡大\nこの取組の担当は市民課とする。\n予算は3億円である。\n"
    quotes = [quote_of(text[one.span.start : one.span.end]) for one in read_structure(text).blocks]
    assert "Ｒ８ 拡大" in quotes
    assert "予算は3億円である。" in quotes


def test_letters_number_the_items_of_a_list() -> None:
    text = "# 計画\n\n次の３分野とする。\na. 住民票の請求\nb. 犬の登録\nｃ. 証明書\n"
    items = [one for one in read_structure(text).blocks if one.kind == "item"]
    assert len(items) == 3


def test_a_picture_with_its_size_is_not_read() -> None:
    text = '# 計画\n\n本文。\n\n> ![](media/image9.png){width="2.1in"}\n\n次の文。\n'
    quotes = [text[one.span.start : one.span.end] for one in read_structure(text).blocks]
    assert quotes == ["本文。", "次の文。"]
