from evals.metrics.refusal import refusal_precision, refusal_recall

REFUSED, ANSWERED = True, False


def test_precision_is_a_term_of_refusals_only() -> None:
    # three refusals, two of them right: 2 / 3
    terms = [
        refusal_precision(refused=REFUSED, answerable=False),
        refusal_precision(refused=REFUSED, answerable=False),
        refusal_precision(refused=REFUSED, answerable=True),
        refusal_precision(refused=ANSWERED, answerable=True),
    ]
    assert terms == [1.0, 1.0, 0.0, None]


def test_recall_is_a_term_of_unanswerable_questions_only() -> None:
    # three unanswerable questions, one of them refused: 1 / 3
    terms = [
        refusal_recall(refused=REFUSED, answerable=False),
        refusal_recall(refused=ANSWERED, answerable=False),
        refusal_recall(refused=ANSWERED, answerable=False),
        refusal_recall(refused=REFUSED, answerable=True),
    ]
    assert terms == [1.0, 0.0, 0.0, None]
