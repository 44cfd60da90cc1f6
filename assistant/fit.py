"""Whether a statement has what a kind of question asks for: a number, a date, a person …"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.kinds import Kind
from assistant.question import Question
from ingest.normalize import normalize
from ingest.terms import words

_NUMBER = re.compile(
    r"[0-9][0-9,.]*\s*(?:%|割|件|人|名|台|時間|か所|箇所|カ所|ヵ所|業務|手続|団体|事例|円|回|年間|倍|"
    r"つ|種類|市町|自治体|歳|項目|章|課|分|程度|世帯|施設|校|基|本|戸|㎡|点|枚|社|席|地区|館|通|万|億|日(?:以内|間|前|後)|開庁日|営業日|"
    r"[かヶカケ]月|週間)|(?<![0-9A-Za-z.-])[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+\.[0-9]+"
)
_DATE = re.compile(
    r"(?:令和|平成|昭和)\s*[0-9元]+|[0-9]{4}\s*年|(?<![A-Za-z])[RH]\s?[0-9]{1,2}(?![0-9])|[0-9]{4}\.[0-9]{1,2}|"
    r"[0-9]+年(?:間|度)|[0-9]{1,2}月"
)
_WHO = re.compile(
    r"[市町村]長|知事|大臣|本部|部長|課長|室長|係長|[一-龥ァ-ヴー]{1,12}[課室部局](?![屋分長署])|リーダー|責任者|担当|"
    r"CIO|委員会|職員|グループ|機構|庁|センター|チーム|アドバイザー|会社"
)
_DEFINITION = re.compile(
    r"の略|とは|[A-Za-z]+\([^)]{3,}\)|(?:の|という)こと[。)]?$|のこと。|もの[。]?$|を指す|と訳され|…|:"
)
_REASON = re.compile(
    r"ため|から|により|による|ことで|背景|目的|理由|必要|契機|受けて|踏まえ|課題|鑑み|求められ"
)

_SHOWS: dict[Kind, re.Pattern[str]] = {
    "numeric": _NUMBER,
    "date": _DATE,
    "who": _WHO,
    "definition": _DEFINITION,
    "reason": _REASON,
}

_ASKS_HOW_OFTEN = re.compile(
    r"頻度|何(?:年|か月|ヶ月|日|週間?)(?:ごと|おき|に(?:何|[0-9]))|\bhow (?:often|frequently|regularly)\b",
    re.IGNORECASE,
)
_HOW_OFTEN = re.compile(
    r"毎(?:年|月|週|日|回|朝)|随時|定期的|常時|適宜|ごと|四半期|半期|隔[年月週]"
)

_ASKS_FOR_THE_CALL = re.compile(
    r"(?:何|なん|どう)(?:と|て|という?|ていう)(?:いう|言う|呼|称|名付|読)|(?:名称|愛称|通称|別名|呼び名|呼称|略称|キャッチフレーズ|スローガン)(?:は|を|が|って|と)|"
    r"という(?:名前|名称|愛称)|\b(?:is|are|was|were|be) .{1,40}\bcalled\b|\bknown as\b|\bnicknamed?\b|\b(?:what|which) name\b|\bnamed\b|\bname of the (?:system|service|app|plan|project|scheme|tool|product|site|portal)\b",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"という|と(?:も|は)?(?:呼|称|名付|言|いい|いわ|読)|愛称|通称|別名|名称|略称|呼称|「[^「」]{2,25}」と(?:し|す|名|い)|『[^『』]{2,25}』"
)

_ASKS_FOR_A_NAME = re.compile(
    r"(?:長|者|知事|議員|大臣|職員|さん|リーダー)の?(?:お)?(?:名前|氏名|名は)|何という人|の氏名|"
    r"(?:市長|町長|村長|知事)(?:さん)?は(?:誰|だれ)|"
    r"\bname of the (?:mayor|deputy|vice|governor|head|director|chief|person)|"
    r"\bwho is the (?:current )?(?:mayor|governor|deputy mayor|vice mayor)\b|"
    r"(?:mayor|governor|chief|director)(?:'s)? name",
    re.IGNORECASE,
)


_ASKS_FOR_A_PERIOD = re.compile(
    r"期間|いつからいつまで|何年度から|何年から|何年間|\bperiod\b|\bduration\b|\bhow long\b|\btime ?(?:span|frame)\b|"
    r"\bfrom when\b|\b(?:cover|run|span)s?\b",
    re.IGNORECASE,
)
_HAS_A_PERIOD = re.compile(
    r"[0-9元]年度?(?:\([^)]*\))?[^。]{0,6}?(?:から|[~～〜-])[^。]{0,24}?[0-9]年度?"
)


def fits_kind(kind: Kind, statement: str, question: Question) -> bool:
    """Whether a normalised statement has what a kind of question asks for.

    Kinds that ask for nothing that can be seen in the wording fit every statement.
    """
    if kind == "who" and asks_for_a_name(question):
        return has_person_name(statement)
    pattern = _SHOWS.get(kind)
    if kind == "numeric" and _has(_ASKS_HOW_OFTEN, question.text) and _HOW_OFTEN.search(statement):
        return True
    return pattern is None or bool(pattern.search(statement))


def has_date(statement: str) -> bool:
    """Whether a normalised statement has a year or a month."""
    return bool(_DATE.search(statement))


def fit_share(kind: Kind, statement: str, quote: str, question: Question) -> float:
    """How fully a statement has what is asked for, in [0, 1]: a period wants both its ends.

    Args:
        statement: normalised, a table row with its column headers.
        quote: normalised, without them: the years over a row's cells are no period.
    """
    if not fits_kind(kind, statement, question):
        return 0.0
    if kind == "date" and asks_for_a_period(question):
        return 1.0 if _HAS_A_PERIOD.search(quote) else 0.5
    return 1.0


def asks_for_a_period(question: Question) -> bool:
    """Whether a beginning and an end are asked for (いつからいつまで？)."""
    return _has(_ASKS_FOR_A_PERIOD, question.text)


def asks_for_a_name(question: Question) -> bool:
    """Whether a person's own name is asked for (市長の名前は？)."""
    return _has(_ASKS_FOR_A_NAME, question.standalone)


def asks_what_it_is_called(question: Question) -> bool:
    """Whether the name of a thing is asked for (何と呼ぶ？, the nickname of …)."""
    return _has(_ASKS_FOR_THE_CALL, question.text)


@lru_cache(maxsize=256)
def _has(pattern: re.Pattern[str], asked: str) -> bool:
    """Whether a question has a pattern: looked for once, and not for each of its hits."""
    return bool(pattern.search(normalize(asked)))


def calls_something(statement: str) -> bool:
    """Whether a normalised text says what something is called."""
    return bool(_CALLS.search(statement))


def has_person_name(statement: str) -> bool:
    """Whether a text has a person's name in it: a family name and a given name side by side.

    One such word alone is no evidence: many places are family names too (久慈, 鯖江). A foreign name
    has a dot between its two (グスタフ・マーラー).
    """
    found = words(statement)
    return any(
        first.pos3 == second.pos3 == "人名" and (first.pos4, second.pos4) == ("姓", "名")
        for first, second in pairwise(found)
    ) or any(
        first.pos3 == last.pos3 == "人名" and dot.surface == "・"
        for first, dot, last in zip(found, found[1:], found[2:], strict=False)
    )
