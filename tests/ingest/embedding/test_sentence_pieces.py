from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from ingest.embedding.e5_convert import ensure_default_model
from ingest.embedding.prepared_model import PIECES_FILE, default_model_folder
from ingest.embedding.sentence_pieces import SentencePieces
from tests.conftest import CORPUS
from tests.ingest.embedding.tiny_e5 import TinySource

ALPHABET = "あいがアガｱｲｶﾞﾟﾊ゛\u3099漢字市町村 \u3000\t\n\r～〜①㎡㍻ＡＢab12.,-（）・\u200b😀𓀀<s>"


@pytest.fixture(scope="module")
def folder(data_dir: Path) -> Path:
    return default_model_folder(data_dir)


@pytest.fixture(scope="module")
def pieces(folder: Path) -> SentencePieces:
    return SentencePieces(folder / PIECES_FILE, 512)


@pytest.fixture(scope="module")
def reference(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


@settings(max_examples=300, deadline=None)
@given(text=st.text(st.sampled_from(ALPHABET), max_size=40))
def test_the_tokens_are_those_of_the_sentence_transformers_folder(
    pieces: SentencePieces, reference: Tokenizer, text: str
) -> None:
    # An inner "<s>" is text here and a mark there.
    text = "query: " + text.replace("<s>", "").strip() + "。"
    assert pieces.encode([text])[0].ids == reference.encode(text).ids


def test_the_tokens_of_the_plans(pieces: SentencePieces, reference: Tokenizer) -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        lines = {line.strip() for line in path.read_text("utf-8").split("\n")}
        # A rule such as "-----" has many divisions of the same score.
        words = sorted(line for line in lines if line and not set(line) & set("-=―…・"))
        texts = [f"passage: {line}"[:400] for line in words]
        for text, tokens in zip(texts, pieces.encode(texts), strict=True):
            assert tokens.ids == reference.encode(text).ids, text


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.sampled_from(ALPHABET), max_size=40))
def test_ends_go_forward_within_the_text(pieces: SentencePieces, text: str) -> None:
    (tokens,) = pieces.encode([text])
    assert len(tokens.ends) == len(tokens.ids) - 2
    assert tokens.ends == sorted(tokens.ends)
    assert all(0 <= end <= len(text) for end in tokens.ends)


def test_the_first_token_beyond_an_offset(pieces: SentencePieces) -> None:
    text = "query: 令和7年度の目標"
    (tokens,) = pieces.encode([text])
    first = tokens.first_at(len("query: "))
    spelled = "".join(pieces.piece(number) for number in tokens.ids[first:-1])
    assert spelled.replace("▁", "") == "令和7年度の目標"
    assert tokens.first_at(0) == 1
    assert tokens.first_at(len(text)) == len(tokens.ids) - 1


def test_a_text_that_names_a_mark_gets_no_mark(pieces: SentencePieces) -> None:
    (tokens,) = pieces.encode(["</s><pad>計画<mask>"])
    assert not {0, 1, 2, 250001} & set(tokens.ids[1:-1])


def test_a_long_text_is_cut_and_closed(folder: Path, pieces: SentencePieces) -> None:
    text = "市の計画。" * 400
    whole = SentencePieces(folder / PIECES_FILE, 10_000).encode([text])[0].ids
    cut = pieces.encode([text])[0]
    assert len(whole) > 512 == len(cut.ids)
    assert cut.ids == [*whole[:511], whole[-1]]


def test_blanks_at_the_ends_make_no_token(pieces: SentencePieces) -> None:
    bare, padded = pieces.encode(["計画の目標", "　 計画の目標 \n"])
    assert bare.ids == padded.ids


def test_a_small_vocabulary(tiny: TinySource, tmp_path: Path) -> None:
    folder = ensure_default_model(tmp_path, source=tiny.source)
    pieces = SentencePieces(folder / PIECES_FILE, 512)
    (tokens,) = pieces.encode(["ab市Ａ"])
    assert [pieces.piece(number) for number in tokens.ids] == ["<s>", "▁ab", "市", "a", "</s>"]


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / PIECES_FILE).write_bytes(b"no model")
    with pytest.raises((OSError, RuntimeError)):
        SentencePieces(tmp_path / PIECES_FILE, 512)
