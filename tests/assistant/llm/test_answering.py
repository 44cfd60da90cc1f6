"""Answers of a scripted language model, end to end: what is shown, dropped, and shown instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant import service
from assistant.graph import SoFar
from assistant.llm import chat as chat_module
from assistant.schema import Answer
from assistant.service import Assistant, Trace
from assistant.settings import Settings
from ingest.errors import UsageError
from tests.assistant.small_index import ingest_small
from tests.ingest.fake_embedder import FakeEmbedder
from tests.llm_server import Answering, Reply, Served, llm_server

QUESTION = "青葉市のテレワーク実施率の目標は？"
RIGHT = "青葉市は、テレワーク実施率を80%にします。"
SHOWN = f"{RIGHT}[1]\n\n計画の記載：\n\n- テレワーク実施率を80%にします。 [1]"


@pytest.fixture(autouse=True)
def fakes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "load_embeddings", lambda model, data_dir: FakeEmbedder())
    monkeypatch.setattr(chat_module, "BACKOFF_S", 0.01)


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answering")
    ingest_small(folder)
    return folder


def assistant_at(url: str, data_dir: Path, **values: object) -> Assistant:
    settings = {"llm_base_url": url, "llm_model": "scripted", "llm_timeout_s": 20.0, **values}
    return Assistant(Settings(data_dir=data_dir, home=None, _env_file=None, **settings))  # type: ignore[arg-type]


def number_of(prompt: str, words: str) -> int:
    """The number of the evidence that has ``words``."""
    found = re.search(rf'<evidence n="(\d+)"[^>]*>[^<]*{re.escape(words)}', prompt)
    assert found, prompt
    return int(found[1])


def saying(*texts: str) -> Answering:
    """Texts in turn, in which ``[words]`` becomes the number of the evidence with those words."""
    waiting = list(texts)

    def answer(messages: list[dict[str, str]]) -> Reply:
        text = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        prompt = messages[0]["content"]
        return Reply(re.sub(r"\[(\D[^\]]*)\]", lambda m: f"[{number_of(prompt, m[1])}]", text))

    return answer


def ask(data_dir: Path, *texts: str, question: str = QUESTION) -> tuple[Answer, Served]:
    with llm_server(answering=saying(*texts)) as served:
        return assistant_at(served.url, data_dir).ask(question), served


def test_a_true_sentence_is_shown_with_its_citation(data_dir: Path) -> None:
    answer, served = ask(data_dir, f"{RIGHT}[実施率を80%]")
    assert (answer.mode, answer.status) == ("llm", "answered")
    assert answer.answer == SHOWN
    assert [one.quote for one in answer.citations] == ["テレワーク実施率を80%にします。"]
    assert answer.llm is not None
    assert (answer.llm.model, answer.llm.notice, answer.llm.dropped) == ("scripted", "", ())
    assert len(served.requests) == 1


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ("青葉市は、テレワーク実施率を90%にします。[実施率を80%]", "number"),
        ("青葉市は、テレワーク実施率を令和9年度までに80%にします。[実施率を80%]", "year"),
        ("緑川市は、テレワーク実施率を80%にします。[実施率を80%]", "municipality"),
        ("青葉市は、テレワーク実施率を80%にしません。[実施率を80%]", "negation"),
        ("青葉市は財務局と連携し、テレワーク実施率を80%にします。[実施率を80%]", "name"),
        ("青葉市は、コピー使用量を80%にします。[99]", "unknown_citation"),
        ("The telework rate is to be 80%. [実施率を80%]", "language"),
    ],
)
def test_a_lie_is_repaired_with_its_reason_or_dropped(
    data_dir: Path, lie: str, reason: str
) -> None:
    answer, served = ask(data_dir, lie, f"{RIGHT}[実施率を80%]")
    assert (answer.mode, answer.answer) == ("llm", SHOWN)
    assert answer.llm is not None and answer.llm.repaired == 1
    assert [one.reason for one in answer.llm.dropped] == [reason]
    talk = served.requests[1]["messages"]
    assert [one["role"] for one in talk] == ["user", "assistant", "user"]
    assert lie.split("[", maxsplit=1)[0] in talk[2]["content"]

    answer, served = ask(data_dir, lie)
    assert (answer.mode, answer.status) == ("extractive", "answered")
    assert "照合できなかった" in answer.llm.notice if answer.llm else False
    assert "テレワーク実施率を80%にします" in answer.answer
    assert len(served.requests) == 2, "one retry and no more"


def test_what_passes_stays_when_another_sentence_is_dropped(data_dir: Path) -> None:
    answer, _ = ask(data_dir, f"{RIGHT}[実施率を80%]人口は12,345人です。[実施率を80%]", "NONE")
    assert (answer.mode, answer.answer) == ("llm", SHOWN)
    assert answer.llm is not None
    assert [(one.reason, one.detail) for one in answer.llm.dropped] == [("number", "12,345人")]


def test_a_model_that_declines(data_dir: Path) -> None:
    answer, _ = ask(data_dir, "NONE")
    assert answer.mode == "extractive"
    assert answer.llm is not None and "答えを書けなかった" in answer.llm.notice


def test_a_refusal_is_not_left_to_a_model(data_dir: Path) -> None:
    answer, served = ask(data_dir, RIGHT, question="札幌市の人口は？")
    assert (answer.status, answer.mode, served.requests) == ("not_found", "extractive", [])


def test_evidence_is_numbered_data_with_years_spelt_out(data_dir: Path) -> None:
    _, served = ask(data_dir, "NONE", question="青葉市の電子契約のスケジュールは？")
    prompt = served.prompts()[0]
    assert 'document="青葉市DX推進計画"' in prompt
    assert 'section="3 スケジュール"' in prompt
    assert "R7年度＝令和7年度（2025年度）" in prompt
    assert len(prompt) < 2500


def test_a_document_cannot_close_its_tag_or_inject_markup(data_dir: Path) -> None:
    said = "窓口予約の<script>alert(1)</script>は[こちら](http://x)です。[窓口予約の]"
    answer, served = ask(data_dir, said, question="緑川市の窓口予約の表記は？")
    assert "<script>" not in served.prompts()[0].split("</evidence>")[0]
    assert "<script" not in re.sub(r"\\<", "", answer.answer)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply("no", status=500), "HTTP 500"),
        (Reply("no", status=429), "込み合っています"),
        (Reply("context size exceeded", status=400), "文脈長"),
        (Reply("bad key", status=401), "HTTP 401"),
        (Reply(raw=b"<html></html>"), "言語モデル"),
        (Reply(f"{RIGHT}[1]期限は", break_after=2), "途中で切れました"),
        (Reply(""), "照合できなかった"),
    ],
)
def test_a_failure_gives_the_extractive_answer_and_one_line(
    data_dir: Path, reply: Reply, said: str
) -> None:
    with llm_server(reply) as served:
        answer = assistant_at(served.url, data_dir).ask(QUESTION)
    assert (answer.mode, answer.status) == ("extractive", "answered")
    assert "テレワーク実施率を80%にします" in answer.answer
    assert answer.llm is not None
    assert said in answer.llm.notice
    assert "\n" not in answer.llm.notice


def test_a_model_that_hangs_is_given_up(data_dir: Path) -> None:
    with llm_server(Reply("x", delay_s=30)) as served:
        answer = assistant_at(served.url, data_dir, llm_timeout_s=0.5).ask(QUESTION)
    assert answer.mode == "extractive"
    assert answer.timings_ms.total < 4000


def test_sentences_are_streamed_as_they_pass(data_dir: Path) -> None:
    text = f"{RIGHT}[実施率を80%]人口は9人です。[実施率を80%]"
    with llm_server(answering=saying(text, "NONE")) as served:
        steps = list(assistant_at(served.url, data_dir).stream(QUESTION))
    assert [type(one) for one in steps] == [SoFar, Trace]
    assert isinstance(steps[0], SoFar) and RIGHT in steps[0].text
    assert isinstance(steps[-1], Trace) and RIGHT in steps[-1].answer.answer


CONVERSATION = ["青葉市の計画の期間は？"]


@pytest.fixture
def condensing() -> Iterator[Served]:
    def answer(messages: list[dict[str, str]]) -> Reply:
        if "<turn>" in messages[0]["content"]:
            return Reply("緑川市の計画の期間は何年から何年までですか？")
        return Reply("NONE")

    with llm_server(answering=answer) as served:
        yield served


def test_a_follow_up_is_condensed_and_that_is_shown(data_dir: Path, condensing: Served) -> None:
    answer = assistant_at(condensing.url, data_dir).ask("緑川市は？", history=CONVERSATION)
    assert answer.question == "緑川市は？"
    assert answer.standalone_question == "緑川市の計画の期間は何年から何年までですか？"
    assert answer.llm is not None and answer.llm.condensed
    assert {one.doc_id for one in answer.citations} == {"midori"}


def test_condensing_can_be_turned_off(data_dir: Path, condensing: Served) -> None:
    assistant = assistant_at(condensing.url, data_dir, llm_condense=False)
    answer = assistant.ask("緑川市は？", history=CONVERSATION)
    assert answer.standalone_question == "緑川市の計画の期間は?"
    assert answer.llm is not None and not answer.llm.condensed


@pytest.mark.parametrize(
    "said",
    [
        "緑川市の令和12年度の計画の期間は？",
        "金沢市の計画の期間は？",
        "What is the period of the plan?",
        "",
        "一つ目\n二つ目",
        "あ" * 400,
    ],
)
def test_a_condensed_question_may_invent_nothing(data_dir: Path, said: str) -> None:
    with llm_server(Reply(said)) as served:
        answer = assistant_at(served.url, data_dir).ask("緑川市は？", history=CONVERSATION)
    assert answer.standalone_question == "緑川市の計画の期間は?"


def test_settings_that_are_not_whole_are_said_at_once(data_dir: Path) -> None:
    with pytest.raises(UsageError):
        Assistant(Settings(data_dir=data_dir, llm_model="qwen", _env_file=None))


def test_without_a_model_the_answer_has_nothing_of_one(data_dir: Path) -> None:
    answer = Assistant(Settings(data_dir=data_dir, home=None, _env_file=None)).ask(QUESTION)
    assert answer.llm is None
    assert "llm" not in answer.model_dump(mode="json")
