import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.passages.article import render_html
from assistant.passages.passage import PASSAGE_LIMIT, find_passage
from ingest.errors import UsageError
from ingest.manifest import DocumentInfo
from ingest.normalize import squeeze
from ingest.quote import quote_of
from ingest.store import StoredDocument
from ingest.structure.reader import read_structure

ALLOWED_TAGS = {
    *("article", "header", "h2", "h3", "h4", "h5", "h6", "ol", "li", "p", "div", "br", "mark"),
    *("table", "tbody", "tr", "td", "th"),
}
ALLOWED_ATTRIBUTES = {
    *("class", "id", "lang", "role", "tabindex", "aria-label", "aria-hidden", "colspan"),
}

PLAN = """第1章 働き方

1 テレワークの推進

本市では、テレワークを推進します。目標は、次のとおりです。

⑥成果目標\t<table> <tr> <th>年度</th> <th>R6</th> <th>R7</th> </tr> <tr> <td>実施率</td> <td></td> <td>80% &amp; 月1回</td> </tr> </table>\t年度\tR6\tR7
実施率\t\t80% &amp; 月1回

2 ペーパーレス化

| 項目 | R6 | R7 |
|---|---|---|
| 印刷枚数 | 90% | 50% |
"""


def document(text: str, title: str = "計画") -> StoredDocument:
    info = DocumentInfo(doc_id="plan", title=title, municipality="試験市")
    return StoredDocument(info, text, "utf-8", "plan.txt", read_structure(text).sections)


def marked(rendered: str) -> str:
    marks = re.findall(r"<mark[^>]*>(.*?)</mark>", rendered, re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", "".join(marks)))


class TagReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.in_cell = False

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.rows[-1][-1] += data


def read(rendered: str) -> TagReader:
    reader = TagReader()
    reader.feed(rendered)
    return reader


def test_a_sentence_is_marked_in_its_section() -> None:
    sentence = "目標は、次のとおりです。"
    start = PLAN.index(sentence)
    passage = find_passage(document(PLAN), start, start + len(sentence), page=3)

    assert passage.section == ("第1章 働き方", "1 テレワークの推進")
    assert passage.text[passage.quote.start : passage.quote.end] == sentence
    assert not passage.cut

    rendered = render_html(passage, "ja", "here")
    assert f'<mark id="here">{sentence}</mark>' in rendered
    assert "<li>第1章 働き方</li><li>1 テレワークの推進</li>" in rendered
    assert "3ページ" in rendered
    assert "page 3" in render_html(passage, "en")


def test_the_row_of_an_html_table_is_marked_cell_by_cell() -> None:
    start = PLAN.index("<tr> <td>実施率")
    end = PLAN.index("</table>")
    rendered = render_html(find_passage(document(PLAN), start, end), "ja")

    assert '<tr class="quoted"><td><mark id="quoted">実施率</mark></td><td></td>' in rendered
    assert "<td><mark>80% &amp; 月1回</mark></td></tr>" in rendered
    assert "<th>年度</th><th>R6</th><th>R7</th>" in rendered


def test_an_html_table_flattened_beside_itself_is_shown_once() -> None:
    start = PLAN.index("<tr> <td>実施率")
    end = PLAN.index("</table>")
    rows = read(render_html(find_passage(document(PLAN), start, end), "ja")).rows

    assert rows.count(["実施率", "", "80% & 月1回"]) == 1


def test_a_markdown_table_is_a_table_with_a_header() -> None:
    start = PLAN.index("| 印刷枚数")
    end = PLAN.index("50% |") + len("50% |")
    rendered = render_html(find_passage(document(PLAN), start, end), "ja")

    assert "<th>項目</th><th>R6</th><th>R7</th>" in rendered
    assert ["印刷枚数", "90%", "50%"] in read(rendered).rows
    assert squeeze(marked(rendered)) == "印刷枚数90%50%"


@pytest.mark.parametrize("line", ["長い節の一文です。", "<td>長い表のセルです。</td> <td></td> "])
def test_a_section_of_40000_characters_shows_a_window(line: str) -> None:
    text = (
        "第1章 長い章\n\n"
        + line * (20_000 // len(line))
        + "引用する文です。"
        + line * (20_000 // len(line))
    )
    start = text.index("引用する文です。")
    passage = find_passage(document(text), start, start + len("引用する文です。"))

    assert passage.cut
    assert passage.shown.end - passage.shown.start <= PASSAGE_LIMIT
    assert passage.shown.start <= passage.quote.start < passage.quote.end <= passage.shown.end
    rendered = render_html(passage, "ja")
    assert marked(rendered) == "引用する文です。"
    assert rendered.count("…</p>") == 2
    assert "引用の前後だけを表示しています" in rendered
    assert len(rendered) < 10 * PASSAGE_LIMIT


def test_a_table_of_40000_characters_shows_the_rows_around_the_quote() -> None:
    rows = [f"<tr> <td>{number}番</td> <td>取組の内容</td> </tr> " for number in range(1000)]
    text = "第1章 長い表\n\n<table> " + "".join(rows) + "</table>\n"
    start = text.index(rows[500])
    passage = find_passage(document(text), start, start + len(rows[500].strip()))

    shown = read(render_html(passage, "ja")).rows
    assert ["500番", "取組の内容"] in shown
    assert 20 < len(shown) < 200


def test_nothing_of_a_document_comes_alive() -> None:
    text = '第1章 <img src=x onerror="alert(1)">\n\n<script>alert(1)</script>"><b onclick=x>太字</b>です。\n'
    rendered = render_html(
        find_passage(document(text, title="<i>計画</i>"), text.index("太字"), len(text) - 1), "ja"
    )
    reader = read(rendered)

    assert reader.tags <= ALLOWED_TAGS
    assert reader.attributes <= ALLOWED_ATTRIBUTES
    assert "&lt;i&gt;計画&lt;/i&gt;" in rendered


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(UsageError, match='"plan" has no range'):
        find_passage(document(PLAN), start, end)


FRAGMENTS = st.sampled_from(
    [
        *(
            "第1章 総則\n",
            "(1) 目的\n",
            "・項目",
            "文です。",
            "\n",
            "\n\n",
            "\t",
            " ",
            "　",
            "|",
            "| a | b |\n",
        ),
        *("|---|---|\n", "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>年度</th>"),
        *(
            "<p>",
            "</p>",
            "<br/>",
            "<",
            ">",
            "&amp;",
            "&lt;b&gt;",
            "&",
            '"',
            "'",
            "**太字**",
            "__",
            "# ",
        ),
        *(
            "<script>",
            "<!--",
            "-->",
            "-----\n",
            "R7年度",
            "80%",
            "AI・RPA",
            "word",
            "①",
            "〇",
            "ガ",
            "゛",
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(FRAGMENTS, min_size=1, max_size=60), st.data())
def test_the_marks_are_the_quote_whatever_the_source(
    pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    rendered = render_html(find_passage(document(text), start, end), "ja")

    assert squeeze(marked(rendered)) == squeeze(quote_of(text[start:end]))
    reader = read(rendered)
    assert reader.tags <= ALLOWED_TAGS
    assert reader.attributes <= ALLOWED_ATTRIBUTES
    assert rendered.count('id="quoted"') == 1 or not squeeze(marked(rendered))
