"""What a numeric question counts, and whether a statement counts it too."""

from __future__ import annotations

import re

_NUMBER = r"[0-9][0-9,.]*\s*(?:万|億|千)?\s*"

_COUNTED: tuple[tuple[str, str], ...] = (
    (r"何(?:%|パーセント|割)|割合|比率|[率](?:は|が|を|って|の目標)|\brate\b|\bpercent|\bproportion\b|\bshare of\b|\bhow much of\b",
     _NUMBER + r"(?:%|パーセント|割)"),
    (r"何(?:人|名)|人数|人口|\bhow many (?:\w+ ){0,3}?(?:people|persons|staff|employees|members|trainees|residents|children|leaders|challengers|participants|citizens)\b|\bhead ?count\b|\bpopulation\b",
     _NUMBER + r"(?:人|名)"),
    (r"いくら|費用|予算|金額|何(?:円|万円|億円)|\bcosts?\b|\bbudget\b|\byen\b|\bhow much money\b",
     _NUMBER + r"円"),
    (r"何時間|\bhow many hours\b|\bhours\b", _NUMBER + r"時間"),
    (r"何(?:年間|年に)|\bhow many years\b|\bhow long\b", _NUMBER + r"年間?"),
    (r"何(?:か月|ヶ月|カ月)|\bhow many months\b", _NUMBER + r"[かヶカケ箇]月"),
    (r"何台|台数|\bhow many (?:\w+ ){0,2}?(?:devices|terminals|computers|pcs|tablets)\b", _NUMBER + r"台"),
    (r"何業務|\bhow many (?:\w+ ){0,3}?(?:tasks|operations|services|business processes)\b", _NUMBER + r"(?:業務|事務)"),
    (r"何手続|\bhow many (?:\w+ ){0,2}?procedures\b", _NUMBER + r"手続"),
    (r"何事例|\bhow many (?:\w+ ){0,2}?cases\b", _NUMBER + r"事例"),
    (r"何(?:団体|市町|自治体|市|町)|\bhow many (?:\w+ ){0,2}?(?:municipalities|cities|towns)\b",
     _NUMBER + r"(?:団体|市町|自治体|市|町)"),
    (r"何(?:件|枚)|件数|\bhow many (?:\w+ ){0,2}?(?:applications|requests|sheets)\b", _NUMBER + r"(?:件|枚)"),
    (r"何回|\bhow often\b|\bhow many times\b", _NUMBER + r"回"),
    (r"電話|\bphone\b|\btelephone\b|\bnumber (?:do|can|should) i (?:call|ring)\b|\bcall\b",
     r"[0-9]{2,5}-[0-9]{1,4}-[0-9]{3,4}"),
)  # fmt: skip

_RULES = tuple((re.compile(asked, re.I), re.compile(shown)) for asked, shown in _COUNTED)


def counts_what_is_asked(question: str, statement: str) -> bool | None:
    """Whether a normalised statement has a figure of the kind that a normalised question asks for.

    None where the question names nothing that is counted.
    """
    shown = [pattern for asked, pattern in _RULES if asked.search(question)]
    if not shown:
        return None
    return any(pattern.search(statement) for pattern in shown)
