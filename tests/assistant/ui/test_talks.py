from pathlib import Path
from typing import Any

from assistant.kept.transcripts import Transcript
from assistant.ui.desk import Desk, make_desk
from assistant.ui.talks import exports_html, talks_html
from tests.assistant.answers import make_exchange
from tests.assistant.ui.scripted import ScriptedAssistant


def desk_in(folder: Path) -> Desk:
    assistant: Any = ScriptedAssistant(data_dir=folder)
    return make_desk(assistant)


def test_the_list_shows_ones_own_conversations_as_text(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    assert "会話がここに残ります" in talks_html(desk, "me", "", "ja")

    mine = desk.transcripts.save("me", Transcript().with_exchange(make_exchange("<b>目標</b>は？")))
    shown = talks_html(desk, "me", mine.id, "ja")
    assert f'<a href="#k/talk/{mine.id}" aria-current="true">' in shown
    assert "&lt;b&gt;目標&lt;/b&gt;は？" in shown
    assert "1問" in shown
    assert mine.id not in talks_html(desk, "you", "", "ja")
    assert f'href="/api/conversations/{mine.id}.docx?language=ja" download' in exports_html(
        mine, "ja"
    )


def test_what_is_not_kept_cannot_be_exported() -> None:
    assert exports_html(Transcript(), "ja") == ""
    assert exports_html(Transcript().with_exchange(make_exchange()), "ja") == ""
