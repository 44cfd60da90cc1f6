"""Texts for the property tests: lines as plans have them, in any order, and any text at all."""

from __future__ import annotations

from hypothesis import strategies as st

LINES = (
    "第1章 計画の策定にあたって",
    "第２章　推進体制",
    "1 背景",
    "1. 背景",
    "(1) 国の動向",
    "（２）県の動向",
    "1-1 手続の電子化",
    "① 標準化",
    "②課題",
    "基本方針1 窓口の改革",
    "# 花巻市DX推進計画",
    "## **重点**事項",
    "Ⅰ 定義について",
    "【国の計画】",
    "◆用語集",
    "推進の体制",
    "目次",
    "1 背景.......2",
    "第1章 計画の策定にあたって.....1",
    "| 1 背景 | 1 |",
    "本市では、手続を電子化し、紙を減らす。",
    "「紙を減らす。」を掲げる。次に進む。なぜか？",
    "本計画は、市民の暮らしを豊かにするために、行政の手続を電子化し、",
    "窓口の待ち時間を減らすことを目指す。",
    "In FY2025 the city",
    "reduces paper.",
    "・研修を行う",
    "  ○新任研修",
    "- ① 申請を減らす",
    "  - 待ち時間を減らす",
    "※注である",
    "対象者：全職員",
    "令和7年度までに、テレワーク実施率を80%とする。",
    "R8.3月まで 1,500台",
    "年度\tR5\tR6\tR7",
    "電子申請\t検討\t\t導入",
    "概要\t申請を電子化し、窓口に来なくても手続ができるようにする。どこからでも申請できる。",
    "スケジュール\tR5\tR6\t",
    "| 施策 | 令和5年度 | 令和6年度 |",
    "|---|---|---|",
    "-----------",
    "| 端末 | 100台 | |",
    "| |",
    "| ○所属長 |",
    "<p>①現状</p> <ul style='x'> ○紙が多い ○印が多い\t<p>②課題</p> <ul> ○紙を減らす",
    "<table><tr><th>年度</th><th>R5</th></tr><tr><td rowspan='2'>端末</td><td>1台</td></tr></table>",
    "<table><thead><tr><th>年度</th><th>R5</th><th>R6</th></tr></thead>",
    "<tr><td colspan=2>a &amp; b</td><td>○甲 ・乙</td></tr>",
    "</table>",
    "<table><tr><td>開かれた表",
    "</td></tr></ul>",
    "12",
    "- 12 -",
    "",
    " ",
    "　",
    "&lt;案&gt; &#9312; R&D",
    "か゛ A I・R P A ﾃﾚﾜｰｸ",
)

_FRAGMENTS = st.one_of(
    st.sampled_from(LINES),
    st.text(alphabet="①○・-|<>/td(1)#*_年R7.。、\t 　あA&", max_size=12),
)

plan_texts = st.builds(
    lambda lines, newline: newline.join(lines),
    st.lists(_FRAGMENTS, max_size=25),
    st.sampled_from(["\n", "\r\n", "\n\n", " ", "\t"]),
)
any_texts = st.text(max_size=200)
texts = st.one_of(plan_texts, any_texts)
