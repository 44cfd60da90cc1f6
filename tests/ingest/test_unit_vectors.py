"""Vectors and tokens of units: computed once, taken over afterwards, in the units' order."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.errors import IndexStateError
from ingest.generations import Generations
from ingest.index import TOKENS_NAME, Embedder, Index
from ingest.normalize import normalize
from ingest.pipeline import ingest
from ingest.sources import find_sources
from ingest.token_vectors import QueryTokens, TokenVectors, write_tokens
from ingest.unit_vectors import BatchEmbedder, UnitVectors, embed_units
from ingest.units import Unit
from tests.ingest.conftest import Plans
from tests.ingest.fake_embedder import FakeEmbedder, FakeTokenEmbedder


def sentence(number: int, quote: str, section: tuple[str, ...] = ("目標",)) -> Unit:
    return Unit(f"d:{number}", "d", "sentence", section, 0, len(quote), quote, order=number)


FIRST, SECOND = sentence(0, "率を80%にする。"), sentence(1, "研修を年２回行う。")


def embedded(
    data_dir: Path, embedder: BatchEmbedder, *units: Unit
) -> tuple[UnitVectors, int, list[tuple[int, int]]]:
    steps: list[tuple[int, int]] = []
    vectors, computed = embed_units(
        Generations(data_dir),
        units,
        embedder,
        None,
        on_progress=lambda *step: steps.append(step),
        on_document=lambda *_: None,
    )
    return vectors, computed, steps


def current(data_dir: Path) -> Path:
    folder = Generations(data_dir).current()
    assert folder is not None
    return folder


def opened(plans: Plans, embedder: Embedder) -> Index:
    return Index.open(plans.data_dir, embedder)


def units_of(index: Index) -> list[Unit]:
    return index.store.units(range(index.meta.n_units))


@pytest.fixture
def with_tokens(plans: Plans) -> Plans:
    """The two plans, ingested with a model that gives tokens."""
    ingest(find_sources([plans.folder]), plans.data_dir, FakeTokenEmbedder())
    return plans


def test_a_model_without_tokens_gives_vectors_alone(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    vectors, computed, steps = embedded(tmp_path, embedder, FIRST, SECOND)
    assert vectors.tokens is None
    assert embedder.embedded == [normalize(one.search_text) for one in (FIRST, SECOND)]
    np.testing.assert_array_equal(vectors.whole, embedder.embed_array(embedder.embedded[:2]))
    assert vectors.whole.dtype == np.float32
    assert computed == 2
    assert (steps[0], steps[-1]) == ((0, 2), (2, 2))


def test_a_model_with_tokens_gives_those_of_each_unit(tmp_path: Path) -> None:
    embedder = FakeTokenEmbedder()
    vectors, computed, _ = embedded(tmp_path, embedder, FIRST, SECOND)
    assert vectors.tokens is not None
    for unit, tokens in zip((FIRST, SECOND), vectors.tokens, strict=True):
        text = normalize(unit.search_text)
        assert "".join(map(chr, tokens.ids.tolist())) == text
        assert text[tokens.own :] == normalize(unit.statement)
    assert computed == 2
    assert embedder.own == ["率を80%にする。", "研修を年2回行う。"]


def test_a_unit_with_a_lead_and_one_without_a_section(tmp_path: Path) -> None:
    embedder = FakeTokenEmbedder()
    item = replace(FIRST, kind="item", lead="次のとおりとする。")
    embedded(tmp_path, embedder, item, replace(SECOND, section=()))
    assert embedder.own == ["率を80%にする。", "研修を年2回行う。"]


def test_a_text_that_stands_twice_is_embedded_once(tmp_path: Path) -> None:
    embedder = FakeTokenEmbedder()
    again = replace(FIRST, unit_id="d:9", order=2)
    vectors, computed, _ = embedded(tmp_path, embedder, FIRST, SECOND, again)
    assert computed == len(embedder.embedded) == 2
    assert vectors.tokens is not None
    assert len(vectors.whole) == len(vectors.tokens) == 3
    assert vectors.whole[0].tolist() == vectors.whole[2].tolist()
    assert vectors.tokens[0].ids.tolist() == vectors.tokens[2].ids.tolist()


@pytest.mark.parametrize("embedder", [FakeEmbedder(), FakeTokenEmbedder()])
def test_no_units(tmp_path: Path, embedder: FakeEmbedder) -> None:
    vectors, computed, _ = embedded(tmp_path, embedder)
    assert (len(vectors.whole), computed) == (0, 0)


def test_unchanged_units_are_taken_over_with_their_tokens(with_tokens: Plans) -> None:
    index = opened(with_tokens, FakeTokenEmbedder())
    units = units_of(index)
    again = FakeTokenEmbedder()
    vectors, computed, _ = embedded(with_tokens.data_dir, again, *reversed(units), FIRST)
    assert again.embedded == [normalize(FIRST.search_text)]
    assert computed == 1
    assert vectors.tokens is not None
    fresh, _, _ = embedded(with_tokens.data_dir / "none", again, *reversed(units), FIRST)
    assert fresh.tokens is not None
    np.testing.assert_allclose(vectors.whole, fresh.whole, atol=1e-6)
    for kept, made in zip(vectors.tokens, fresh.tokens, strict=True):
        assert kept.ids.tolist() == made.ids.tolist()
        assert kept.vectors.tolist() == made.vectors.tolist()
        assert kept.scales.tolist() == made.scales.tolist()
        assert kept.own == made.own


@pytest.mark.parametrize("damage", ["gone", "damaged", "short", "model", "version"])
def test_without_sound_tokens_of_the_same_model_all_is_computed(
    with_tokens: Plans, damage: str
) -> None:
    units = units_of(opened(with_tokens, FakeTokenEmbedder()))
    tokens = current(with_tokens.data_dir) / TOKENS_NAME
    again = FakeTokenEmbedder("fake-tokens:2" if damage == "model" else "fake-tokens:1")
    if damage == "gone":
        shutil.rmtree(tokens)
    elif damage == "damaged":
        (tokens / "ids.npy").write_bytes(b"")
    elif damage == "short":
        *kept, _ = (TokenVectors(tokens).of(row) for row in range(len(units)))
        shutil.rmtree(tokens)
        write_tokens(tokens, kept)
    elif damage == "version":
        tokens.rename(tokens.with_name("tokens-v0"))
    vectors, computed, _ = embedded(with_tokens.data_dir, again, *units)
    assert computed == len({normalize(unit.search_text) for unit in units})
    assert vectors.tokens is not None
    assert len(vectors.tokens) == len(units)


def late(
    index: Index, query: str, rows: Sequence[int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    tokens = index.query_tokens(query)
    assert tokens is not None
    return index.late_similarities([tokens], rows)[0]


def test_an_index_finds_rows_by_the_tokens_of_a_query(with_tokens: Plans) -> None:
    index = opened(with_tokens, FakeTokenEmbedder())
    units = units_of(index)
    rows = list(range(len(units)))
    telework = next(row for row in rows if "端末を100台" in units[row].quote)
    whole, own = late(index, normalize(units[telework].statement), rows)
    assert whole.shape == own.shape == (len(units),)
    # Each of the statement's characters stands in it: nothing is more alike than itself.
    assert own[telework] == whole[telework] == pytest.approx(1.0, abs=1e-4)
    assert max(own) == own[telework]
    assert min(whole) < 1.0


def test_of_a_section_s_heading_the_whole_row_has_it_and_its_statement_does_not(
    with_tokens: Plans,
) -> None:
    index = opened(with_tokens, FakeTokenEmbedder())
    units = units_of(index)
    row = next(row for row, unit in enumerate(units) if "端末を100台" in unit.quote)
    assert "章" in units[row].section[-1] and "章" not in units[row].statement
    (whole,), (own,) = late(index, "章", [row])
    assert whole == pytest.approx(1.0, abs=1e-4)
    # Unless by chance another character has its axis.
    assert all(ord(one) % 64 != ord("章") % 64 for one in normalize(units[row].statement))
    assert own == pytest.approx(0.0, abs=1e-4)


def test_an_index_without_tokens_tells_none(ingested: Plans) -> None:
    index = opened(ingested, ingested.embedder)
    assert index.query_tokens("研修") is None
    assert index.passage_tokens(0) is None
    some = QueryTokens(np.ones((2, 64), dtype=np.float32), np.asarray([1, 2], dtype=np.int32))
    assert index.token_weights(some).tolist() == [1.0, 1.0]
    assert [part.tolist() for part in index.late_similarities([some], [0, 1])[0]] == [
        [0.0, 0.0]
    ] * 2


def test_the_tokens_of_a_row_are_those_of_its_unit(with_tokens: Plans) -> None:
    index = opened(with_tokens, FakeTokenEmbedder())
    found = index.passage_tokens(3)
    assert found is not None
    text = normalize(units_of(index)[3].search_text)
    assert 0 < len(found.ids) <= len(text) + 2


def test_what_a_query_stresses_counts_more(with_tokens: Plans) -> None:
    index = opened(with_tokens, FakeTokenEmbedder())
    row = next(row for row, unit in enumerate(units_of(index)) if "端末を100台" in unit.quote)
    plain = index.query_tokens("端末龍")
    assert plain is not None
    _, (before,) = index.late_similarities([plain], [row])[0]
    for stressed, more in ((2, False), (0, True)):
        emphasis = np.ones(len(plain.ids), dtype=np.float32)
        emphasis[stressed] = 9.0
        _, (after,) = index.late_similarities([replace(plain, emphasis=emphasis)], [row])[0]
        assert bool(after > before) is more


def test_a_query_is_embedded_once(with_tokens: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    index, asked = _counting(with_tokens, monkeypatch)
    index.search_dense("研修", 3)
    late(index, "研修", [0, 1])
    index.cosines("研修", units_of(index)[:1])
    assert asked == [["研修"]]


def test_queries_embedded_ahead_are_embedded_together(
    with_tokens: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, asked = _counting(with_tokens, monkeypatch)
    alone = [index.search_dense(query, 3) for query in ("研修", "端末")]
    again, asked_again = _counting(with_tokens, monkeypatch)
    again.embed_ahead(["研修", "端末", "研修"])
    again.embed_ahead(["端末"])
    assert [again.search_dense(query, 3) for query in ("研修", "端末")] == alone
    assert asked == [["研修"], ["端末"]]
    assert asked_again == [["研修", "端末"]]


def _counting(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> tuple[Index, list[list[str]]]:
    """An index, and the queries that it gives its model to embed."""
    embedder = FakeTokenEmbedder()
    asked: list[list[str]] = []
    real = embedder.embed_query_tokens

    def counted(texts: Sequence[str]) -> object:
        asked.append(list(texts))
        return real(texts)

    monkeypatch.setattr(embedder, "embed_query_tokens", counted)
    return opened(plans, embedder), asked


@pytest.mark.parametrize("name", ["vectors.npy", "scales.npy", "ids.npy", "starts.npy"])
def test_damaged_tokens_of_an_index_are_told(with_tokens: Plans, name: str) -> None:

    (current(with_tokens.data_dir) / TOKENS_NAME / name).write_bytes(b"no array")
    with pytest.raises(IndexStateError) as caught:
        opened(with_tokens, FakeTokenEmbedder())
    assert caught.value.key == "index_damaged"


def test_tokens_of_fewer_rows_than_the_index_has_are_damaged(
    with_tokens: Plans, ingested: Plans
) -> None:
    """The files of another index: whole in themselves, and yet not those of these units."""

    tokens = current(with_tokens.data_dir) / TOKENS_NAME
    first = TokenVectors(tokens).of(0)
    shutil.rmtree(tokens)
    write_tokens(tokens, [first])
    with pytest.raises(IndexStateError):
        opened(with_tokens, FakeTokenEmbedder())
