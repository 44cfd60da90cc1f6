"""A language model as judge (after Zheng et al. 2023, single-answer grading with a reference)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import prompts
from assistant.llm.chat import Chat
from assistant.llm.data import as_data
from assistant.llm.failures import LanguageModelError
from assistant.schema import Answer
from evals.dataset import Item
from evals.results import Result
from evals.verdict import JudgeFacts, Verdict

PROMPT = "model.judge"

_LENGTH_LIMIT = 1500
_QUOTES_LIMIT = 3000
_GRADE = r"^[^\w\n]*{name}[^0-9\n]*([0-9]+)(?:\s*/\s*5)?[^\w\n]*$"
_FAITHFULNESS = re.compile(_GRADE.format(name="FAITHFULNESS"), re.IGNORECASE | re.MULTILINE)
_HELPFULNESS = re.compile(_GRADE.format(name="HELPFULNESS"), re.IGNORECASE | re.MULTILINE)
_REASON = re.compile(r"^[^\w\n]*REASON[^\n:：]*[:：]\s*(.+)$", re.IGNORECASE | re.MULTILINE)


class Judge:
    """Grades answers, one call each."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    @property
    def facts(self) -> JudgeFacts:
        """Who judges, for the run record."""
        return JudgeFacts(model=self._chat.endpoint.model, prompt_sha256=prompts.digest(PROMPT))

    def verdict(self, item: Item, answer: Answer) -> Verdict:
        """The verdict on an answer to an item; ``unjudged`` where the model gave none."""
        quotes = "\n".join(f"[{one.n}] {one.quote}" for one in answer.citations)
        asked = prompts.text(
            PROMPT,
            item.lang,
            question=as_data(answer.standalone_question),
            reference=as_data("\n".join(item.quotes)),
            quotes=as_data(quotes[:_QUOTES_LIMIT]),
            answer=as_data(answer.answer),
        )
        try:
            said = self._chat.complete(
                [("human", asked)], self._chat.deadline(), limit=_LENGTH_LIMIT
            )
        except LanguageModelError as error:
            return Verdict(status="unjudged", reason=str(error))
        return read_verdict(said)


def read_verdict(said: str) -> Verdict:
    """The verdict that a judge wrote; ``unjudged`` where a grade is missing, twice, or not 1 to 5."""
    grades = []
    for name, pattern in (("FAITHFULNESS", _FAITHFULNESS), ("HELPFULNESS", _HELPFULNESS)):
        found = pattern.findall(said)
        if len(found) != 1 or not 1 <= int(found[0]) <= 5:
            shown = " ".join(said.split())[:200]
            return Verdict(status="unjudged", reason=f"no one {name} from 1 to 5 in: {shown}")
        grades.append(int(found[0]))
    reason = _REASON.search(said)
    return Verdict(
        status="judged",
        faithfulness=grades[0],
        helpfulness=grades[1],
        reason=reason[1].strip() if reason else "",
    )


def judge_all(
    items: Sequence[Item],
    results: Sequence[Result],
    judge: Judge,
    save: Callable[[Sequence[Result]], None],
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Result, ...]:
    """The results with verdicts; those that have one keep it, what is unjudged is asked again.

    Args:
        items, results: one for each other, in order.
        judge: who judges.
        save: called with all results after each verdict, so that nothing judged is lost.
        on_progress: called after each item.
    """
    judged = list(results)
    for number, (item, result) in enumerate(zip(items, results, strict=True)):
        done = result.verdict is not None and result.verdict.status == "judged"
        if result.answer is not None and not done:
            verdict = judge.verdict(item, result.answer)
            judged[number] = result.model_copy(update={"verdict": verdict})
            save(judged)
        on_progress(number + 1, len(judged))
    return tuple(judged)
