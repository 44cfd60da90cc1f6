from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

from ingest.embedding.model import SentenceTransformerEmbeddings
from ingest.embedding.onnx_model import OnnxEmbeddings, batches
from ingest.embedding.prepared_model import default_model_folder
from ingest.errors import ModelError
from ingest.token_vectors import TokenVectors, write_tokens
from tests.conftest import CORPUS

SHORT = [
    "短い文",
    "a",
    "市" * 90,
    "Ｒ７年度　テレワーク実施率 80%",
    "👍 mixed text と 日本語",
    "改行\nの ある\t文",
]


@pytest.fixture(scope="module")
def embeddings(data_dir: Path) -> OnnxEmbeddings:
    return OnnxEmbeddings(default_model_folder(data_dir))


@pytest.fixture(scope="module")
def reference(data_dir: Path) -> SentenceTransformerEmbeddings:
    return SentenceTransformerEmbeddings(default_model_folder(data_dir))


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Sentences of the plans, one that the window cuts, and odd ones. None ends in a blank, of
    which sentence-transformers makes a token.
    """
    plan = (CORPUS / "kitakyushu-dx-plan-excerpt.txt").read_text("utf-8")
    lines = [line.strip() for line in plan.split("\n") if len(line) > 20]
    return [*SHORT, *lines[:40], plan[:3000]]


def test_vectors_agree_with_sentence_transformers(
    embeddings: OnnxEmbeddings, reference: SentenceTransformerEmbeddings, texts: list[str]
) -> None:
    passages = (embeddings.embed_array(texts) * reference.embed_array(texts)).sum(axis=1)
    assert passages.mean() > 0.997
    assert passages.min() > 0.985
    queries = [
        np.dot(embeddings.embed_query(text), reference.embed_query(text)) for text in texts[:20]
    ]
    assert np.mean(queries) > 0.997
    assert np.min(queries) > 0.985


def test_a_batch_changes_no_vector(embeddings: OnnxEmbeddings, texts: list[str]) -> None:
    together = embeddings.embed_array(texts)
    assert together.shape == (len(texts), 384)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        assert np.dot(embeddings.embed_array([text])[0], vector) > 0.9999


def test_each_text_is_told_of_once(embeddings: OnnxEmbeddings, texts: list[str]) -> None:
    seen: list[int] = []
    embeddings.embed_array(texts, seen.extend)
    assert sorted(seen) == list(range(len(texts)))


def test_no_texts_make_no_rows(embeddings: OnnxEmbeddings) -> None:
    assert embeddings.embed_array([]).shape == (0, 384)
    assert embeddings.embed_documents([]) == []


def test_langchain_methods_give_lists(embeddings: OnnxEmbeddings) -> None:
    (document,) = embeddings.embed_documents(["計画"])
    query = embeddings.embed_query("計画")
    assert isinstance(document[0], float)
    assert len(document) == len(query) == 384
    # "query: " and "passage: " make different vectors of one text.
    assert not np.allclose(document, query, atol=1e-3)


def test_threads_load_it_once_and_agree(data_dir: Path) -> None:
    shared = OnnxEmbeddings(default_model_folder(data_dir))
    vectors: list[list[float]] = []

    def ask() -> None:
        vectors.append(shared.embed_query("計画期間はいつまでですか"))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(vectors) == 4
    assert all(np.allclose(vector, vectors[0], atol=1e-5) for vector in vectors)


def test_a_damaged_encoder_is_named(data_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"no graph")
    with pytest.raises(ModelError) as raised:
        OnnxEmbeddings(tmp_path).embed_query("計画")
    assert raised.value.key == "model_not_loadable"
    assert "\n" not in raised.value.message("en")


def test_batches_hold_to_their_limit() -> None:
    assert list(batches([3, 10, 4, 2, 5], 10)) == [[1], [4, 2], [0, 3]]
    assert list(batches([30, 1], 10)) == [[0], [1]]
    assert list(batches([], 10)) == []


def test_a_query_has_its_own_tokens_and_no_others(embeddings: OnnxEmbeddings) -> None:
    text = "テレワークの実施率は80%"
    ((vector, tokens),) = embeddings.embed_query_tokens([text])
    assert vector == embeddings.embed_query(text)
    tokenizer = embeddings.load().tokenizer
    # Neither the words of the prompt nor the marks of beginning and end.
    (with_prompt,) = (one.ids for one in tokenizer.encode([f"query: {text}"]))
    assert tokens.ids.tolist() == with_prompt[-1 - len(tokens.ids) : -1]
    spelled = "".join(tokenizer.piece(number) for number in tokens.ids.tolist())
    assert spelled.replace("▁", "") == text
    assert tokens.vectors.shape == (len(tokens.ids), 384)
    assert [tokens.vectors.dtype.name, tokens.ids.dtype.name] == ["float32", "int32"]
    np.testing.assert_allclose(np.linalg.norm(tokens.vectors, axis=1), 1.0, atol=1e-5)


def test_queries_embedded_together_are_as_if_alone(embeddings: OnnxEmbeddings) -> None:
    texts = ["テレワークの実施率は80%", "本部長は？", "How many people did Kitakyushu hire?"]
    together = embeddings.embed_query_tokens(texts)
    for text, (vector, tokens) in zip(texts, together, strict=True):
        ((alone, alone_tokens),) = embeddings.embed_query_tokens([text])
        assert np.dot(vector, alone) > 0.9999
        assert tokens.ids.tolist() == alone_tokens.ids.tolist()
        assert (tokens.vectors * alone_tokens.vectors).sum(axis=1).min() > 0.999


def test_passage_tokens_come_with_the_vectors_of_embed_array(
    embeddings: OnnxEmbeddings, texts: list[str]
) -> None:
    seen: list[int] = []
    vectors, tokens = embeddings.embed_passage_tokens(texts, [0] * len(texts), seen.extend)
    np.testing.assert_array_equal(vectors, embeddings.embed_array(texts))
    assert sorted(seen) == list(range(len(texts)))
    tokenizer = embeddings.load().tokenizer
    for text, one in zip(texts, tokens, strict=True):
        assert one.ids.tolist() == tokenizer.encode([f"passage: {text}"])[0].ids
        assert one.vectors.shape == (len(one.ids), 384)
        assert len(one.scales) == len(one.ids) <= 512
        lengths = np.linalg.norm(one.vectors * one.scales[:, None], axis=1)
        np.testing.assert_allclose(lengths, 1.0, atol=0.02)


@pytest.mark.parametrize("own", ["実施率を80%とする。", "目標\n実施率を80%とする。"])
def test_what_a_passage_itself_states_begins_at_its_offset(
    embeddings: OnnxEmbeddings, own: str
) -> None:
    text = "目標\n実施率を80%とする。"
    _, (tokens,) = embeddings.embed_passage_tokens([text], [text.index(own)])
    tokenizer = embeddings.load().tokenizer
    said = "".join(tokenizer.piece(one) for one in tokens.ids[tokens.own : -1].tolist())
    assert said.replace("▁", "") == own.replace("\n", "")


def test_a_passage_whose_own_part_the_window_cuts_off(embeddings: OnnxEmbeddings) -> None:
    section = "章の名前、" * 400
    _, (tokens,) = embeddings.embed_passage_tokens([section + "言うこと"], [len(section)])
    assert len(tokens.ids) == 512
    # Only the end mark is left of it; the row is as good as its section.
    assert tokens.own == 511


def test_no_passages_have_no_tokens(embeddings: OnnxEmbeddings) -> None:
    vectors, tokens = embeddings.embed_passage_tokens([], [])
    assert vectors.shape == (0, 384)
    assert tokens == []


def test_a_passage_with_the_words_asked_for_has_more_of_the_query(
    embeddings: OnnxEmbeddings, tmp_path: Path
) -> None:
    texts = ["テレワークの実施率を80%とする。", "端末を百台配布する。", "会議室を広くする。"]
    _, passages = embeddings.embed_passage_tokens(texts, [0] * len(texts))
    write_tokens(tmp_path / "tokens", passages)
    ((_, asked),) = embeddings.embed_query_tokens(["テレワークの実施率は？"])
    whole, own = TokenVectors(tmp_path / "tokens").similarities([asked], range(len(texts)))[0]
    assert int(np.argmax(whole)) == int(np.argmax(own)) == 0
    assert (whole <= 1.0 + 1e-6).all()
