"""The kind of value that a question asks for, and whether a statement has one of that kind."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = r"[0-9][0-9,.]*\s*(?:万|億|千)?\s*"


def _in_a_table(unit: str) -> str:
    """What shows that a row's figures are in a unit: it stands beside the measure, 削減時間(時間)."""
    return rf"[(](?:{unit})[)].*[0-9]|[0-9].*[(](?:{unit})[)]"


_COUNTED: tuple[tuple[str, str], ...] = (
    (r"何(?:%|パーセント|割)|割合|比率|[率](?:は|が|を|って|の目標)|\brate\b|\bpercent|\bproportion\b|\bshare of\b|\bhow much of\b",
     _NUMBER + r"(?:%|パーセント|割)|率[0-9.]+|(?:率|割合|構成比?|比率)[^:。、]{0,20}:\s?[0-9]|" + _in_a_table("%")),
    (r"何(?:人|名)|人数|人口|\bhow many (?:\w+ ){0,3}?(?:people|persons|staff|employees|members|trainees|residents|children|leaders|participants|citizens)\b|\bhead ?count\b|\bpopulation\b",
     _NUMBER + r"(?:人|名)" + "|" + _in_a_table("人|名")),
    (r"いくら|費用|予算|金額|何(?:円|万円|億円)|\bcosts?\b|\bbudget\b|\byen\b|\bhow much (?:money|will|does|did|do)\b|\bcharge\b|\bfee\b",
     _NUMBER + r"円" + "|" + _in_a_table("(?:千|万|百万|億)?円")),
    (r"どの(?:会社|企業|業者|事業者|ベンダー)|(?:会社|企業|業者|ベンダー|事業者)(?:は|の名|名|って)|\b(?:which|what) (?:company|firm|vendor|contractor)\b|\bvendor\b|\bcontractor\b",
     r"株式会社|[（(]株[)）]|有限会社|\b(?:Inc|Corp|Ltd)\b"),
    (r"住所|所在地|どこにあ|\baddress\b", r"丁目|番地|[0-9]+-[0-9]+-[0-9]+|〒|[0-9]番"),
    (r"URL|ホームページ|サイトの?アドレス|\bwebsite\b|\bweb address\b", r"https?://|www\."),
    (r"メールアドレス|\be-?mail\b", r"[\w.]+@[\w.]+"),
    (r"何歳|年齢|\bage limit\b|\bhow old\b", r"[0-9]+\s*(?:歳|代)"),
    (r"給料|給与|月給|年収|報酬|\bsalary\b|\bsalaries\b|\bwages?\b", r"給|報酬|[0-9]\s*円"),
    (r"何時(?!間|期|点|代)|\bwhat time\b|\bopening hours\b", r"[0-9]\s*時(?!間|期|点|代)|[0-9]:[0-9]{2}"),
    (r"製品名|商品名|\bproduct(?:'s)? name\b|\bwhich (?:product|software)\b", r"製品|「[^」]*[A-Za-zァ-ヴ][^」]*」"),
    (r"何時間|\bhow many hours\b|\bhours\b", _NUMBER + r"時間" + "|" + _in_a_table("時間")),
    (r"何(?:年間|年に)|\bhow many years\b|\bhow long\b", _NUMBER + r"年間?"),
    (r"何(?:か月|ヶ月|カ月)|\bhow many months\b", _NUMBER + r"[かヶカケ箇]月"),
    (r"何台|台数|\bhow many (?:\w+ ){0,2}?(?:devices|terminals|computers|pcs|tablets)\b", _NUMBER + r"台" + "|" + _in_a_table("台")),
    (r"何業務|\bhow many (?:\w+ ){0,3}?(?:tasks|operations|services|business processes)\b", _NUMBER + r"(?:業務|事務)" + "|" + _in_a_table("業務|事務")),
    (r"何手続|\bhow many (?:\w+ ){0,2}?procedures\b", _NUMBER + r"手続" + "|" + _in_a_table("手続")),
    (r"何事例|\bhow many (?:\w+ ){0,2}?cases\b", _NUMBER + r"事例"),
    (r"何(?:団体|市町|自治体|市|町)|\bhow many (?:\w+ ){0,2}?(?:municipalities|cities|towns)\b",
     _NUMBER + r"(?:団体|市町|自治体|市|町)"),
    (r"何(?:件|枚)|件数|\bhow many (?:\w+ ){0,2}?(?:applications|requests|sheets)\b", _NUMBER + r"(?:件|枚)" + "|" + _in_a_table("件|枚")),
    (r"何回|どのくらいの頻度|\bhow often\b|\bhow many times\b", _NUMBER + r"[回度]|毎[年月日週]"),
    (r"電話|\bphone\b|\btelephone\b|\bnumber (?:do|can|should) i (?:call|ring)\b|\bcall\b",
     r"[0-9]{2,5}-[0-9]{1,4}-[0-9]{3,4}"),
)  # fmt: skip

_RULES = tuple((re.compile(asked, re.I), re.compile(shown)) for asked, shown in _COUNTED)


def counts_what_is_asked(question: str, statement: str) -> bool | None:
    """Whether a normalised statement has a figure of the kind that a normalised question asks for.

    None where the question names nothing that is counted.
    """
    shown = _asked_for(question)
    if not shown:
        return None
    return any(pattern.search(statement) for pattern in shown)


@lru_cache(maxsize=64)
def _asked_for(question: str) -> tuple[re.Pattern[str], ...]:
    """What shows a figure of the kinds asked for; looked up once for all of a question's hits."""
    return tuple(shown for asked, shown in _RULES if asked.search(question))
