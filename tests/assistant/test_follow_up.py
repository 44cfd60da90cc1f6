"""The evidence for a follow-up: what stands beside what was shown, and its other reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import follow_up
from assistant.fact_fit import fact_book
from assistant.follow_up import evidence_after
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.rank import Evidence
from assistant.understand import understand
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.assistant.small_index import poor, sure, unit_with
from tests.ingest.fake_embedder import FakeEmbedder

PLAN = """\
# 川野市計画

## 1 紙

### (1) 現状

印刷が多い。
複合機は40台ある。

### (2) 取組内容

- 会議を画面で行う
- 決裁を電子にする

### (3) 目標

コピー使用量を半分にする。

## 2 体制

【市長】市長は改革に取り組む。

【部長】部長は部を率いる。
"""

INFO = DocumentInfo(doc_id="kawano", title="川野市計画", municipality="川野市")
DIRECTORY = Directory([INFO])


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("follow_up")
    path = folder / "kawano.md"
    path.write_text(PLAN, encoding="utf-8")
    ingest([Source(path, INFO)], folder / "data", FakeEmbedder())
    return Index.open(folder / "data", FakeEmbedder())


Finds = Callable[[dict[str, list[str]]], None]


@pytest.fixture
def finds(index: Index, monkeypatch: pytest.MonkeyPatch) -> Finds:
    """Has the search find, for a question that ends so, statements with these words, the first one best; for
    others nothing that answers.
    """

    def set_up(found: dict[str, list[str]]) -> None:
        def search(question: Question, *_: object) -> list[Evidence]:
            for ending, words in found.items():
                if question.standalone.endswith(ending):
                    units = [unit_with(index, one) for one in words]
                    return [sure(index, unit, 1000.0 - n) for n, unit in enumerate(units)]
            return [poor(index, unit_with(index, "複合機"))]

        monkeypatch.setattr(follow_up, "find_evidence", search)

    return set_up


def quotes_after(index: Index, text: str, *history: str) -> list[str]:
    question = understand(text, DIRECTORY, None, history)
    _, found = evidence_after(question, index, DIRECTORY, fact_book(index), None)
    return [one.hit.unit.quote for one in found]


def test_by_what_means_a_goal_is_reached_stands_beside_it(index: Index, finds: Finds) -> None:
    finds({"減らす？": ["コピー使用量"], "何をする？": ["コピー使用量"]})
    found = quotes_after(index, "そのために具体的に何をする？", "紙をどこまで減らす？")
    assert found[:2] == ["会議を画面で行う", "決裁を電子にする"]


def test_more_is_the_rest_of_the_section(index: Index, finds: Finds) -> None:
    finds({"多い？": ["印刷が多い"], "詳しく": ["印刷が多い"]})
    assert quotes_after(index, "もっと詳しく", "何が多い？")[0] == "複合機は40台ある。"


def test_a_value_is_asked_of_the_very_statement_that_was_shown(index: Index, finds: Finds) -> None:
    finds({"減らす？": ["コピー使用量"], "いつまで？": ["コピー使用量"]})
    found = quotes_after(index, "それはいつまで？", "紙をどこまで減らす？")
    assert found == ["コピー使用量を半分にする。"]


def test_what_is_silent_alone_is_read_behind_the_question_before(
    index: Index, finds: Finds
) -> None:
    finds({"減らす？": ["コピー使用量"], "減らす？ 決裁の扱いを知りたい": ["決裁を電子に"]})
    question = understand("決裁の扱いを知りたい", DIRECTORY, None, ("紙をどこまで減らす？",))
    read, found = evidence_after(question, index, DIRECTORY, fact_book(index), None)
    assert question.standalone == "決裁の扱いを知りたい"
    assert read.standalone == "紙をどこまで減らす？ 決裁の扱いを知りたい"
    assert read.text == question.text
    assert [one.hit.unit.quote for one in found] == ["決裁を電子にする"]


def test_what_was_asked_before_is_no_answer_to_something_else(index: Index, finds: Finds) -> None:
    finds({"減らす？": ["コピー使用量"], "減らす？ 図書館の開館時間を知りたい": ["コピー使用量"]})
    question = understand("図書館の開館時間を知りたい", DIRECTORY, None, ("紙をどこまで減らす？",))
    assert question.otherwise
    read, _ = evidence_after(question, index, DIRECTORY, fact_book(index), None)
    assert read is question


def test_more_of_more_does_not_come_again(index: Index, finds: Finds) -> None:
    finds({"多い？": ["印刷が多い"], "ほかには？": ["印刷が多い"]})
    first = quotes_after(index, "ほかには？", "何が多い？")
    second = quotes_after(index, "ほかには？", "何が多い？", "ほかには？")
    assert first[0] == "複合機は40台ある。"
    assert first[0] not in second


def test_what_is_silent_either_way_stays_as_it_was_read(index: Index, finds: Finds) -> None:
    finds({})
    question = understand("決裁の扱いを知りたい", DIRECTORY, None, ("紙をどこまで減らす？",))
    read, _ = evidence_after(question, index, DIRECTORY, fact_book(index), None)
    assert read is question


def test_a_question_of_another_thing_is_not_answered_with_the_first_again(
    index: Index, finds: Finds
) -> None:
    both = ["市長は改革", "部長は部を"]
    finds({"mayor do?": both[:1], "What about department heads?": both})
    found = quotes_after(index, "What about department heads?", "What does the mayor do?")
    assert found == ["【部長】部長は部を率いる。"]
