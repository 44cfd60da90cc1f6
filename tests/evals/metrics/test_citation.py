from evals.metrics.citation import citation_precision, citation_recall


def test_precision_is_the_share_of_right_citations() -> None:
    assert citation_precision([True, False, False, True]) == 0.5
    assert citation_precision([False]) == 0.0


def test_an_answer_without_citations_has_no_precision() -> None:
    assert citation_precision([]) is None


def test_recall_is_the_share_of_gold_quotes_that_are_cited() -> None:
    # quotes 0 and 2 of three are cited, quote 0 twice
    assert citation_recall([frozenset({0}), frozenset({0, 2})], 3) == 2 / 3
    assert citation_recall([], 3) == 0.0


def test_recall_needs_gold_quotes() -> None:
    assert citation_recall([frozenset()], 0) is None
