"""Values that questions demand: what asks for an amount, a deadline, an actual figure, and what shows one."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assistant.demand import Demand, Statement, asked, says, says_or_stands_under
from assistant.question import Question
from assistant.years_fit import years_covered
from ingest.normalize import normalize

_AMOUNT = r"単位:円|[0-9]\s?(?:千|百万|万|億)?(?:円|ドル|ユーロ)|[千万億](?:円|ドル|ユーロ)|無料|無償|有料|免除|減免|負担な|全額"
_YEN = re.compile(r"(?:[千万億0-9]\s?|単位:)円")
_BUDGET = re.compile(
    r"予算|事業費|総額|経費|概算|見込|億|費(?=[はにと\s:が0-9、])|財源|費用|構築|整備|導入|委託|購入|開発|充て|計上|確保|投じ"
)
_RATE = re.compile(r"上限|以内|参加費|利用料|効果額|1[件回人]|月額|限度")
"""What is paid to or by one, and no budget."""

_PERIOD = re.compile(
    r"(?:計画|実施|対象|推進|取組|構想|方針|ビジョン|本|の|^|[\s0-9.)】])期間(?!中|内|限定|と同)|[0-9]\s?か?年間|[0-9元]年度?(?:\([^)]*\))?[^。]{0,6}?(?:から|[~～〜-])[^。]{0,24}?[0-9]年度?"
)
_ACTUAL = re.compile(
    r"現在|現状|実績|時点|末で|済み|まし?た(?![いくめ])|った|でし|てい[るま]|ており|おり、|[0-9]となり"
)
_FIGURE = re.compile(
    r"[0-9一二三四五六七八九十]|半[分数]|全(?:て|部|員|校|職員|庁)|すべて|多く|ほとんど|なし|ゼロ"
)
_NO_FIGURE = re.compile(
    r"(?:令和|平成|[RHS])\s?[0-9元]+(?:[./年][0-9]*)?(?:度|月)?|[0-9]{4}年?度?|[0-9]+\s?(?:年度?|月|日)|[(]?[0-9]+[).]|[①-⑳]|一(?:部|方|体|層|元|般|環|覧|人ひとり|人一人|連|括)|第[0-9一二三四五六七八九十]"
)
"""Numbers that are no figure: of a year, a day, a heading."""
_A_RATE = re.compile(r"%|割|率|分の|半[分数]|全(?:て|部|員|校|職員|庁)|すべて|ほとんど")
_GOAL = re.compile(r"まで|目指|めざ|目標|予定|見込")
_NOW = r"(?:現在|現時点|今(?![年月回後日])|(?<![なてでくい])いま(?!ま))(?:の(?:ところ)?|は|、)?"
_BEST = 2
"""Statements, from the best, one of which tells what was reached or is aimed at: others tell it of
something else."""

_NEAR = 3
"""Statements, from the best, for what others of a plan have too, of other things."""

_CLOSING = re.compile(r"締|まで|期限|〆")
_DAY = re.compile(r"[0-9]月|[0-9]日|年度")
_ANY_TIME = re.compile(r"随時|先着|通年")

_NOW_IN_ENGLISH = r"(?!.*\b(?:targets?|goals?|aim\w*|plan\w*|bring|by)\b).*\b(?:so far|to date|already|currently|now|at present|at the moment)\b"

_WAS = re.compile(
    r"(?:ました|った|した)(?:か|の)?[。?]?$|実績(?:は|で|値|を(?=教|知|示|お|$))|\bhow many\b.*\b(?:did|were|was|had)\b.*\b(?:train|reach|us|hir|complet|introduc|visit|attend|recruit)\w*",
    re.IGNORECASE,
)
_ACHIEVED = re.compile(r"実績(?:は|値|を(?=教|知|示|お|$)|について(?=教|知))")
"""How the figures that were reached are asked for."""

_PLANNED = re.compile(
    r"目標|目指|めざ|計画|予定|定員|上限|\b(?:targets?|goals?|planned|meant|supposed|aim\w*)\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"現在|現状|実績|時点|末で|済み|まし?た(?![いくめ])|った|した|でし|てい[るま]|ており|おり、|となり|基準|結果|年度?(?:末|決算|実績)?:|(?<!目標)(?<!目標値)[(](?:令和|平成|R|H)|末[)]"
)
_AIMED_AT = re.compile(r"まで|目指|めざ|目標|予定|見込|計画|育成する|とする|します|進める")
_AIM = re.compile(
    r"目標(?!値?より)|目指|めざ|\btargets?\b|\baim(?:s|ing)?\b|\bgoals?\b|\bexpected to reach\b",
    re.IGNORECASE,
)
_MAY_BE_AIMED_AT = re.compile(
    r"目標|目指|めざ|以上と|まで|にする|とする|とします|へ|予定|KPI|増や|減ら|引き[上下]|高め|下げ|伸ば|短縮|100%|"
    r"見込|達|計画|最終|に[0-9]|構築|整備|配置|拡大|導入|削減|向上|順次|優先|進め|年度|養成|維持|保[つちっ]|以上|以内|毎年|にします"
)
"""What may tell a goal; so do several years, of which one may be to come, and the year asked about."""


def _has_period(statement: Statement, _: frozenset[str]) -> bool:
    return statement.named and bool(_PERIOD.search(statement.whole))


def _has_actual(statement: Statement, _: frozenset[str]) -> bool:
    reached = _ACTUAL.search(statement.whole) or not _GOAL.search(statement.text)
    return bool(reached and _FIGURE.search(_NO_FIGURE.sub(" ", statement.text)))


def _has_actual_rate(statement: Statement, known: frozenset[str]) -> bool:
    return _has_actual(statement, known) and bool(_A_RATE.search(statement.whole))


def _has_budget(statement: Statement, _: frozenset[str]) -> bool:
    said = statement.whole
    return bool(_YEN.search(said) and _BUDGET.search(said) and not _RATE.search(statement.text))


def _has_closing(statement: Statement, _: frozenset[str]) -> bool:
    said = statement.text
    return bool(_ANY_TIME.search(said) or (_CLOSING.search(said) and _DAY.search(said)))


def tells_only_the_goal(question: Question, first: Sequence[Statement]) -> bool:
    """Whether it is asked what was reached (何人育成しましたか), and the best tell but what is aimed at."""
    text = normalize(question.text)
    counts = question.kind == "numeric" or (question.kind == "fact" and _ACHIEVED.search(text))
    if not counts or not first or not _WAS.search(text) or _PLANNED.search(text):
        return False
    told = any(_REACHED.search(one.whole) for one in first[:_BEST])
    return bool(_AIMED_AT.search(first[0].text)) and not told


def tells_no_goal(question: Question, first: Sequence[Statement]) -> bool:
    """Whether it is asked what is aimed at (何%を目指しますか), and the best tell but what there was."""
    if question.kind != "numeric" or not first or not _AIM.search(normalize(question.text)):
        return False
    asked = {int(year[:4]) for year in question.years}
    return all(
        _REACHED.search(one.text) and not _may_tell_a_goal(one.text, asked) for one in first[:_BEST]
    )


def _may_tell_a_goal(text: str, asked: Set[int]) -> bool:
    years = years_covered(text)
    return bool(len(years) > 1 or asked & years or _MAY_BE_AIMED_AT.search(text))


_MONTH_IN_DIGITS = (
    r"(?<![0-9A-Za-z.])(?:[RHS]\s?[0-9]{1,2}|20[0-9]{2})[./](?:1[0-2]|0?[1-9])(?![0-9%])"
)
"""R3.2, 2021/2."""

VALUES = (
    Demand(
        asked(
            r"(?:懲戒|罰則|ペナルティ)[^。]{0,10}(?:何|なに|どう|どんな|ある|受け|内容)|(?:職員|違反|破った)[^。]{0,12}処分|どんな(?:懲戒|罰)",
            r"\bdisciplinary (?:action|measures?|penalt\w+|punishment)\b|\b(?:what|which|any) (?:\w+ ){0,2}(?:penalt(?:y|ies)|punishment)\b|\bpunished\b|\b(?:are|were|was|is|be) (?:they|he|she|the \w+|any\w* )?\s?disciplined\b|\bface (?:any )?(?:\w+ )?sanctions?\b",
        ),
        says_or_stands_under(r"懲戒|処分|罰|減給|戒告|停職|訓告|責任を問"),
    ),
    Demand(
        asked(
            r"(?:違反|守らな(?!いと|ければ|くては)|破[っる])[^。]{0,8}(?:者|職員|人|課|場合|とき|すると|したら|と)[^。]{0,12}(?:どうな|どんな|どのような|何が)",
            r"(?:職員|違反|懲戒|委託先|事業者|業者)[^。]{0,24}(?:処分[はがを][^。]{0,8}(?:なされ|受け|され|何|どのよう|あり)|どのような処分)",
            r"\bwhat (?:fines?|sanctions?)\b.*\b(?:imposed|faces?)\b|\bwhat actions?\b.*\btaken against (?:the |any )?(?:\w+ )?(?:staff|employees?|anyone|violators|those who|officials?|workers?)\b",
            r"\bwhat happens to (?:\w+ ){1,4}who (?:breaks?|violates?)\b",
        ),
        says_or_stands_under(
            r"懲戒|処分|罰|過料|減給|戒告|停職|訓告|責任を問|停止|取り?消|指導|改善を求|やり直|返還|認めない|禁止する|再受講"
        ),
        _NEAR,
    ),
    Demand(
        asked(
            r"(?:なかった|満たさな\w*|届か\w*|下回った|やめた|欠席した|間に合わな\w*)(?:とき|場合|課|職員|人|者|ら)[^。]{0,14}(?:どうな|どうする)",
            r"\bwhat (?:will )?happens? if\b",
        ),
        says(
            r"場合|とき|時[はに]|際|方[はに]|限り|下回|超え|なければ|れば、|たら|未達|返還|中止|廃止|延期|見直|再"
        ),
        _NEAR,
    ),
    Demand(
        asked(
            r"任期(?!付)",
            r"\bterms? of (?:office|appointment)\b|\bhow long (?:is|are|was) .{0,40}(?<!-)\bterms?\b(?! (?:plan|vision|strategy))",
        ),
        says_or_stands_under(
            r"任期(?!付)|再任|任用期間|委嘱|日まで|[0-9]年間?の任|[0-9]年間?と(?:する|し)"
        ),
        _NEAR,
    ),
    Demand(
        asked(r"落札(?:額|価格)|\bwinning bid\b|\bcontract (?:price|value|amount)\b"),
        says_or_stands_under(_AMOUNT),
    ),
    Demand(
        asked(
            r"(?<!率は)(?<!割合は)(?<!数は)(?<!目標は)(?<!値は)(?<![積量度離間期]は)(?<!人口は)いくら(?:する|です|なの|[?？。]|$)|"
            r"(?:費|料|額|予算|報酬|給料|価格|値段|運賃|代金|補助(?!率))[^。、]{0,12}(?:いくら(?!で?も)|(?:どの?くらい|どれ(?:くらい|だけ))(?!活用|利用|使|下が|減|削|抑え|安く|節約|浮))|"
            r"(?:費用?|料金?|金額|予算額|報酬|給料|価格|値段|運賃|代金)(?:を|が|は|って)?(?:知りたい|教えて)(?:です|んです|ください|下さい)?[。?]?$|いくら(?:かか|払|支払|もら|の予算|の費用)|何(?:千|万|億)?円|"
            r"(?:初任給|給料|給与|謝礼|報酬|罰金)は[?。]?$",
            r"\bhow much (?:\w+ ){0,3}?(?:cost|fare|fee|money|budget|salary|pay|paid|spen[dt]|charged?)\b|\bhow many yen\b",
            r"\bhow much (?!of\b)(?:\w+ ){0,3}?(?:subsid(?:y|ies)|grants?|allowance|compensation|reward|funding|bonus|fine)\b",
            r"\bhow much (?:will|would|does|did|do) (?:.{1,60}\b(?:cost|pay|spend|charge|earn)\b[?]?$|it (?:cost|take) to\b)|"
            r"\bhow much (?:has|have|was|is|will|did) .{1,60}\b(?:set(?:ting)? aside|budget(?:ed|ing)?|allocat(?:ed?|ing)|earmark(?:ed|ing)?|sp[ea]nt|spending|paid|paying|invest(?:ed|ing)|charged)\b|\bhow much is the (?:fare|fee|charge|salary|pay)\b",
            r"\bwhat (?:\w+ ){0,3}(?:salary|wages?|fare|fee|price)(?=[?,.]|$| (?:do|does|did|is|are|was|were|will|would|for|per|of|to|should|must|can)\b)|\bwhat is the fine(?: for\b|[?]|$)|\bwhat (?:does|did|will|would) it cost\b",
        ),
        says_or_stands_under(_AMOUNT),
    ),
    Demand(
        asked(
            r"^(?!.*(?:[量数値率標口間合積度離](?:は|を|が)?[^、。]{0,4}いくら|いくら[^。]{0,8}(?:減|削|増|短縮|節約|見込|上げ|下げ|抑え)|比率|割合|何件|何人|どうして|なぜ|理由)).*(?:いくら(?!か(?![かけ])|で?も|つ)|何(?:千|万|億)?円)",
            r"\bhow much (?:will|does|did|would|do) .*\b(?:cost|pay|charge|spend|earn)\b|\bin yen\b|\bwhat (?:are|is|were|was) \w+(?: \w+)? paying(?= (?:for|per|each|every|a (?:month|year|licen[cs]e|head))\b|[?]?$)",
            r"\bwhat (?:does|did|will|would|do) (?:(?:the|an?|our|my) )?\w+(?: \w+){0,3}? (?:have to )?(?:pay|charge|spend|cost)\b",
        ),
        says_or_stands_under(rf"{_AMOUNT}|分の[0-9]|[0-9]割|実費|単位:(?:千|百万|億)円|円[)]"),
    ),
    Demand(
        asked(
            r"(?:予算|事業費)[^。]{0,24}(?:いくら|何円|(?:どの|どれ)くらい)|いくら[^。]{0,12}(?:予算|確保)",
            r"\bhow much\b.*\b(?:budget(?:ed|ing)?|set(?:ting)? aside|earmark(?:ed|ing)?|allocat(?:ed?|ing))\b|\bwhat (?:is|was) the\b.{0,60}\bbudget\b",
        ),
        _has_budget,
    ),
    Demand(
        asked(
            r"何年度?(?:の[^。、]{0,10})?(?:を|が|に)(?:基準|もと|比べ|対し)|基準(?:年度?|となる年|は何年)|何年度?比|\bbase(?:line)? year\b",
        ),
        says_or_stands_under(r"年度?末?(?:の実績)?[)）]?比|比べ|基準|対前年|現状値|実績"),
    ),
    Demand(
        asked(
            r"(?:(?:今|いま)の?時点|現時点|現在|今のところ|いまのところ|これまで)(?:まで)?(?:で|は|に|の)?(?:もう)?何(?:[%人件台割]|か所)|実際(?:に|は)?何(?:[%人件台割]|か所)",
            r"初年度に(?:は)?何(?:[%人件台割]|か所)[^。]{0,8}(?:った|した|きた|れた)",
            rf"{_NOW}(?!ある|使って|の目標)[^。、?]{{0,24}}?(?:何(?:[人件台]|か所)|(?:件数|人数|台数)(?:は|って|、)*(?:何|どの|どれ|いく|[?。]|$))",
            r"\bactually (?:been|become|reached|trained)\b|\bbefore the .{1,30}\b(?:goal|target) was\b",
            rf"\bhow many\b{_NOW_IN_ENGLISH}",
        ),
        _has_actual,
        _BEST,
    ),
    Demand(
        asked(
            rf"{_NOW}(?!ある|使って|の目標)[^。、?]{{0,24}}?(?:何[%割]|(?:率|割合)(?:は|って|、)*(?:何|どの|どれ|いく|[?。]|$))",
            rf"\bwhat (?:percentage|share|proportion|percent)\b{_NOW_IN_ENGLISH}",
        ),
        _has_actual_rate,
        _BEST,
    ),
    Demand(
        asked(
            r"どの(?:年代|世代|年齢層)|何十?代(?!目)|何歳代|\b(?:which|what) age(?:s| groups?| brackets?)?\b"
        ),
        says(r"[0-9]\s?(?:歳|代)|世代|年代|高齢|若年|若者"),
    ),
    Demand(
        asked(
            r"計画の?(?:対象)?期間(?!中|内|で|に|を通|の(?:うち|間))|計画(?:は|って)[^。、]{0,8}(?:いつからいつまで|何年間|何年度?から)",
            r"^(?!.*\b(?:in|during|over|within|throughout|for) (?:\w+ ){1,3}plan(?:'s|ning)? period\b).*\bplan(?:'s|ning)? period\b|\bperiod (?:of|covered by) the (?:\w+ )?plan\b|\b(?:what|which) (?:\w+ )?years?\b.{1,40}\bplan (?:cover|run|span)\b|\bhow long .{1,30}\bplan (?:cover|run|span|last)\b",
        ),
        _has_period,
    ),
    Demand(
        asked(
            r"(?:次の|次期の?|次回の?|後継の?)[^、。のをがは]{0,6}計画(?!的|し|する|を立て)|\b(?:next|successor|following|subsequent) (?!in\b|the\b|our\b)(?:\w+ )?plan\b"
        ),
        says_or_stands_under(r"次期|次の|次回|後継|改[定訂]|第[0-9一二三四五六七八九十]+[次期]"),
    ),
    Demand(
        asked(r"たくない|ほしくない", r"\b(?:don't|do not|didn't|did not) (?:want|wish)\b"),
        says(r"ない|なかっ|ません|不満|不安|不要|反対|抵抗|拒|嫌|否定"),
    ),
    Demand(
        asked(
            r"(?:どうやって|どう|どのように)(?:選|決まる人)|選び方|選ばれ方|選定の?方法",
            r"\bhow (?:are|were|was|is|will) .{1,50}\b(?:chosen|selected|picked)\b(?! up)",
            r"\bhow (?:do|does|did|will) (?:the )?(?:city|town|village|plan|office|committee|they|we|you) (?:\w+ ){0,2}(?:choose|select)\b",
        ),
        says(
            r"選(?!手|挙)|公募|抽選|抽出|推薦|募集|指名|委嘱|任命|互選|申込|申し込|先着|応募|プロポーザル|入札"
        ),
    ),
    Demand(
        asked(
            r"(?:意見|コメント|提案)[^。]{0,30}(?:反映|採用|取り入れ|修正)[^。]{0,12}(?:何|いくつ|どれ(?!ほど))",
            r"\b(?:how many|which)\b.{0,20}\b(?:comments?|opinions?|suggestions?)\b.{0,40}\b(?:adopt\w*|led to|reflect\w*|accept\w*|chang\w+|incorporat\w*)\b",
        ),
        says(r"反映|採用|取り入|修正|生かし|活かし|踏まえ"),
    ),
    Demand(
        asked(
            r"(?:申込み?|申し込み|応募|募集|受付)の?(?:締め?切り?|〆切|期限)",
            r"\b(?:application|entry|registration) deadline\b|\bdeadline (?:to|for) (?:apply|register|sign)",
            r"\b(?:last day|closing date|last date) (?:to|for) (?:appl|regist|enter|sign|submit)",
        ),
        _has_closing,
    ),
    Demand(
        asked(r"女性(?:では|の(?:場合|うち|割合)|に限)", r"\bamong (?:the )?(?:women|females)\b"),
        says_or_stands_under(r"女性|女子|男女|性別|[0-9]女"),
    ),
    Demand(
        asked(r"男性(?:では|の(?:場合|うち|割合)|に限)", r"\bamong (?:the )?(?:men|males)\b"),
        says_or_stands_under(r"男性|男子|男女|性別"),
    ),
    Demand(
        asked(
            r"(?:外国人|外国籍|海外から)[^。]{0,12}(?:何|いくつ|どのくらい|どれくらい)",
            r"\b(?:foreign|overseas)\b",
        ),
        says_or_stands_under(
            r"外国|海外|多文化|多言語|国籍|国際|インバウンド|訪日|諸国|在留|留学|実習生|日本語"
        ),
    ),
    Demand(
        asked(
            r"何(?:営業)?日前|何時間前|何か月前|何週間前|\bhow (?:many (?:days|weeks|hours)|far|long) (?:in advance|ahead|beforehand|before)\b"
        ),
        says(
            r"[日間週月]前|前[日週月]|当日|事前の?(?:予約|申込)(?:は|も)?不要|予約(?:は|も)?(?:不要|なし)"
        ),
    ),
    Demand(
        asked(
            r"何月何日",
            r"\bon (?:which|what) (?:exact )?day (?:in|of) (?!the week|each|every)\w+|\bexact (?:date|day)\b",
        ),
        says(rf"[0-9]日|曜|毎日|平日|元日|末|[上中下初]旬|{_MONTH_IN_DIGITS}[./][0-9]"),
    ),
    Demand(
        asked(r"何曜日?|\b(?:which|what) day of the week\b|\bwhich weekday\b"),
        says(r"[月火水木金土日]曜|毎日|平日|土日"),
    ),
    Demand(
        asked(
            r"電話番号|何番に(?:電話|かけ)|電話は何番",
            r"\b(?:what|which) number (?:do|should|can|to|must)\b.*\b(?:call|ring|dial|phone)\b|\b(?:phone|telephone|contact) number\b",
        ),
        says_or_stands_under(r"[0-9]{2,4}-[0-9]{2,4}|内線|電話番号|\bTEL\b|@"),
    ),
    Demand(
        asked(r"何月(?!何日)|\b(?:which|what) months?\b"),
        says(rf"[0-9]月|毎月|[春夏秋冬]|通年|上半期|下半期|上期|下期|{_MONTH_IN_DIGITS}"),
    ),
)
