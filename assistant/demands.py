"""What a question demands to be shown: a name, a place, a count, the year it speaks of.

Told from its wording, and looked for in what was found. Without it even what comes very near is
beside the question: that there are two satellite offices, where the question is in which ward they
are. The classes are closed and their signs plain, so that nothing has to be weighed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.announced import NUMERALS
from assistant.demand import Statement
from assistant.demanded_cases import tells_another_case
from assistant.demanded_groups import leaves_out_whom
from assistant.demanded_names import NAMES, leaves_out_the_sites
from assistant.demanded_values import VALUES, tells_no_goal, tells_only_the_goal
from assistant.kinds import asks_twice, compares
from assistant.question import Question
from assistant.years_fit import year_fit, years_covered
from ingest.normalize import normalize, search_form, squeeze
from ingest.terms import place_names, terms_of

_LOOKED_AT = 5
"""Statements, best first, of which one has to show a name, a place or a count."""

_ON_TOPIC = 0.65
"""It has to speak of this share, at least, of what the best of them speaks of: that another project
costs 3億円 is no answer."""

_BASE_YEAR = re.compile(
    r"(?:基準|現状|策定|設置|開始)[^、。]{0,8}?(?:(?:令和|平成|[RH])\s?[0-9元]+|[0-9]{4})年?度?"
    r"|(?:(?:令和|平成|[RH])\s?[0-9元]+|[0-9]{4})年?度?末?(?:比|の実績|現在|時点|に比べ|より)"
)
"""A year that something else is measured against."""

_AS_MUCH = 0.9
"""So much of what the best speaks of has a statement to speak of that tells the same of another year."""

_COUNTED = re.compile(
    r"何\s?([かヶカヵ箇]所|時間|段階|種類|項目|団体|事例|業務|手続|世帯|往復|トン|か国語|ヶ国語|カ国語|ヘクタール|ページ|[人名件回枚台個校社歳割本床棟戸円冊組便軒票匹頭])(?!度|目|か|も|の?柱|で(?!す|しょ|ござ))"
)
_THINGS = (
    "件|個|つ|点|本|種|項目|業務|事務|手続|事例|団体|市町|自治体|社|校|施設|取組|システム|サービス"
)
_COUNTERS = {
    **dict.fromkeys(("件", "個", "種類", "項目", "業務", "手続", "事例", "団体"), _THINGS),
    "本": f"{_THINGS}|基|台|柱|路線|便",
    **dict.fromkeys(
        ("か所", "ヶ所", "カ所", "ヵ所", "箇所"), "[かヶカヵ箇]所|施設|会場|拠点|校|館|基|局"
    ),
    **dict.fromkeys(("人", "名"), "人|名"),
    **dict.fromkeys(("世帯", "戸", "棟"), "世帯|戸|軒|棟"),
    "組": "組|件|人|名|枠",
    "割": "割|%",
    "回": "回|度|毎|件|通",
    "歳": "歳|代",
    "台": "台|機|両|基",
    **dict.fromkeys(("頭", "匹"), "頭|匹|羽|件"),
    **dict.fromkeys(("便", "往復"), "便|往復|本|回"),
    **dict.fromkeys(("か国語", "ヶ国語", "カ国語"), "[かヶカ]国語|言語|語"),
    "軒": "軒|戸|世帯|棟|施設|件|[かヶカヵ箇]所",
    "票": "票|件",
    "トン": "トン|t|kg",
    "ヘクタール": "ヘクタール|ha",
    "ページ": "ページ|頁",
    "時間": "時間|分",
    "段階": "段階|層|レベル|つ|区分",
}
"""How else what is counted so may be counted: 26手続 are 何件."""

_COUNTED_IN_ENGLISH = re.compile(
    r"\bhow many (?:(?!(?:to|of|in|for|by|with|from|did|do|does|are|were|is|was|will|would|can|could|should|must|may|might|have|has|had)\b)[\w-]+ ){0,3}?(?:(?P<人>people|persons|residents|citizens|visitors|participants|employees|staff|workers|members|students|users|(?:passengers|pupils|children|teachers|applicants|volunteers|officials|trainees|tourists|patients|guests|commuters|women|men)(?!['’]))(?! (?:hours|days|minutes|members|trips|visits|records|accounts|devices|services|surveys)\b)"
    r"|(?P<世帯>households|families|homes)|(?P<頭>deer|boars?|bears?|cattle|animals)|(?P<回>times)"
    r"|(?P<台>vehicles|cars|vans|trucks|bicycles|bikes|computers|laptops|tablets|terminals|printers|drones))\b",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"(?:人口|[者員人客童徒生児込募録]数)[^。、]{0,12}[0-9]|[者員人客童徒生児込募録]数、[^。、:]{1,12}:[0-9]"
)
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

_ANSWER_QUOTED = re.compile(r"「([^「」]{4,20})」と(?:回答|答え|感じ|考え|思|し[たて])")
_OF_SO_MANY = re.compile(
    r"\bhow many of (?:the|its|those|these|our) (?P<whole>[0-9][0-9,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?P<of>[0-9][0-9,]*)\s?(?:[人名件台戸社校]|か所|業務|手続|施設|世帯|団体)?の?(?:うち|中で)[^。]{0,25}何",
    re.IGNORECASE,
)
_BEST = 2
"""Statements, from the best, one of which has a number beside the whole."""

_DASH = re.compile(r"[\s()]*[-―ー‐–—−…/]+[\s()]*")
_ANCHORED = re.compile(
    r"以降|以前|まで|から|比べ|策定|開始|始ま|始め|導入した|作った|できた|\b(?:since|from|after|before|until|by)\b",
    re.IGNORECASE,
)
"""A year that only says since when."""

_YEARS = re.compile(r"(?:令和|平成|[RH])\s?[0-9元]+(?:年度?)?|[0-9]+\s?(?:年度?|月|日|か年)")
_NUMBER = re.compile(r"[0-9]+")

_GLOSSARY = re.compile(r"用語集|用語(?:の)?解説|\bglossary\b", re.IGNORECASE)
_EXPLAINS = re.compile(r"用語|解説|説明|とは|のこと[。)]?$|…")
_PRODUCT = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+[A-Z][A-Za-z]{2,}(?![A-Za-z])")

_NAME = r"([A-Z][A-Za-z0-9]{3,}(?:-[A-Za-z0-9]+)?)"
_EITHER = re.compile(
    rf"\b(?:[Ii]s it|[Dd]o(?:es)? .{{1,40}}|[Ww]ill .{{1,40}}|[Aa]re .{{1,40}}) {_NAME} or {_NAME}\b"
    rf"|(?<![A-Za-z]){_NAME}(?:と|か|、)(?:、)?{_NAME}(?:の|と|か|で?は)?、?(?:どっち|どちら)"
)
"""How a question asks which of two names it is."""

_TIME = re.compile(
    r"[0-9]+\s?(?:年|月|日|時|分|期(?!間)|週)|年度|毎|随時|[上中下]旬|[春夏秋冬]|曜|通年|[RH][0-9]|20[0-9]{2}|早期|当面|未定|直ち|"
    r"速やか|[後前]に|(?<!最後)まで|期間|時"
)
"""What may answer when, however vaguely."""

_NO_TERM = re.compile(
    r"(?:.*の)?(?:特徴|特色|現象|物質|役割|効果|影響|目的|概要|内容|課題|問題|違い|意義|理由|原因|方法|手法|場所|事件|名称|"
    r"もの|こと|点|策|説)|.*(?:する|した|しない|な|い)(?:もの|こと|ところ|点)"
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
    first = on_topic(found)
    # Of two things that are asked for one may be told beside the best.
    beside = found[:_LOOKED_AT] if asks_twice(text) else ()
    together = [one for one in beside if _stand_together(one, found[0])]
    known = frozenset(
        (
            *place_names(text),
            *(one.name for one in question.scope.municipalities),
            *question.scope.places,
        )
    )
    if any(
        demand.asked.search(text)
        and not any(demand.shown(one, known) for one in (*first[: demand.within], *together))
        for demand in (*NAMES, *VALUES)
    ):
        return True
    if (counter := _counter_of(text)) and not _has_count(counter, first):
        return True
    return (
        _speaks_of_other_years(question, found)
        or _stands_between_the_years(question, first)
        or _leaves_the_year_open(question, first)
        or _tells_another_year(question, found)
        or tells_only_the_goal(question, first)
        or tells_no_goal(question, first)
        or leaves_out_the_sites(text, first)
        or leaves_out_whom(question, found, first)
        or tells_another_case(question, found)
        or _leaves_out_the_product(question, found)
        or _names_neither(text, found)
        or _leaves_out_the_place(question, found)
        or _names_no_time(question, found, first)
        or _never_names_the_term(question, found)
        or _leaves_out_what_is_quoted(question, found)
        or _knows_the_whole_alone(text, first)
        or bool(missing_figures(question, found))
    )


def on_topic(found: Sequence[Statement], first: int | None = _LOOKED_AT) -> list[Statement]:
    """Of statements, best first, those that speak of what the question speaks of among the first few; None: of all."""
    enough = _ON_TOPIC * max((one.covers for one in found), default=0.0)
    return [one for one in found[:first] if one.covers >= enough or one.leads]


def _stand_together(one: Statement, best: Statement) -> bool:
    """Whether two stand below one heading, where what the best leaves out may be told beside it."""
    return bool(one.section) and one.section == best.section


def missing_figures(question: Question, found: Sequence[Statement]) -> list[str]:
    """The figures that a question takes for granted (テレワーク率80%はいつまで？) and no statement
    on its topic has.

    A question whether a figure is right takes none for granted.
    """
    if not _ASKS_FURTHER.search(normalize(question.text)):
        return []
    said = [search_form(one.text) for one in on_topic(found, None)]
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


def _counter_of(question: str) -> str | None:
    """The counter of what a normalised question wants counted (何人, how many people); None for none."""
    if found := _COUNTED.search(question):
        return found[1]
    in_english = _COUNTED_IN_ENGLISH.search(question)
    return in_english.lastgroup if in_english else None


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


def _stands_between_the_years(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a figure is asked of a year that the best statement has left out of those it has."""
    if question.kind != "numeric" or len(question.years) != 1 or not found:
        return False
    best = found[0]
    years = years_covered(best.text)
    asked = int(question.years[0][:4])
    return (
        len(years) > 1
        and asked not in years
        and not year_fit(question.years, best.text, best.around).around
        and not any(year_fit(question.years, one.text, one.around).own for one in found)
    )


