"""Who is in charge of what is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.in_charge import beside_its_section, with_the_section_in_charge
from assistant.rank import Evidence
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import ask_for, sure, unit_with
from tests.ingest.fake_embedder import FakeEmbedder

PLAN = """\
# 川野市計画

## 1 乗合車

予約に応じて小型車を走らせる。
利用は1日20人であった。
担当：建設部 地域交通課

## 2 相談

公民館に相談の席を設ける。
担当：福祉部 長寿支援課

### 予約の電子化（総務課・会計課）

申込みを画面から受け付ける。

## 3 配布

端末は情報政策課が配る。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("in_charge")
    path = folder / "kawano.md"
    path.write_text(PLAN, encoding="utf-8")
    info = DocumentInfo(doc_id="kawano", title="川野市計画", municipality="川野市")
    ingest([Source(path, info)], folder / "data", FakeEmbedder())
    return Index.open(folder / "data", FakeEmbedder())


def shown(index: Index, question: str, *words: str, room: int = 500) -> list[str]:
    chosen: list[Evidence] = [sure(index, unit_with(index, one)) for one in words]
    found = with_the_section_in_charge(ask_for(question), chosen, chosen, index, room)
    return [one.hit.unit.quote for one in found]


RUNS, CARRIED = "予約に応じて小型車を走らせる。", "利用は1日20人であった。"
TRANSPORT, ELDERLY = "担当：建設部 地域交通課", "担当：福祉部 長寿支援課"


@pytest.mark.parametrize(
    ("question", "words", "answer"),
    [
        ("乗合車はどの課が担当ですか", ["小型車"], [TRANSPORT, RUNS]),
        ("Which department runs the shared car?", ["小型車"], [TRANSPORT, RUNS]),
        # What another section is in charge of is nobody's business here.
        ("乗合車はどの課が担当ですか", ["長寿", "小型車", "20人"], [TRANSPORT, RUNS, CARRIED]),
        ("乗合車の利用は？", ["20人"], [CARRIED]),
        ("端末はどの課が配りますか", ["情報政策課"], ["端末は情報政策課が配る。"]),
        ("どの課が担当ですか", ["長寿"], [ELDERLY]),
    ],
)
def test_the_line_of_its_section_leads(
    index: Index, question: str, words: list[str], answer: list[str]
) -> None:
    assert shown(index, question, *words) == answer


def test_what_there_is_no_room_for_is_left_out(index: Index) -> None:
    room = len(TRANSPORT) + len(RUNS)
    asked = "乗合車はどの課が担当ですか"
    assert shown(index, asked, "小型車", "20人", room=room) == [TRANSPORT, RUNS]


def test_the_line_stands_before_what_is_ranked(index: Index) -> None:
    ranked = [sure(index, unit_with(index, words)) for words in (ELDERLY, "小型車", "1日20人")]
    ranked = [replace(one, own=own) for one, own in zip(ranked, (0.0, 1.0, 0.2), strict=True)]
    asked = ask_for("乗合車はどの課が担当ですか")
    quotes = [one.hit.unit.quote for one in beside_its_section(asked, ranked, index)]
    assert quotes == [RUNS, TRANSPORT, ELDERLY, CARRIED]
    other = ask_for("乗合車は何人が使いましたか")
    assert beside_its_section(other, ranked, index) == ranked


def test_what_hardly_speaks_of_it_is_not_what_is_asked_about(index: Index) -> None:
    desk, car = (sure(index, unit_with(index, words)) for words in ("相談の席", "小型車"))
    ranked = [replace(desk, own=0.1), replace(car, own=0.9)]
    found = beside_its_section(ask_for("乗合車はどの課が担当ですか"), ranked, index)
    assert [one.hit.unit.quote for one in found][1:3] == [RUNS, TRANSPORT]


def test_a_heading_may_end_with_the_section_in_charge(index: Index) -> None:
    heading = "予約の電子化（総務課・会計課）"
    assert shown(index, "予約の電子化はどの課の担当？", "申込み")[0] == heading


def test_when_something_is_compiled_asks_for_no_section(index: Index) -> None:
    assert shown(index, "乗合車の調査のとりまとめはいつですか", "小型車") == [RUNS]
