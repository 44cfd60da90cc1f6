"""Fitting the adapter: questions whose words are never those of their answers are learned."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from assistant.query_adapter import QueryAdapter, no_change
from evals.fitting.adapter import Example, fit_adapter
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.pipeline import ingest
from ingest.sources import Source
from tests.ingest.fake_embedder import FakeEmbedder, FakeTokenEmbedder

ASKED, STATED = "甲丁戊己", "春夏冬朝"
"""Whoever asks 甲 is answered by what says 春, and so on."""


def _indexed(folder: Path, embedder: FakeEmbedder) -> Index:
    text = "# 計画\n\n" + "\n\n".join(f"{stated * 6}。" for stated in STATED)
    path = folder / "plan.md"
    path.write_text(text, encoding="utf-8")
    info = DocumentInfo(doc_id="plan", title="計画", municipality="丘市", kind="plan")
    ingest([Source(path, info)], folder / "data", embedder, keep_others=False)
    return Index.open(folder / "data", embedder)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return _indexed(tmp_path_factory.mktemp("adapter"), FakeTokenEmbedder())


def examples(index: Index) -> list[Example]:
    rows = [row for row in range(index.meta.n_units) if "。" in index.store.units([row])[0].quote]
    quotes = [index.store.units([row])[0].quote for row in rows]
    return [
        Example((asked,), tuple(rows), np.asarray([stated in quote for quote in quotes]), index)
        for asked, stated in zip(ASKED, STATED, strict=True)
    ]


def first(index: Index, adapter: QueryAdapter, one: Example) -> bool:
    tokens = index.query_tokens(one.queries[0])
    assert tokens is not None
    whole, own = index.late_similarities([adapter(tokens)], one.rows)[0]
    scores = whole + own
    return bool(scores[one.right].max() > scores[~one.right].max())


def test_it_learns_which_words_answer_which(index: Index) -> None:
    known = examples(index) * 20
    assert not all(first(index, no_change(), one) for one in known)
    assert all(first(index, fit_adapter(known), one) for one in known)


def test_what_nothing_answers_stays_below_silence(index: Index) -> None:
    known = examples(index) * 20
    silent = [replace(known[0], queries=("龍",), right=np.zeros(len(known[0].rows), dtype=bool))]
    adapter = fit_adapter([*known, *silent * 40])

    def above(one: Example) -> float:
        tokens = index.query_tokens(one.queries[0])
        assert tokens is not None
        whole, own = index.late_similarities([adapter(tokens)], one.rows)[0]
        return float((whole + own).max() / 2) - adapter.answered_from(tokens)

    assert all(above(one) > 0 for one in known[: len(ASKED)])
    assert above(silent[0]) < 0


def test_the_fit_is_the_same_each_time(index: Index) -> None:
    one, other = (fit_adapter(examples(index)) for _ in range(2))
    np.testing.assert_array_equal(one.change, other.change)
    np.testing.assert_array_equal(one.emphasis, other.emphasis)


def test_without_examples_or_tokens_there_is_nothing_to_fit(index: Index, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no examples"):
        fit_adapter([])
    plain = _indexed(tmp_path, FakeEmbedder())
    with pytest.raises(ValueError, match="no token vectors"):
        fit_adapter(examples(plain))
