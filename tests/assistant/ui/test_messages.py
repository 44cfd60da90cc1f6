from assistant.kept.transcripts import Transcript
from assistant.ui.escape import inert
from assistant.ui.messages import (
    answer_message,
    chat_messages,
    is_pending,
    pending_message,
    question_message,
    without_pending,
)
from tests.assistant.ui.scripted import make_exchange


def test_what_is_typed_is_shown_as_it_is() -> None:
    content = question_message("<b>x</b> *y* ![z](http://a/b.png)\n    1. code")["content"]

    assert not set("<>*![]()") & set(content)
    assert content.startswith("&#60;b&#62;x&#60;&#47;b&#62;")
    assert "\n1&#46; code" in content


def test_markers_and_citations_are_links_to_their_place() -> None:
    content = answer_message(make_exchange("実施率80% [1]、\\[2\\] [3]"), 1)["content"]

    link = "#k/cite/%E8%A8%88%E7%94%BB.1/7/18/-/ja"
    assert f"実施率80% [[1]]({link})" in content
    assert content.count(f'<a href="{link}"') == 1
    assert "\\[2\\] &#91;3&#93;" in content
    assert inert("第1章 <i>目標</i>") in content
    assert inert("テレワーク 実施率80% <script>") in content
    assert "<script" not in content


def test_images_and_tags_of_an_answer_are_shown_not_loaded() -> None:
    answer = make_exchange('![x](http://a/b.png) <img src="http://a/c.png"> a<br>b \\<td\\>')
    content = answer_message(answer, 1)["content"].split("\n\n")[0]

    assert content.startswith("&#33;&#91;x](")
    assert "<img" not in content
    assert "a<br>b \\<td\\>" in content


def test_followups_can_be_pressed() -> None:
    message = answer_message(make_exchange(followups=("期限は？",)), 1)

    assert message["options"] == [{"value": "期限は？", "label": "期限は？"}]


def test_an_answer_takes_the_place_of_what_is_pending() -> None:
    chat = [question_message('<p class="pending">'), pending_message("ja")]

    assert is_pending(chat)
    assert without_pending(chat) == chat[:1]
    assert without_pending(chat[:1]) == chat[:1]


def test_an_answer_tells_how_it_was_made_and_can_be_rated() -> None:
    exchange = make_exchange().model_copy(update={"scope": ("試験市", "<b>市")})
    content = answer_message(exchange, 3, "down")["content"]

    assert 'href="#k/rate/3/up/ja"' in content
    assert 'class="rate down given"' in content
    assert 'class="rate up"' in content
    assert "<summary>抽出 · 試験市、&#60;b&#62;市 · 0&#46;00秒</summary>" in content
    assert "すべての文書" in answer_message(make_exchange(), 1)["content"]


def test_the_model_that_wrote_an_answer_is_named() -> None:
    exchange = make_exchange(mode="llm").model_copy(update={"engine": "qwen3-8b"})
    content = answer_message(exchange, 1)["content"]

    assert "qwen3&#45;8b" in content
    assert "<summary>言語モデル · " in content


def test_a_conversation_is_shown_with_its_ratings_and_further_questions_at_its_end() -> None:
    exchange = make_exchange(followups=("期限は？",))
    transcript = Transcript().with_exchange(exchange).with_exchange(exchange)
    messages = chat_messages(transcript, {2: "up"})

    assert [message["role"] for message in messages] == ["user", "assistant"] * 2
    assert "given" not in messages[1]["content"]
    assert 'class="rate up given"' in messages[3]["content"]
    assert "options" not in messages[1]
    assert messages[3]["options"]
