"""Values that questions demand: what asks for a company, a place, an amount, and what shows one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.fit import has_person_name
from ingest.terms import place_names


@dataclass(frozen=True)
class Statement:
    """Something found.

    Attributes:
        text, around: what it says and what it stands under, both normalised.
        covers: share of what the question speaks of that it speaks of, in [0, 1].
        leads: it is ranked far above all others.
        named: it speaks of the place asked about, as far as one can tell.
    """

    text: str
    around: str = ""
    covers: float = 1.0
    leads: bool = False
    named: bool = True


@dataclass(frozen=True)
class Demand:
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
_AGE = re.compile(r"[0-9]\s?(?:歳|代)|世代|年代|高齢|若年|若者")
_PERIOD = re.compile(
    r"(?:計画|実施|対象|推進|取組|構想|方針|ビジョン|本|の|^|[\s0-9.)】])期間(?!中|内|限定|と同)|[0-9]\s?か?年間|[0-9元]年度?(?:\([^)]*\))?[^。]{0,6}?(?:から|[~～〜-])[^。]{0,24}?[0-9]年度?"
)
_REFUSAL = re.compile(r"ない|なかっ|ません|不満|不安|不要|反対|抵抗|拒|嫌|否定")
_PRODUCT_NAME = re.compile(r"(?<![A-Za-z])[A-Z][a-z]+[A-Za-z]{2,}|「[^」]{3,}」|(?:社|自|内)製")
_CLOSING = re.compile(r"締|まで|期限|〆|随時|先着")
_WOMEN, _MEN = re.compile(r"女性|女子|男女|性別|[0-9]女"), re.compile(r"男性|男子|男女|性別")
_SELECTION = re.compile(
    r"選(?!手|挙)|公募|抽選|抽出|推薦|募集|指名|委嘱|任命|互選|申込|申し込|先着|応募|プロポーザル|入札"
)
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


def names_a_section(text: str) -> bool:
    """Whether a normalised text names a section of an office: 総務課, 事務局."""
    return bool(_SECTION.search(text))


def _has_section(statement: Statement, _: frozenset[str]) -> bool:
    return names_a_section(f"{statement.text}\n{statement.around}")


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


def _has_refusal(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_REFUSAL.search(statement.text))


def _has_selection(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_SELECTION.search(statement.text))


def _has_product(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_PRODUCT_NAME.search(statement.text))


def _has_closing(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_CLOSING.search(statement.text))


def _has_women(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_WOMEN.search(f"{statement.text}\n{statement.around}"))


def _has_men(statement: Statement, _: frozenset[str]) -> bool:
    return bool(_MEN.search(f"{statement.text}\n{statement.around}"))


def _has_period(statement: Statement, _: frozenset[str]) -> bool:
    said = f"{statement.text}\n{statement.around}"
    return statement.named and bool(_PERIOD.search(said))


def _new_places(text: str, known: frozenset[str]) -> set[str]:
    return {
        name for name in place_names(text) if not any(name in one or one in name for one in known)
    }


DEMANDS = (
    Demand(
        _asked(
            r"(?:どこの|何という|なんという|何て)(?:\w{0,4}会社|企業|業者|事業者|ベンダー|メーカー|製品)|どの(?:会社|ベンダー|メーカー)",
            r"(?:会社|企業|業者|事業者|ベンダー|メーカー|委託先|発注先)(?:名|の名前|の名称|(?:は|って)(?:どこ|どちら)(?!でも))",
            r"\b(?:which|what) (?:\w+ )?(?:company|firm|vendor|contractor|consultant|supplier|manufacturer)\b",
        ),
        _has_company,
    ),
    Demand(
        _asked(
            r"(?:長|(?<!業)(?<!象)(?<!用)者|知事|議員|大臣|職員|補佐官)(?:さん)?の?(?:名前|お名前|氏名|名は)",
            r"(?:人|方)の(?:お名前|名前|氏名)|何という(?:人|方|お?名前の(?:人|方))|って何というお名前|フルネーム",
            r"\bnames? of (?:the |\w+'s )?(?:\w+ ){0,4}?(?:mayor|governor|head|director|chief|person|people|officers?|leaders?|managers?|advis[eo]rs?|officials?|experts?|specialists?|lecturers?|instructors?)\b",
            r"\b(?:mayor|governor|chief|director|cio|advis[eo]r|expert)(?:'s)? name\b",
        ),
        _has_person,
    ),
    Demand(
        _asked(
            r"どの(?:区|町内|地区|建物|施設|商業施設|店)|何という(?:建物|施設|店)",
            r"\b(?:which|what) (?:ward|district|building|facility|store|shop|mall|shopping \w+)\b|\bstreet address\b",
            r"\bwhere in \w+ (?:is|are|was|were|will)\b|\bwhere exactly\b",
        ),
        _has_named_site,
    ),
    Demand(
        _asked(
            r"どこに(?:ある|あり|置|設け|設置|でき|建)|(?:場所|所在地)(?:は|って|を|が)",
            r"\bwhere (?:is|are|was|were|will) (?:[\w'-]+ ){1,8}?(?:located|situated|held|based|set up|placed|installed|built)\b",
        ),
        _has_site,
    ),
    Demand(
        _asked(
            r"(?:費|料|金額|予算|報酬|給料|価格|値段|運賃|代金|補助(?!率))[^。、]{0,12}(?:いくら(?!で?も)|(?:どの?くらい|どれ(?:くらい|だけ))(?!活用|利用|使))|"
            r"(?:費用?|料金?|金額|予算額|報酬|給料|価格|値段|運賃|代金)(?:を|が|は|って)?(?:知りたい|教えて)(?:です|んです|ください|下さい)?[。?]?$|いくら(?:かか|払|支払|もら|の予算|の費用)|何(?:千|万|億)?円",
            r"\bhow much (?:\w+ ){0,3}?(?:cost|fare|fee|money|budget|salary|pay|paid|spen[dt]|charged?)\b|\bhow many yen\b",
            r"\bhow much (?!of\b)(?:\w+ ){0,3}?(?:subsid(?:y|ies)|grants?|allowance|compensation|reward|funding|bonus|fine)\b",
            r"\bhow much (?:will|would|does|did|do) (?:.{1,60}\b(?:cost|pay|spend|charge|earn)\b[?]?$|it (?:cost|take) to\b)|"
            r"\bhow much (?:has|have|was|is|will|did) .{1,60}\b(?:set aside|budget(?:ed)?|allocated?|earmark(?:ed)?|sp[ea]nt|paid|invested|charged)\b|\bhow much is the (?:fare|fee|charge|salary|pay)\b",
        ),
        _has_amount,
    ),
    Demand(
        _asked(
            r"(?:どの|どこの|何)課|課(?:は|って)(?:どこ|どちら|どれ)|\b(?:which|what) (?:section|division|department)\b"
        ),
        _has_section,
    ),
    Demand(
        _asked(
            r"(?:お?隣|近隣)の(?:[市町村](?=[はがのでとにも、])|市町村|自治体|市町)|\bneighbou?ring (?:\w+ )?(?:city|cities|towns?|municipalit)|\bnext town\b|\b(?:city|town|village) next to\b"
        ),
        _has_neighbour,
    ),
    Demand(
        _asked(
            r"副(?:本部長|委員長|市長|町長|村長|知事|会長|部会長|議長|座長)(?!(?:です|でしょ|なの|か|が|だ))",
            r"^(?!(?:is|are|was|does|do|did|will)\b).*\b(?:deputy|vice)[- ](?:head|director|chief|mayor|chair|governor|president|leader)",
        ),
        _has_deputy,
    ),
    Demand(
        _asked(
            r"何年度?(?:の[^。、]{0,10})?(?:を|が|に)(?:基準|もと|比べ|対し)|基準(?:年度?|となる年|は何年)|何年度?比|\bbase(?:line)? year\b",
        ),
        _has_base,
    ),
    Demand(
        _asked(
            r"(?:(?:今|いま)の?時点|現時点|現在|今のところ|いまのところ|これまで)(?:まで)?(?:で|は|に|の)?(?:もう)?何(?:[%人件台割]|か所)|実際(?:に|は)?何(?:[%人件台割]|か所)",
            r"\bactually (?:been|become|reached|trained)\b|\bbefore the .{1,30}\b(?:goal|target) was\b",
        ),
        _has_actual,
    ),
    Demand(
        _asked(
            r"どの(?:年代|世代|年齢層)|何十?代(?!目)|何歳代|\b(?:which|what) age(?:s| groups?| brackets?)?\b"
        ),
        _has_age,
    ),
    Demand(
        _asked(
            r"計画の?(?:対象)?期間|計画(?:は|って)[^。、]{0,8}(?:いつからいつまで|何年間|何年度?から)",
            r"\bplan(?:'s|ning)? period\b|\bperiod (?:of|covered by) the (?:\w+ )?plan\b|\b(?:what|which) (?:\w+ )?years?\b.{1,40}\bplan (?:cover|run|span)\b|\bhow long .{1,30}\bplan (?:cover|run|span|last)\b",
        ),
        _has_period,
    ),
    Demand(
        _asked(r"たくない|ほしくない", r"\b(?:don't|do not|didn't|did not) (?:want|wish)\b"),
        _has_refusal,
    ),
    Demand(
        _asked(
            r"(?:どうやって|どう|どのように)(?:選|決まる人)|選び方|選ばれ方|選定の?方法",
            r"\bhow (?:are|were|was|is|will) .{1,50}\b(?:chosen|selected|picked)\b(?! up)",
            r"\bhow (?:do|does|did|will) (?:the )?(?:city|town|village|plan|office|committee|they|we|you) (?:\w+ ){0,2}(?:choose|select)\b",
        ),
        _has_selection,
    ),
    Demand(
        _asked(
            r"(?:どの|どんな|何という|何の)(?:製品|商品|機種|メーカー)(?![がを]対象)|(?:製品|商品|機種)名",
            r"\b(?:which|what) (?:\w+ ){0,3}(?:product|brand)\b",
        ),
        _has_product,
    ),
    Demand(
        _asked(
            r"(?:申込み?|申し込み|応募|募集|受付)の?(?:締め?切り?|〆切|期限)",
            r"\b(?:application|entry|registration) deadline\b|\bdeadline (?:to|for) (?:apply|register|sign)",
        ),
        _has_closing,
    ),
    Demand(
        _asked(r"女性(?:では|の(?:場合|うち|割合)|に限)", r"\bamong (?:the )?(?:women|females)\b"),
        _has_women,
    ),
    Demand(
        _asked(r"男性(?:では|の(?:場合|うち|割合)|に限)", r"\bamong (?:the )?(?:men|males)\b"),
        _has_men,
    ),
    Demand(_asked(r"何曜日?|\b(?:which|what) day of the week\b|\bwhich weekday\b"), _has_weekday),
    Demand(
        _asked(
            r"どことどこ|(?:市町村|自治体|市町|市|町)名(?:は|を|が|って|と)",
            r"(?:近隣|周辺|他)の(?:どこ|どの)|どの(?:近隣|周辺|他の)(?:市|町|自治体)",
            r"\b(?:which|what) (?:two|three|four|five|[2-9]) (?:\w+ )?(?:cities|towns|municipalities|prefectures)\b",
            r"\b(?:which|what) (?:neighbou?ring|nearby|adjacent|surrounding) (?:cities|towns|municipalities)\b",
        ),
        _has_municipality,
    ),
)
