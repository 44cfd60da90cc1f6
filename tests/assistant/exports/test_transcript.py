import io

import docx

from assistant.exports.transcript import transcript_markdown
from assistant.exports.transcript_docx import transcript_docx
from assistant.kept.transcripts import Transcript
from tests.assistant.answers import make_answer, make_exchange

TABLE = "比べると次のとおりです。\n\n| 自治体 | 計画の記載 |\n| --- | --- |\n| 青葉市 | 実施率80\\%<br>月1回 [1] |\n"
TRANSCRIPT = (
    Transcript(changed="2025-04-01T09:00:00+00:00")
    .with_exchange(make_exchange("目標は？"))
    .with_exchange(make_exchange("比べると？", answer=TABLE))
)


def test_markdown_has_questions_answers_and_formal_references() -> None:
    text = transcript_markdown(TRANSCRIPT, "ja")

    assert text.startswith("# 目標は？\n\n")
    assert "## 1. 目標は？\n\n実施率は80%です。[1]" in text
    assert "- [1] 青葉市 DX推進計画 第1章 目標（3ページ）: 「実施率80%」" in text
    assert "2025-04-01" in text
    assert "| 青葉市 |" in text


def test_word_has_a_real_table_and_no_markup() -> None:
    document = docx.Document(io.BytesIO(transcript_docx(TRANSCRIPT, "ja")))

    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert "1. 目標は？" in paragraphs
    assert "実施率は80%です。[1]" in paragraphs
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["自治体", "計画の記載"],
        ["青葉市", "実施率80%\n月1回 [1]"],
    ]
    assert "[1] 青葉市 DX推進計画 第1章 目標（3ページ）\n「実施率80%」" in paragraphs


def test_characters_that_xml_forbids_are_left_out() -> None:
    exchange = make_exchange("目標\x00\x0b\ud800は？").model_copy(
        update={"answer": make_answer("\x1b[0m [1]")}
    )
    document = docx.Document(
        io.BytesIO(transcript_docx(Transcript().with_exchange(exchange), "en"))
    )

    assert "1. 目標は？" in [paragraph.text for paragraph in document.paragraphs]
