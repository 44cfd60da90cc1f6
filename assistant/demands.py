"""What a question demands to be shown: a name, a place, a count, the year it speaks of.

Told from its wording, and looked for in what was found. Without it even what comes very near is
beside the question: that there are two satellite offices, where the question is in which ward they
are. The classes are closed and their signs plain, so that nothing has to be weighed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.fit import has_person_name
from assistant.question import Question
from assistant.years_fit import year_fit
from ingest.normalize import normalize, search_form, squeeze
from ingest.terms import place_names, terms_of

_LOOKED_AT = 5
"""Statements, best first, of which one has to show a name, a place or a count."""

_ON_TOPIC = 0.5
"""It has to speak of this share, at least, of what the best of them speaks of: that another project
costs 3億円 is no answer."""


@dataclass(frozen=True)
class Statement:
    """Something found.

    Attributes:
        text, around: what it says and what it stands under, both normalised.
        covers: share of what the question speaks of that it speaks of, in [0, 1].
    """

    text: str
    around: str = ""
    covers: float = 1.0


@dataclass(frozen=True)
class _Demand:
    """What asks for a value, in a normalised question, and whether a statement shows one.

    ``shown`` takes the statement and the names that the question has already.
    """

    asked: re.Pattern[str]
    shown: Callable[[Statement, frozenset[str]], bool]


def _asked(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_COMPANY = re.compile(
    r"株式会社|[(]株[)]|[有合][限同]会社|大学|法人|組合|機構|財団|協会|公社|\b(?:Inc|Corp|Ltd|LLC)\b|"
    r"[ァ-ヴーA-Za-z一-龥]+(?<![会本支同他各当自貴公弊御神])社(?=[はがとのにを、。)]|$)"
)
_AMOUNT = re.compile(
    r"[0-9]\s?(?:千|百万|万|億)?(?:円|ドル|ユーロ)|[千万億](?:円|ドル|ユーロ)|無料|無償|有料|免除|減免|負担な"
)
_WEEKDAY = re.compile(r"[月火水木金土日]曜|毎日|平日|土日")
_SITE = re.compile(
    r"[0-9]階|丁目|番地|庁舎|役所|役場|窓口|公民館|支所|センター|図書館|施設|会館|学校|[課室局](?!題|長|員)|"
    r"[一-龥ァ-ヴー][州島海湖川港駅館園](?![一-龥])|広場|会場"
)
_SECTION = re.compile(
    r"[一-龥ァ-ヴーA-Za-z]{1,12}(?:課(?!題|員|す|し|さ|税|金)|(?<![教議修習])室(?!内)|部(?!分|門|会|品|材|数|位|活|落|下|族|外|内)|"
    r"係(?!る|わ)|局|班|グループ|チーム|センター)|事務局|全庁|各所属"
)
_NEIGHBOUR = re.compile(r"隣|近隣|周辺|広域|圏域|他の?(?:市|町|自治体)|市町村|共同")
_BASE = re.compile(r"年度?末?(?:の実績)?[)）]?比|比べ|基準|対前年|現状値|実績")
_ACTUAL = re.compile(
    r"現在|現状|実績|時点|末で|済み|まし?た(?![いくめ])|った|でし|てい[るま]|ており|おり、|[0-9]となり"
)
_GOAL = re.compile(r"まで|目指|めざ|目標|予定|見込")
_AGES = re.compile(
    r"[0-9]\s?歳?代?\s?(?:[~〜～-]|から)\s?[0-9]+\s?(?:歳|代)|[0-9]\s?歳(?:以上|以下|未満)|高齢|若|シニア|世代|年齢を問わ"
)
"""People of several ages together."""

_AGE = re.compile(r"[0-9]\s?(?:歳|代)|世代|年代|高齢|若年|若者")
_GROUPS = re.compile(r"(?<![0-9])(?P<age>[1-9]0)(?:歳?代)(?!目)")
_GROUPS_IN_ENGLISH = {
    word: str(10 * (number + 1))
    for number, word in enumerate(
        "teens twenties thirties forties fifties sixties seventies eighties nineties".split()
    )
}
_NAMED_SITE = re.compile(r"[0-9]階|丁目|番地|庁舎|市役所|町役場|公民館|支所|図書館")


def _has_company(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_COMPANY.search(statement.text))


def _has_person(statement: Statement, _: frozenset[str]) -> bool:
    return has_person_name(statement.text)


def _has_amount(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_AMOUNT.search(f"{statement.text}\n{statement.around}"))


def _has_weekday(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_WEEKDAY.search(statement.text))


def _has_site(statement: Statement, known: frozenset[str]) -> bool:
    return bool(_SITE.search(statement.text)) or bool(_new_places(statement.text, known))


def _has_named_site(statement: Statement, known: frozenset[str]) -> bool:
    return bool(_NAMED_SITE.search(statement.text)) or bool(_new_places(statement.text, known))


def _has_municipality(statement: Statement, known: frozenset[str]) -> bool:
    return bool(_new_places(f"{statement.text}\n{statement.around}", known))


def _has_section(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_SECTION.search(f"{statement.text}\n{statement.around}"))


def _has_neighbour(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_NEIGHBOUR.search(f"{statement.text}\n{statement.around}"))


def _has_deputy(statement: Statement, _: frozenset[str]) -> bool:
    return "副" in statement.text


def _has_base(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_BASE.search(f"{statement.text}\n{statement.around}"))


def _has_actual(statement: Statement, _: frozenset[str]) -> bool:
    said = f"{statement.text}\n{statement.around}"
    return bool(_ACTUAL.search(said)) or not _GOAL.search(statement.text)


def _has_age(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_AGE.search(statement.text))


def _new_places(text: str, known: frozenset[str]) -> set[str]:
    return {
        name for name in place_names(text) if not any(name in one or one in name for one in known)
    }


_DEMANDS = (
    _Demand(
        _asked(
            r"(?:どこの|何という|なんという|何て)(?:\w{0,4}会社|企業|業者|事業者|ベンダー|メーカー|製品)|どの(?:会社|ベンダー|メーカー)",
            r"(?:会社|企業|業者|事業者|ベンダー|メーカー|委託先|発注先)(?:名|の名前|の名称|(?:は|って)(?:どこ|どちら)(?!でも))",
            r"\b(?:which|what) (?:\w+ )?(?:company|firm|vendor|contractor|consultant|supplier|manufacturer)\b",
        ),
        _has_company,
    ),
    _Demand(
        _asked(
            r"(?:長|(?<!業)(?<!象)(?<!用)者|知事|議員|大臣|職員|補佐官)(?:さん)?の?(?:名前|お名前|氏名|名は)",
            r"(?:人|方)の(?:お名前|名前|氏名)|何という(?:人|方|お?名前の(?:人|方))|って何というお名前|フルネーム",
            r"\bnames? of (?:the |\w+'s )?(?:\w+ ){0,4}?(?:mayor|governor|head|director|chief|person|people|officers?|leaders?|managers?|advis[eo]rs?|officials?)\b",
            r"\b(?:mayor|governor|chief|director|cio|advis[eo]r)(?:'s)? name\b",
        ),
        _has_person,
    ),
    _Demand(
        _asked(
            r"どの(?:区|町内|地区|建物|施設|商業施設|店)|何という(?:建物|施設|店)",
            r"\b(?:which|what) (?:ward|district|building|facility|store|shop|mall|shopping \w+)\b|\bstreet address\b",
            r"\bwhere in \w+ (?:is|are|was|were|will)\b",
        ),
        _has_named_site,
    ),
    _Demand(
        _asked(
            r"どこに(?:ある|あり|置|設け|設置|でき|建)|(?:場所|所在地)(?:は|って|を|が)",
            r"\bwhere (?:is|are|was|were|will) (?:[\w'-]+ ){1,8}?(?:located|situated|held|based|set up|placed|installed|built)\b",
        ),
        _has_site,
    ),
    _Demand(
        _asked(
            r"(?:費|料|金額|予算|報酬|給料|価格|値段|運賃|代金|補助)[^。、]{0,12}いくら(?!で?も)|いくら(?:かか|払|支払|もら|の予算|の費用)|何(?:千|万|億)?円",
            r"\bhow much (?:\w+ ){0,3}?(?:cost|fare|fee|money|budget|salary|pay|paid|spen[dt]|charged?)\b|\bhow many yen\b",
            r"\bhow much (?:will|does|did|do) .{1,60}\b(?:cost|pay|spend|charge|earn)\b$|\bhow much is the (?:fare|fee|charge|salary|pay)\b",
        ),
        _has_amount,
    ),
    _Demand(
        _asked(
            r"(?:どの|どこの|何)課|課(?:は|って)(?:どこ|どちら|どれ)|\b(?:which|what) (?:section|division|department)\b"
        ),
        _has_section,
    ),
    _Demand(
        _asked(
            r"(?:お?隣|近隣)の(?:[市町村](?=[はがのでとにも、])|市町村|自治体|市町)|\bneighbou?ring (?:\w+ )?(?:city|cities|towns?|municipalit)|\bnext town\b"
        ),
        _has_neighbour,
    ),
    _Demand(
        _asked(
            r"副(?:本部長|委員長|市長|町長|村長|知事|会長|部会長|議長|座長)",
            r"\b(?:deputy|vice)[- ](?:head|director|chief|mayor|chair|governor|president|leader)",
        ),
        _has_deputy,
    ),
    _Demand(
        _asked(
            r"何年度?(?:の[^。、]{0,10})?(?:を|が|に)(?:基準|もと|比べ|対し)|基準(?:年度?|となる年|は何年)|何年度?比|\bbase(?:line)? year\b",
        ),
        _has_base,
    ),
    _Demand(
        _asked(
            r"(?:(?:今|いま)の?時点|現時点|現在|今のところ|いまのところ|これまで)(?:まで)?(?:で|は|に|の)?(?:もう)?何(?:[%人件台割]|か所)|実際(?:に|は)?何(?:[%人件台割]|か所)",
            r"\bactually (?:been|become|reached|trained)\b|\bbefore the .{1,30}\b(?:goal|target) was\b",
        ),
        _has_actual,
    ),
    _Demand(
        _asked(
            r"どの(?:年代|世代|年齢層)|何十?代(?!目)|何歳代|\b(?:which|what) age(?:s| groups?| brackets?)?\b"
        ),
        _has_age,
    ),
    _Demand(_asked(r"何曜日?|\b(?:which|what) day of the week\b|\bwhich weekday\b"), _has_weekday),
    _Demand(
        _asked(
            r"どことどこ|(?:市町村|自治体|市町|市|町)名(?:は|を|が|って|と)",
            r"\b(?:which|what) (?:two|three|four|five|[2-9]) (?:\w+ )?(?:cities|towns|municipalities|prefectures)\b",
        ),
        _has_municipality,
    ),
)

_COUNTED = re.compile(
    r"何\s?([かヶカヵ箇]所|時間|段階|種類|項目|団体|事例|業務|手続|世帯|[人名件回枚台個校社歳割本床棟戸円冊])(?!度|目|か|も|で(?!す|しょ|ござ))"
)
_THINGS = (
    "件|個|つ|点|本|種|項目|業務|事務|手続|事例|団体|市町|自治体|社|校|施設|取組|システム|サービス"
)
_COUNTERS = {
    **dict.fromkeys(("件", "個", "種類", "項目", "業務", "手続", "事例", "団体", "本"), _THINGS),
    **dict.fromkeys(
        ("か所", "ヶ所", "カ所", "ヵ所", "箇所"), "[かヶカヵ箇]所|施設|会場|拠点|校|館"
    ),
    **dict.fromkeys(("人", "名"), "人|名"),
    **dict.fromkeys(("世帯", "戸", "棟"), "世帯|戸|軒|棟"),
    "割": "割|%",
    "回": "回|度|毎",
    "歳": "歳|代",
    "時間": "時間|分",
    "段階": "段階|層|レベル|つ|区分",
}
"""How else what is counted so may be counted: 26手続 are 何件."""

_PEOPLE = re.compile(r"人口|[者員人]数")
"""What a table counts that has no 人 in its cells."""

_FIGURE = re.compile(
    r"[0-9][0-9,.]*\s*(?:%|percent\b|万|億)|[0-9]{1,3}(?:,[0-9]{3})+|"
    r"(?<![0-9A-Za-z./-])[0-9]{2,}(?=[人名台件枚円]|時間|\s(?:hours|people|staff|employees|yen)\b)",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"「(?P<quoted>[^「」]{2,30})」|(?P<bare>[A-Za-zァ-ヴー一-龥々0-9・.&/-]{2,30})"
    r"(?:って|とは|という(?:言葉|用語|語)|の意味|の定義|の説明|は何)|\b(?P<latin>[A-Z][A-Z-]{2,})\b"
)
"""The word whose meaning is asked."""

_GLOSSARY = re.compile(r"用語集|用語(?:の)?解説|\bglossary\b", re.IGNORECASE)
_EXPLAINS = re.compile(r"用語|解説|説明|とは|のこと[。)]?$|…|…")
_PRODUCT = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+[A-Z][A-Za-z]{2,}(?![A-Za-z])")

_NO_TERM = re.compile(
    r"(?:.*の)?(?:特徴|特色|現象|物質|役割|効果|影響|目的|概要|内容|課題|問題|違い|意義|理由|原因|方法|手法|場所|事件|名称|"
    r"もの|こと|点|策|説)"
)
"""What such a question asks something else about, and no meaning of: 梅雨の特徴とは."""

_ASKS_FURTHER = re.compile(
    r"いつ|何|なに|どこ|誰|だれ|どの|どれ|どう|なぜ|なんで|いくら|いくつ|\b(?:when|which|what|who|where|why|how)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"。\s*(?=\S)|[.!?]\s+")
_BLANKS = re.compile(r"[\s,]")


def unmet(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a question demands something that nothing found shows.

    Args:
        question: what is asked.
        found: statements within its scope, best first.
    """
    text = normalize(question.text)
    enough = _ON_TOPIC * max((one.covers for one in found), default=0.0)
    first = [one for one in found[:_LOOKED_AT] if one.covers >= enough]
    known = frozenset(
        (
            *place_names(text),
            *(one.name for one in question.scope.municipalities),
            *question.scope.places,
        )
    )
    if any(
        demand.asked.search(text) and not any(demand.shown(one, known) for one in first)
        for demand in _DEMANDS
    ):
        return True
    if (counted := _COUNTED.search(text)) and not _has_count(counted[1], first):
        return True
    return (
        _speaks_of_other_years(question, found)
        or _leaves_out_the_age(text, first)
        or _leaves_out_the_product(question, found)
        or _never_names_the_term(question, found)
        or bool(missing_figures(question, found))
    )