def _leaves_the_year_open(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a figure is asked of one year, under which the best row has nothing but a dash, and nothing
    else found says anything of that year.
    """
    if question.kind != "numeric" or len(question.years) != 1 or not found:
        return False
    if _ANCHORED.search(normalize(question.text)):
        return False
    asked = int(question.years[0][:4])
    values = _of_the_year(found[0].text, asked)
    return (
        bool(values)
        and all(_DASH.fullmatch(value) for value in values)
        and not any(
            year_fit(question.years, one.text, one.around).own
            and not all(map(_DASH.fullmatch, _of_the_year(one.text, asked) or ["0"]))
            for one in found[1:]
        )
    )


def _tells_another_year(question: Question, found: Sequence[Statement]) -> bool:
    """Whether something is asked of one year, the best statement tells it of another, and none that
    speaks of nearly as much of the question tells it of that year.
    """
    if question.kind not in ("numeric", "fact") or len(question.years) != 1 or not found:
        return False
    best, asked = found[0], int(question.years[0][:4])
    fit = year_fit(question.years, best.text, best.around)
    years = years_covered(_BASE_YEAR.sub(" ", best.text))
    if not years or asked in years or fit.own or fit.around:
        return False
    text = normalize(question.text)
    # Of what is compared another may be asked of that year.
    if _ANCHORED.search(text) or compares(text):
        return False
    alike = (one for one in found if one.covers >= _AS_MUCH * best.covers)
    return not any(year_fit(question.years, one.text, one.around).own for one in alike)


def _of_the_year(row: str, year: int) -> list[str]:
    """The cells of a row under a year."""
    cells = (cell.rpartition(":") for cell in row.split("、"))
    return [value for header, _, value in cells if year in years_covered(header)]


def _names_no_time(
    question: Question, found: Sequence[Statement], first: Sequence[Statement]
) -> bool:
    """Whether a date is asked, and neither what comes near nor what stands with the best tells one."""
    if question.kind != "date" or not found:
        return False
    together = [one for one in found if one.section == found[0].section]
    return not any(_TIME.search(one.whole) for one in (*first, *together))


def _leaves_out_the_product(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a question names a product (PayPay) that nothing found names, or says in other words."""
    said = "\n".join(one.whole for one in found).lower()
    places = {
        name.lower() for one in question.scope.municipalities for name in (one.name, *one.aliases)
    }
    text = normalize(question.text)
    one_of_two = {name.lower() for two in _alternatives(text) for name in two}
    names = {name.lower() for name in _PRODUCT.findall(text)} - places - one_of_two
    meant = [one for one in question.concepts if one.phrase.lower() in names]
    known = {
        one.phrase.lower() for one in meant if one.satisfied_by(frozenset(terms_of(said)), said)
    }
    return any(name not in said for name in names - known)


def _names_neither(question: str, found: Sequence[Statement]) -> bool:
    """Whether it is asked which of two things with names in Latin letters it is (ChatGPT or Copilot), and
    nothing found names one.
    """
    said = "\n".join(one.whole for one in found).lower()
    return any(not any(name.lower() in said for name in two) for two in _alternatives(question))


def _alternatives(question: str) -> list[list[str]]:
    """The pairs of names between which a normalised question asks to choose: of products, so that one at least
    has a capital letter inside (ChatGPT) or no small one (LINE); months and cities have none.
    """
    pairs = [[name for name in two.groups() if name] for two in _EITHER.finditer(question)]
    return [two for two in pairs if any(not name[1:].islower() for name in two)]


def _leaves_out_the_place(question: Question, found: Sequence[Statement]) -> bool:
    """Whether it is asked of another place than the municipality with a plan (茅浦市と組む小槌町では何件？), and
    nothing found names that one.

    A part of the municipality (久慈市山形町), a former one, and a place that someone comes from or that is
    one of several is not what is asked about.
    """
    scope = question.scope
    if question.kind == "comparison" or not (scope.municipalities and scope.places):
        return False
    text = normalize(question.standalone)
    names = [name for one in scope.municipalities for name in (one.name, *one.aliases)]
    asked = [
        place
        for place in scope.places
        if re.search(rf"(?<!旧){re.escape(place)}(?:で?は|って|の(?!住民|人|方|職員))", text)
        and not any(f"{name}{place}" in text for name in names)
    ]
    return any(not any(place in one.whole for one in found) for place in asked)


def _leaves_out_what_is_quoted(question: Question, found: Sequence[Statement]) -> bool:
    """Whether a figure is asked of an answer that is quoted (「相談できる人がいない」は何%) and nowhere given."""
    if question.kind != "numeric":
        return False
    texts = [normalize(one.text) for one in found]
    return any(
        not any(
            squeeze(name) in squeeze(text) or set(terms_of(name)) <= set(terms_of(text))
            for text in texts
        )
        for name in _ANSWER_QUOTED.findall(normalize(question.text))
    )


def _knows_the_whole_alone(question: str, first: Sequence[Statement]) -> bool:
    """Whether it is asked how many of so many are something, and the best have no other number."""
    asked = _OF_SO_MANY.search(question)
    if asked is None or not first:
        return False
    written = (asked["whole"] or asked["of"]).lower().replace(",", "")
    whole = str(NUMERALS.get(written, written))
    said = (_BLANKS.sub("", _YEARS.sub(" ", one.text)) for one in first[:_BEST])
    return all(number == whole for text in said for number in _NUMBER.findall(text))


def _never_names_the_term(question: Question, found: Sequence[Statement]) -> bool:
    """Whether the meaning is asked of a word that stands nowhere in what was found."""
    if question.kind != "definition":
        return False
    asked = _TERM.search(normalize(question.text))
    if asked is None:
        return False
    if _NO_TERM.fullmatch(asked["quoted"] or asked["bare"] or ""):
        return False
    term = _spelled(asked["quoted"] or asked["bare"] or asked["latin"])
    for municipality in question.scope.municipalities:
        for name in (municipality.name, *municipality.aliases):
            term = term.removeprefix(_spelled(name))
    if term and _GLOSSARY.search(normalize(question.text)):
        entries = (one for one in found if _EXPLAINS.search(one.whole))
        return not any(term in _spelled(one.text) for one in entries)
    said = [one.whole for one in found]
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
