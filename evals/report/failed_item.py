"""One failed item of a report: what was asked, said, expected and retrieved."""

from __future__ import annotations

from collections.abc import Sequence

from evals.report.causes import DEPTH, Failure
from evals.report.element import Child, Markup, element, joined
from evals.results import Retrieved


def failed_item(failure: Failure) -> Markup:
    """The item as a block that opens on a click."""
    item, result = failure.item, failure.result
    facts: list[tuple[str, Child]] = []
    if item.history:
        facts.append(("asked before", _lines(item.history)))
    if item.home:
        facts.append(("home", item.home))
    if result.answer and result.answer.standalone_question != item.question:
        facts.append(("understood as", result.answer.standalone_question))
    facts.append(("answer", _answer(failure)))
    facts += _expected(failure)
    if result.retrieved:
        facts.append(("retrieved", _retrieved(result.retrieved)))
    if item.note:
        facts.append(("note", item.note))
    rows = [joined(element("dt", name), element("dd", value)) for name, value in facts]
    return element(
        "details",
        element(
            "summary",
            element("code", item.id),
            element("span", f"{item.type}, {item.lang}", class_="kind"),
            element("span", item.question, lang=item.lang),
        ),
        element("dl", *rows),
        class_="item",
    )


def _answer(failure: Failure) -> Child:
    answer = failure.result.answer
    if answer is None:
        return failure.result.error
    citations = [
        element(
            "li",
            element("span", f"{one.doc_id}: {' › '.join(one.section)}", class_="where"),
            element("q", one.quote),
            value=str(one.n),
        )
        for one in answer.citations
    ]
    cited = element("ol", *citations, class_="citations") if citations else ""
    return joined(
        element("span", answer.status, class_="status"),
        element("div", answer.answer, class_="text"),
        cited,
    )


def _expected(failure: Failure) -> list[tuple[str, Child]]:
    item = failure.item
    if not item.answerable:
        return [("expected", "a refusal: the documents do not say")]
    groups = [" or ".join(f"“{word}”" for word in group) for group in item.must]
    missing = {" or ".join(f"“{word}”" for word in group) for group in failure.missing}
    expected = element(
        "ul",
        *(
            element("li", group, element("em", " – missing") if group in missing else "")
            for group in groups
        ),
    )
    where = f"{', '.join(item.docs)}: {' / '.join(item.sections) or 'any section'}"
    facts: list[tuple[str, Child]] = [("expected", expected)]
    if failure.forbidden:
        facts.append(("must not have", _lines(failure.forbidden)))
    facts.append(("evidence", joined(element("span", where, class_="where"), _lines(item.quotes))))
    return facts


def _retrieved(units: Sequence[Retrieved]) -> Markup:
    rows = [
        element(
            "li",
            f"{one.doc_id}: {' › '.join(one.section) or '(before the first heading)'}",
            class_="relevant" if one.relevant else "other",
        )
        for one in units[:DEPTH]
    ]
    first = next((rank for rank, one in enumerate(units, 1) if one.relevant), None)
    note = f"evidence first at rank {first or '–'} of {len(units)}"
    return joined(element("ol", *rows, class_="retrieved"), note)


def _lines(texts: Sequence[str]) -> Markup:
    return element("ul", *(element("li", text) for text in texts))