def missing_figures(question: Question, found: Sequence[Statement]) -> list[str]:
    """The figures that a question takes for granted (テレワーク率80%はいつまで？) and no statement has.

    A question whether a figure is right takes none for granted.
    """
    if not _ASKS_FURTHER.search(normalize(question.text)):
        return []
    said = [search_form(one.text) for one in found]
    asking = _CLAUSE_ENDS.split(normalize(question.text).rstrip("?。"))[-1]
    figures = [match.group().strip() for match in _FIGURE.finditer(asking)]
    return [figure for figure in figures if not any(_states(figure, text) for text in said)]


def _states(figure: str, text: str) -> bool:
    """Whether a text in search form has a figure, in whatever notation, and not as a part of another."""
    wanted = _BLANKS.sub("", search_form(figure)).lower().replace("percent", "%")
    digits = re.sub(r"[^0-9.].*", "", wanted)
    number, unit = re.sub(r"\.0*$", "", digits), wanted[len(digits) :]
    return bool(
        re.search(
            rf"(?<![0-9.]){re.escape(number)}(?:[.]0+)?(?![0-9])\s?{re.escape(unit)}",
            _BLANKS.sub("", text).lower(),
        )
    )


def _has_count(counter: str, found: Sequence[Statement]) -> bool:
    written = _COUNTERS.get(counter, counter)
    # A table has the unit beside the measure's name: 職員（人）, 単位：件, 申請件数.
    pattern = re.compile(
        rf"[0-9一二三四五六七八九十百千万数][0-9,.]*\s*[万億千]?\s*(?:{written})|"
        rf"[(](?:{written})[)/]|単位\s?:?\s?(?:{written})|(?:{written})数|{counter}[^。]{{0,12}}[0-9]"
    )
    named = counter in ("人", "名")
    return any(pattern.search(one.text) or (named and _PEOPLE.search(one.text)) for one in found)


