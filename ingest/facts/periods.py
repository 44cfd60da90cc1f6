"""Periods, deadlines and dated events, in fiscal years."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.folding import bare_heading
from ingest.facts.goals import is_baseline
from ingest.facts.phrases import phrase_before, tidy
from ingest.facts.reading import Passage, Reading
from ingest.facts.records import Period, PeriodKind
from ingest.facts.years import YearMention, find_mentions

_PERIOD_LABEL = re.compile(
    r"(?P<what>[^\s:。、()「」【】\[\]※]{0,14}(?:期間|年次))[】\])]?\s?(?:は|:|が|\s)[^。〓]{0,40}?$"
)
_SENTENCE_PERIOD = re.compile(r"(?:期間|年間)(?:と(?:する|します)|です|である|とし)?")
_UNTIL = re.compile(r"^\s?まで")
_DUE = re.compile(
    r"^\s?(?:までに|までの(?!\s?[0-9])|まで(?:を目標|$|\s)|を(?:目標|目途|めど|期限)に|を(?:目標|期限)として)"
)
_DUE_LABEL = re.compile(
    r"(?P<what>[^。、()「」]{2,50}?)\s?\(?(?P<label>(?:達成|目標|完了|実施|整備)(?:時期|年度|期限)|期限)[をはが:]\s?$"
)
_EVENT = re.compile(
    r"設置|施行|策定|改定|改訂|制定|公布|成立|決定|発足|開始|開設|導入|締結|公表|運用|認定|採択|宣言|合併|創設|改正|設立|開所|供用|開館|開業|[0-9]\s?版"
)
_RELATIVE = re.compile(r"(?:同|翌|前)(?:年|月)|(?<![0-9])同\s?[0-9]{1,2}\s?月")
"""A second date that leans on the first."""
_BULLET = re.compile(r"^[\s○●・■◆①-⑳]+")
_SHORT = 80
"""Characters up to which a sentence with a deadline is its own description."""
_LAW_NUMBER = re.compile(r"\([^()]*(?:法律|条例|規則|訓令|告示|省令|政令)第[0-9]+号[^()]*\)")


def find_periods(reading: Reading) -> tuple[Period, ...]:
    """The periods, deadlines and dated events of a document's sentences and items, in order."""
    return tuple(period for passage in reading.texts for period in _in_passage(passage))


def _in_passage(passage: Passage) -> Iterator[Period]:
    mentions = passage.years
    if not mentions:
        return
    period = _period(passage, mentions)
    if period is not None:
        yield period
        return
    if passage.kind == "heading":
        return
    due = [found for mention in mentions if (found := _deadline(passage, mention))]
    if due:
        yield due[0]
        return
    event = _event(passage)
    if event is not None:
        yield event


def _period(passage: Passage, mentions: tuple[YearMention, ...]) -> Period | None:
    """「本計画の期間は…令和5年度から令和8年度までの4年間とします」, 「計画期間：2021.1～2026.3」."""
    folded = passage.folded
    masked = passage.masked
    for mention in mentions:
        ranged = mention.first != mention.last or bool(
            re.search(r"から|[~〜]", folded[mention.start : mention.end])
        )
        until = bool(_UNTIL.match(masked[mention.end :]))
        if mention.last is None or not (ranged or until):
            continue
        first = mention.first if ranged else None
        if not masked.strip(" 〓()"):
            return _record(passage, "period", _headline(passage), first, mention.last)
        label = _PERIOD_LABEL.search(masked[: mention.start])
        if label and (what := _label_of(passage, label)):
            return _record(passage, "period", what, first, mention.last)
    return None


def _headline(passage: Passage) -> str:
    """What a bare range on a cover is the period of: the title above it."""
    return bare_heading(passage.section[-1]) if passage.section else "計画期間"


def _label_of(passage: Passage, label: re.Match[str]) -> str | None:
    """「本計画の計画期間は」 -> 本計画の計画期間."""
    return phrase_before(passage.quote[: label.end("what")], with_clause=False)


def _deadline(passage: Passage, mention: YearMention) -> Period | None:
    """「令和7年度末までに標準準拠システムへ移行する」, 「オンライン化（目標時期：令和4年度末）」."""
    if mention.last is None or mention.first != mention.last:
        return None
    masked = passage.masked
    before, after = masked[: mention.start], masked[mention.end :]
    if is_baseline(after):
        return None
    label = _DUE_LABEL.search(before)
    if label:
        what = _labelled(passage.quote, label)
        return _record(passage, "deadline", what, None, mention.last) if what else None
    due = _DUE.match(after)
    if not due or _is_past(masked):
        return None
    whole = _BULLET.sub("", passage.quote)
    clause = (
        whole if len(whole) <= _SHORT else _clause_after(passage.quote[mention.end + due.end() :])
    )
    return _record(passage, "deadline", clause, None, mention.last) if clause else None


def _labelled(quote: str, label: re.Match[str]) -> str | None:
    what = _BULLET.sub("", quote[slice(*label.span("what"))])
    if what.endswith("の"):
        what = f"{what}{label['label']}"
    return tidy(what)


def _is_past(masked: str) -> bool:
    return bool(re.search(r"(?:った|した|ました|でした|れた)[。．]?$", masked))


def _clause_after(text: str) -> str | None:
    text = re.sub(r"^(?:を目標(?:に|として)|として|に|、|\s)+", "", text).strip("。 」")
    return text if len(text) >= 4 else None


def _event(passage: Passage) -> Period | None:
    """A sentence with one date, month given, and something that happened then."""
    folded = _LAW_NUMBER.sub(lambda found: "　" * len(found.group()), passage.folded)
    mentions = find_mentions(folded)
    if len(mentions) != 1 or not mentions[0].dated or mentions[0].first != mentions[0].last:
        return None
    mention = mentions[0]
    after = folded[mention.end :]
    if mention.last is None or not _EVENT.search(after) or _RELATIVE.search(folded):
        return None
    if re.match(r"\s?(?:[~〜]|から|以降|より|まで)", after):
        return None
    return _record(passage, "event", _BULLET.sub("", passage.quote), mention.first, mention.last)


def _record(
    passage: Passage, kind: PeriodKind, what: str, first: int | None, last: int | None
) -> Period:
    return Period(kind, re.sub(r"\s+", " ", what), first, last, passage.span, passage.quote)
