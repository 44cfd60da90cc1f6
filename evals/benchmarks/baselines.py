"""What to hold the product against: whole passages by vectors, by BM25, and by both fused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from assistant.fusion import reciprocal_rank_fusion
from assistant.settings import Settings
from evals.benchmarks.records import Benchmark, BenchmarkQuestion
from evals.runner import Progress
from ingest.embedding.model import load_embeddings
from ingest.lexical import LexicalIndex
from ingest.terms import terms_of

DEPTH = 100
"""Passages of each ranking that are fused."""

Rankings = Mapping[str, Sequence[Sequence[str]]]
"""For each system, the passage ids of each question, best first."""


def baseline_rankings(
    benchmark: Benchmark,
    questions: Sequence[BenchmarkQuestion],
    settings: Settings,
    on_embed: Progress,
) -> Rankings:
    """``dense`` (exact cosine), ``bm25`` (UniDic lemmas), ``rrf`` (k = 60) over whole passages."""
    texts = [passage.whole for passage in benchmark.passages]
    embedder = load_embeddings(settings.embedding_model, settings.data_dir)
    finished: set[int] = set()

    def on_batch(batch: Sequence[int]) -> None:
        finished.update(batch)
        on_embed(len(finished), len(texts))

    vectors = embedder.embed_array(texts, on_batch)
    lexical = LexicalIndex.build([terms_of(text) for text in texts])
    ids = [passage.id for passage in benchmark.passages]
    rankings: dict[str, list[list[str]]] = {"dense": [], "bm25": [], "rrf": []}
    for question in questions:
        query = np.asarray(embedder.embed_query(question.text), dtype=np.float32)
        dense = np.argsort(-(vectors @ query), kind="stable")[:DEPTH].tolist()
        scores = lexical.scores(terms_of(question.text))
        order = np.argsort(-scores, kind="stable")[:DEPTH].tolist()
        bm25 = [row for row in order if scores[row] > 0]
        fused = [row for row, _ in reciprocal_rank_fusion([dense, bm25])]
        for name, rows in (("dense", dense), ("bm25", bm25), ("rrf", fused)):
            rankings[name].append([ids[row] for row in rows])
    return rankings