def _speaks_of_other_years(question: Question, found: Sequence[Statement]) -> bool:
    if not question.years:
        return False
    fits = [year_fit(question.years, one.text, one.around) for one in found]
    return not any(fit.own or fit.around for fit in fits)


def _leaves_out_the_age(question: str, found: Sequence[Statement]) -> bool:
    """Whether a question asks about people of an age (20代では？) that nothing found tells apart."""
    asked = {match["age"] for match in _GROUPS.finditer(question)}
    asked |= {
        age for word, age in _GROUPS_IN_ENGLISH.items() if re.search(rf"\b{word}\b", question)
    }
    said = [f"{one.text}\n{one.around}" for one in found]
    return bool(asked) and not any(
        _AGES.search(text) or re.search(rf"(?<![0-9]){age}(?:\s?歳?代|\s?歳)", text)
        for age in asked
        for text in said
    )


def _leaves_out_the_product(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a question names a product (PayPay) that nothing found names, or says in other words."""
    said = "\n".join(f"{one.text}\n{one.around}" for one in found).lower()
    places = {
        name.lower() for one in question.scope.municipalities for name in (one.name, *one.aliases)
    }
    names = {name.lower() for name in _PRODUCT.findall(normalize(question.text))} - places
    meant = [one for one in question.concepts if one.phrase.lower() in names]
    known = {
        one.phrase.lower() for one in meant if one.satisfied_by(frozenset(terms_of(said)), said)
    }
    return any(name not in said for name in names - known)


def _never_names_the_term(question: Question, found: Sequence[Statement]) -> bool:
    """Whether the meaning is asked of a word that stands nowhere in what was found."""
    if question.kind != "definition":
        return False
    asked = _TERM.search(normalize(question.text))
    if asked is None:
        return False
    if asked["bare"] and _NO_TERM.fullmatch(asked["bare"]):
        return False
    term = _spelled(asked["quoted"] or asked["bare"] or asked["latin"])
    for municipality in question.scope.municipalities:
        for name in (municipality.name, *municipality.aliases):
            term = term.removeprefix(_spelled(name))
    if term and _GLOSSARY.search(normalize(question.text)):
        entries = (one for one in found if _EXPLAINS.search(f"{one.text}\n{one.around}"))
        return not any(term in _spelled(one.text) for one in entries)
    said = [f"{one.text}\n{one.around}" for one in found]
    if not term or any(term in _spelled(text) for text in said):
        return False
    spoken_of = [one for one in question.concepts if _spelled(one.phrase) in term]
    return not any(
        all(one.satisfied_by(frozenset(terms_of(text)), text.lower()) for one in spoken_of)
        for text in (said if spoken_of else [])
    )


def _spelled(text: str) -> str:
    """A term as it is compared: デジタル・ディバイド and ペーパーレス without their marks."""
    return re.sub(r"[・ー]", "", squeeze(text)).lower()
