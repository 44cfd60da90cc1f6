"""Names that questions demand: what asks for a company, a person, a place, and what shows one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.demand import Demand, Statement, asked, says, says_or_stands_under
from assistant.fit import has_person_name
from ingest.terms import place_names

_BEST = 2
"""Statements, from the best, one of which has a proper name where one is demanded: further down any
name comes along."""

_COMPANY = (
    r"株式会社|[(]株[)]|[有合][限同]会社|大学|(?<!する)(?<!の)法人(?!番号|税|市民)|組合|機構|財団|協会|公社|\b(?:Inc|Corp|Ltd|LLC)\b|"
    r"[ァ-ヴーA-Za-z一-龥]+(?<![会本支同他各当自貴公弊御神])社(?=[はがとのにを、。)]|$)"
)
_SITE = re.compile(
    r"[0-9]階|丁目|番地|庁舎|役所|役場|窓口|公民館|支所|センター|オフィス|拠点|スペース|コーナー|図書館|施設|会館|学校|[課室局](?!題|長|員)|"
    r"[一-龥ァ-ヴー][州島海湖川港駅館園](?![一-龥])|広場|会場"
)
_NAMED_SITE = re.compile(
    r"[0-9]階|丁目|番地|庁舎|市役所|町役場|区役所|公民館|支所|図書館|体育館|美術館|博物館|会館|ホール|アリーナ|球場|競技場|公園|病院|プラザ|センター"
)
_SECTION = re.compile(
    r"[一-龥ァ-ヴーA-Za-z]{1,12}(?:課(?!題|員|す|し|さ|税|金)|(?<![教議修習])室(?!内)|部(?!分|門|会|品|材|数|位|活|落|下|族|外|内)|"
    r"係(?!る|わ)|局|班|グループ|チーム|センター)|事務局|全庁|各所属"
)
_NEIGHBOUR = r"隣|近隣|周辺|広域|圏域|他の?(?:市|町|自治体)|市町村|共同"
_PRODUCT_NAME = (
    r"(?<![A-Za-z])[A-Z][a-z]+[A-Za-z]{2,}|"
    r"「[^」]{3,}(?<!ガイドライン)(?<!指針)(?<!要綱)(?<!方針)(?<!計画)(?<!ルール)(?<!手引)(?<!手引き)(?<!マニュアル)(?<!要領)(?<!規程)(?<!条例)(?<!基準)(?<!部会)(?<!会議)」|(?:社|自|内)製"
)
_DISTRICT = re.compile(
    r"(?<![一-龥])(?![各全同両他本当]|対象|[東西南北中]部|山間|中山間|[市町村]内|周辺|近隣|該当|一部)"
    r"[一-龥ァ-ヴー]{2,6}(?:地区|地域|区|町|村|市)(?![民内外長議役政全])"
)
_KINDS_OF_SITE = {
    "支所": "支所|出張所",
    "出張所": "支所|出張所",
    "公民館": "公民館|交流館|センター",
    "集会所": "集会所|集会施設|公民館",
    "学校": "(?:小|中|高等|支援)学?校|学園|高校|[小中](?![一-龥])",
    "小学校": "小(?:学校)?",
    "中学校": "中(?:学校)?",
    "図書館": "図書館|図書室",
    "児童館": "児童館|児童センター",
    "保育所": "保育所|保育園|こども園",
    "保育園": "保育所|保育園|こども園",
    "避難所": "小学?校|中学?校|高校|体育館|公民館|センター|館|会館|集会所|園",
    "病院": "病院|医療センター|診療所|クリニック",
    "郵便局": "郵便局",
    "銀行": "銀行|金庫|信金",
}
_IN_ENGLISH = {
    "branch office": "支所",
    "community centre": "公民館",
    "primary school": "小学校",
    "elementary school": "小学校",
    "junior high school": "中学校",
    "library": "図書館",
    "branches": "支所",
    "branch offices": "支所",
    "community centres": "公民館",
    "community centers": "公民館",
    "community halls": "公民館",
    "meeting halls": "集会所",
    "primary schools": "小学校",
    "elementary schools": "小学校",
    "schools": "学校",
    "libraries": "図書館",
    "nurseries": "保育所",
    "hospital": "病院",
    "hospitals": "病院",
    "post office": "郵便局",
    "post offices": "郵便局",
    "banks": "銀行",
}
_WHICH_SITE = re.compile(
    rf"どの(?P<one>{'|'.join(_KINDS_OF_SITE)})(?!(?:で|に|と)?も)(?=[にでがをのかへと、]|から)"
    rf"|(?P<several>{'|'.join(_KINDS_OF_SITE)})(?:[0-9]+(?:館|[か箇]所|つ|校|園))?(?:(?:は|とは|って)(?:どこ|どれ)(?=です|で?しょ|なの|か|[?。]|$)|の(?:名前|名称)(?=を|は|が))"
    rf"|\b(?:which|what|name the|names of the) (?:(?:two|three|four|five|six|seven|eight|nine|[2-9]) )?(?:\w+ )?(?P<english>{'|'.join(_IN_ENGLISH)})"
    r"(?= (?:is|are|was|were|will|has|have|had|can|do|does|did|in|that|which|gets?)\b|['’]s?\b|[?])",
    re.IGNORECASE,
)
"""What asks which of the sites of a kind: 増設する公民館3館はどこですか."""

_NAMELESS = "各全両他同当該区立寄隣点動存旧型的の"
"""What ends with it before a kind of site names none: 各公民館, 最寄りの支所."""

_LISTED = re.compile(
    r"[館校園所][^。]{0,8}[:：は][^。]*[一-龥ァ-ヴー]{2,6}[、・][一-龥ァ-ヴー]{2,6}"
)
"""The sites of a kind one after the other, without its name: 公民館の整備:本町、栄町の2館."""

_WITHIN = 3


def names_a_section(text: str) -> bool:
    """Whether a normalised text names a section of an office: 総務課, 事務局."""
    return bool(_SECTION.search(text))


def _has_person(statement: Statement, _: frozenset[str]) -> bool:
    return has_person_name(statement.text)


def _has_site(statement: Statement, known: frozenset[str]) -> bool:
    return bool(_SITE.search(statement.text)) or bool(_new_places(statement.text, known))


def _has_named_site(statement: Statement, known: frozenset[str]) -> bool:
    return bool(_NAMED_SITE.search(statement.text)) or bool(_new_places(statement.text, known))


def _has_section(statement: Statement, _: frozenset[str]) -> bool:
    return names_a_section(statement.whole)


def _has_municipality(statement: Statement, known: frozenset[str]) -> bool:
    return bool(_new_places(statement.whole, known))


def _has_district(statement: Statement, known: frozenset[str]) -> bool:
    """Whether a place is named beside those that the question has: 北九州市 is none of its wards."""
    districts = (found.group() for found in _DISTRICT.finditer(statement.whole))
    return any(not any(name in one or one in name for one in known) for name in districts) or bool(
        _new_places(statement.text, known)
    )


def _has_named_site_or_district(statement: Statement, known: frozenset[str]) -> bool:
    return _has_named_site(statement, known) or _has_district(statement, known)


def leaves_out_the_sites(question: str, first: Sequence[Statement]) -> bool:
    """Whether a normalised question asks which sites of a kind, and the best name none of that kind."""
    asked_of = _WHICH_SITE.search(question)
    if asked_of is None:
        return False
    kind = asked_of["one"] or asked_of["several"] or _IN_ENGLISH[asked_of["english"].lower()]
    name = re.compile(
        rf"(?:[一-龥ァ-ヴーヶ々]|[ぁ-ん]{{2}})(?<![{_NAMELESS}])(?:{_KINDS_OF_SITE[kind]})"
    )
    return not any(
        name.search(one.text) or _LISTED.search(one.text) or place_names(one.text)
        for one in first[:_WITHIN]
    )


def _new_places(text: str, known: frozenset[str]) -> set[str]:
    return {
        name for name in place_names(text) if not any(name in one or one in name for one in known)
    }


NAMES = (
    Demand(
        asked(
            r"(?:どこの|何という|なんという|なんていう|何て)(?:\w{0,4}会社|企業|業者|事業者|ベンダー|メーカー|製品)|どの(?:会社|ベンダー|メーカー)|どの(?:委託先の?)?(?:事業者|業者|企業)(?=に(?:委託|発注)|が(?:受注|受託|開発|構築))",
            r"(?:会社|企業|業者|事業者|ベンダー|メーカー|委託先|発注先|[^会本支神公]社)(?:名|の名前|の名称|(?:は|って)(?:どこ|どちら)(?!でも))",
            r"\b(?:which|what) (?:\w+ )?(?:company|firm|vendor|contractor|consultant|supplier|manufacturer|software house)\b|\bwho won the contract\b|"
            r"\bnames? of the (?:\w+ )?(?:company|firm|vendor|contractor|consultant|supplier|manufacturer)(?= (?:that|who|which|whose|we|it|they|in|for|at)\b|[?,.]|$)",
        ),
        says(_COMPANY),
        _BEST,
    ),
    Demand(
        asked(
            r"(?:長|(?<!業)(?<!象)(?<!用)者|知事|議員|大臣|職員|補佐官)(?:さん)?の?(?:名前|お名前|氏名|名は)",
            r"(?:誰|だれ|どなた)[^。]{0,14}[。?]\s?お?名前",
            r"(?:人|方)の(?:お名前|名前|氏名)|何という(?:人|方|お?名前の(?:人|方))|って何というお名前|フルネーム",
            r"\bnames? of (?:the |\w+'s )?(?:\w+ ){0,4}?(?:mayor|governor|head|director|chief|person|people|officers?|leaders?|managers?|advis[eo]rs?|officials?|experts?|specialists?|lecturers?|instructors?)\b",
            r"\b(?:mayor|governor|chief|director|cio|advis[eo]r|expert)(?:'s)? name\b",
            r"(?:市長|町長|村長|知事)(?:さん)?(?:は|って)(?:誰|だれ|どなた)(?!が)|^who is (?:the |our )?(?:current )?(?:mayor|governor)\b",
        ),
        _has_person,
    ),
    Demand(
        asked(
            r"どの(?:建物|施設|商業施設|店)(?!で?も)|何という(?:建物|施設|店)",
            r"\b(?:which|what) (?:building|facility|store|shop|mall|shopping \w+)\b|\bstreet address\b",
            r"\bwhere in \w+ (?:is|are|was|were|will)\b|\bwhere exactly\b",
        ),
        _has_named_site,
        _BEST,
    ),
    Demand(
        asked(r"どの(?:区|町内|地区)(?!で?も)", r"\b(?:which|what) (?:ward|district)\b"),
        _has_named_site_or_district,
        _BEST,
    ),
    Demand(
        asked(
            r"どこに(?:ある|あり|置|設け|設置|でき|建)|(?:場所|所在地)(?:(?:は|って)(?=、?どこ|、?どちら|[?。]|$)|[をが](?=教えて|知りたい|どこ|どちら|分か|わか))",
            r"\bwhere (?:is|are|was|were|will) (?:[\w'-]+ ){1,8}?(?:located|situated|held|based|set up|placed|installed|built)\b",
        ),
        _has_site,
    ),
    Demand(
        asked(
            r"(?:どの|どこの|何)課|課(?:は|って)(?:どこ|どちら|どれ)|(?:課|部署)(?:の名前|名)(?=[をがは])|\b(?:which|what) (?:section|division|department)\b"
        ),
        _has_section,
    ),
    Demand(
        asked(
            r"(?:お?隣|近隣)の(?:[市町村](?=[はがのでとにも、])(?!に住|から)|市町村|自治体|市町)|\bneighbou?ring (?:\w+ )?(?:city|cities|towns?|municipalit)|\bnext town\b|\b(?:city|town|village) next to\b"
        ),
        says_or_stands_under(_NEIGHBOUR),
    ),
    Demand(
        asked(
            r"副(?:本部長|委員長|市長|町長|村長|知事|会長|部会長|議長|座長)(?!(?:です|でしょ|なの|か|が|だ))",
            r"^(?!(?:is|are|was|does|do|did|will)\b).*\b(?:deputy|vice)[- ](?:head|director|chief|mayor|chair|governor|president|leader)",
        ),
        says("副"),
    ),
    Demand(
        asked(
            r"(?:どの|どんな|何という|(?:何|なん)ていう|何の)(?:製品|商品|機種|メーカー)(?![がを]対象)|(?:製品|商品|機種)名",
            r"\b(?:which|what) (?:\w+ ){0,3}(?:product|brand)\b",
        ),
        says(_PRODUCT_NAME),
        _BEST,
    ),
    Demand(
        asked(
            r"大学(?:名|の名前)|どこの大学|何(?:という)?大学|\b(?:which|what) university\b|\bname of the university\b"
        ),
        says(
            r"(?<![一-龥ァ-ヴー])(?!各(?!務)|市内|県内|町内|近隣|同(?!志社)|外部|共同)[一-龥ァ-ヴー]{2,8}(?:女子|工業|科学|県立|市立)?大学"
        ),
        _BEST,
    ),
    Demand(
        asked(
            r"どことどこ(?!に|で|の(?:課|部|係|室|局|班|支所|施設|地区|会社|企業))|(?:市町村|自治体|市町|市|町)(?:名|の名前)(?:は|を|が|って|と)",
            r"(?:近隣|周辺|他)の(?:どこ|どの)|どの(?:近隣|周辺|他の)(?:市|町|自治体)",
            r"\b(?:which|what) (?:two|three|four|five|[2-9]) (?:\w+ )?(?:cities|towns|municipalities|prefectures)\b",
            r"\b(?:which|what) (?:neighbou?ring|nearby|adjacent|surrounding) (?:cities|towns|municipalities)\b",
        ),
        _has_municipality,
    ),
    Demand(
        asked(
            r"どの(?:地域|村|市町)(?!で?も)(?=[がでにはを、?])|[2-9二三四五六]つの(?:地区|地域|町|村)(?:は|って)どこ",
            r"\b(?:which|what) (?:(?:two|three|four|five|six|seven|eight|[2-9]) )?(?:\w+ )?(?:districts|neighbou?rhoods|villages|towns|cities|municipalities|wards)\b",
        ),
        _has_district,
    ),
)
