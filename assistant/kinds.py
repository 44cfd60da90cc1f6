"""What kind of answer a question asks for."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal

Kind = Literal[
    "numeric", "date", "who", "list", "definition", "schedule", "reason", "howto", "comparison",
    "yesno", "fact",
]  # fmt: skip

TOLD_BY_HEADINGS: frozenset[Kind] = frozenset({"who", "date", "numeric"})
"""What a heading may tell by itself: ○屋根雪下ろし支援（福祉課）."""

_COMPARING = re.compile(
    r"と?比較(?:する|して|した|したい)?|と?比べ(?:る|て|た|ると|たい)*|(?:の|は|が|って)?(?:どう|何が|どんな)?(?:違|ちが)(?:い|う|って)(?:は|が)?|"
    r"それぞれ(?:の|は)?|どちら(?:が|も|の)?|両(?:市|者)(?:の|は)?|並べて|"
    r"\bcompar(?:e|ed|ing|ison)\b(?: of| between| with| to)?|\bdiffer(?:s|ent|ence|ences)?\b|\bversus\b|\bvs\b\.?|\bboth\b|"
    r"\bside by side\b|\brespectively\b|\bas opposed to\b",
    re.IGNORECASE,
)

_COUNT = r"(?:[2-9二三四五六七八九]|two|three|four|five|six|seven|eight|nine)"

_PLURAL = r"(?!(?:was|does|has|its|bus|business)\b)[a-z-]+(?<!s)(?<!u)(?<!i)s"
_AUXILIARY = "(?:sit|belong|come|fall|apply|exist|are|were|do|does|did|will|can|could|has|have|had|should|must|would)"

_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        "yesno",
        r"^(?:(?:and|so|but|also),? )?(?:is|are|was|were|does|do|did|has|have|had|will|can|could|should|would)\b(?!.*\bor\b)(?!.*\bsame\b)",
    ),
    (
        "comparison",
        r"比較|比べ|違い|違う|どうちがう|(?<!あって、)(?<!あり、)(?<!日付を)(?<!時期を)(?<!期限を)(?<!担当を)それぞれ(?!何[台人件年%円回]|いつ|いくら)|どちら|両(?:市|者)|"
        r"\bcompar|\bdiffer|\bversus\b|\bvs\b|\bboth\b|\bwhich (?:city|of)\b",
    ),
    (
        "list",
        rf"{_COUNT}\s?つの[^。、?？]{{1,15}}(?:って(?:何|なに)|とは)|{_COUNT}\s?つ(?:って|とは)[?？。]?$",
    ),
    (
        "definition",
        r"(?<![こごひ])とは[?？。]?$|とは、?(?:何|なに|どう|どんな意味)|って、?どういう(?:もの|意味|こと)|って、?どんなもの(?!が|に|を|で(?!す))|って(?:何|なに)(?:ですか|のこと)?(?:[?？。]|$)|って、?(?:なん|何)(?:です|でしょう|だろう)(?:か|かね|ね)?[?？。]?$|意味|定義|何の略|"
        r"何のこと|、どういう(?:もの|意味)(?:です|なの|でしょ|か|[?？])|用語(?:集|解説)|(?:何て|なんて|どう)(?:説明|解説)|(?:説明|解説)は(?:どう|何|なん)|\bwhat (?:is|does) .{1,40}(?:mean|stand for)\b|"
        r"^(?!.*\b(?:what|which) (?:\w+ ){1,4}(?:does|do|did)\b).*\bdefin|\bwhat exactly is (?:an? |the )?(?!.*\b(?:goal|target|budget|deadline|rate|number|cost|share|date|period|fee)\b)[\w' -]{2,40}[?]$|\bstand(?:s)? for\b|"
        r"^what(?:'s| is) (?:(?:an?|the term) )?[\"“'‘]?(?-i:[A-Z][\w-]*(?: [A-Z][\w-]*){0,3})[\"”'’]?(?: in (?-i:[A-Z])[\w' -]+)?[?]?$|"
        r"\bmeaning of\b|\bhow (?:does|do|did|is) .{1,40}\b(?:explain|define|describe)\w*\b.{0,10}\b(?:that|this|the|it) ?(?:term|word|phrase|expression)?[?]|\bwhat is meant by\b|\bwhat exactly is (?:it|that|this)[?]|"
        r"^(?!.*\b(?:goal|target|budget|deadline|rate|number|cost|share|date|period|fee|name|figure|percentage|amount|reason|schedule|times?|hours|cap|limit|url|address|price|fare|size|length|day)\b).*[.?!] what(?:'s| is) (?:it|that|this)(?: all about)?[?]$|"
        r"(?<!の)って、?(?:どんな|どういう)(?:方式|仕組み|しくみ|制度|システム|サービス|組織|モデル|手法|技術|考え方)(?:です|なん|なの|でしょ|か?[?？。]|か?$)",
    ),
    (
        "list",
        rf"(?:{_COUNT}\s?つ|{_COUNT}(?:点|項目))(?:を|とも|ほど)?(?:全部|すべて)?(?:教え|挙げ|あげ|答え|知り)|上位\s?{_COUNT}|上から\s?{_COUNT}|"
        rf"\btop {_COUNT}\b|何と何|どれとどれ|それぞれ(?:何(?![台人件年%円回])|なに|どんな|どういう)|何本の?柱|上から順|多い順",
    ),
    (
        "reason",
        r"なぜ|(?:^|[、。はがのもに]|って)なんで(?!すけ|すが|すよ|すね|も|す[、。]|(?<=ってなんで)(?:す|しょ|ござ))|なんで(?:です|でしょ|だろ|なの|[?？]|$)|何故|どうして|理由|原因|要因|背景|きっかけ|契機|何のため|何が目的|\bwhy\b|\breasons?\b|\bprompted\b|\bwhat(?:'s| is| was| lies| lay) behind(?! schedule)\b|\bwhat (?:led to|drove)\b|\bhow come\b|\bcauses? of\b|\bmain causes?\b|\bcaused\b",
    ),
    (
        "numeric",
        r"何(?:%|割|件|人|名|台|時間|か所|箇所|カ所|種類|業務|手続|団体|事例|円|回|世帯|施設|分の?1|[ァ-ヴー]{2,})|いくつ|いくら|"
        r"何日(?:くらい|ぐらい|ほど|以内|間|で(?!す)|かか|だっ|でした|あっ)|どこまで(?:上げ|下げ|増や|減ら|伸ば|高め|縮め|引き|広げ)|どのくらい|どれくらい|どれだけ|割合|件数|人数|台数|数値|目標値|人口は|\bhow (?:many|much|often|large|big)\b|"
        r"\bpopulation\b|\bhead ?count\b|\bpercent|\bnumber of\b|\brate\b|\bproportion\b|\bnumerical\b",
    ),
    (
        "date",
        r"いつ|何年|何月|日付を(?:それぞれ)?(?:知り|教え)|(?:た|る|の)日(?:付)?は[?？]?$|期限|時期|期間|何日|(?:^|[,:;.?] ?|\b(?:and|since|until|by|from) )when\b|\b(?:what|which) (?:fiscal |financial )?years?\b|\bdeadline\b|\bby what\b(?! (?:means|methods?|ways?|criteria|standards?|rules?))|"
        r"\bperiod\b|\bhow long\b|\bdate\b|\b(?:what|which) (?:day(?! ?care| of the week| services?| trips?| activit| cent)|month)\b",
    ),
    (
        "who",
        r"誰(?!か|で?も)|だれ(?!か|で?も)|どなた(?!か|で?も)|どの(?:課|部署|部|組織|役職|職位|部門|職(?=の|が|に|で|か))|(?:庁内|役所|役場|市役所)の?どこ(?:に|へ)?(?=問い?合わせ|聞|訊|相談|連絡|頼|が担)|どこの(?:課|部署|部)|何課|担当(?:は|課|部署|者|する)|責任者|トップ|"
        r"本部長|(?:長|者|知事|議員|さん)の?(?:お)?(?:名前|氏名)|どこが(?:担当|所管|中心|旗振)|(?:^|[,:;.?] ?|\b(?:and|so|by|to) )who\b|\bwhose\b|\bwhich (?:department|division|section|office|post)\b|\b(?:what|which) (?:rank|job title|level of (?:staff|employees?))s?\b|"
        r"\bin charge\b|\bresponsible\b",
    ),
    (
        "howto",
        r"どう(?:扱|処理|対応|管理)|どのように|どうやって|どんなふうに|方法|どうすれば|いかに|(?:何を?すれば|どうしたら)[^。?]{0,14}(?:使え|でき|よい|いい|良い|なれ)|\bwhat (?:do|must|should|can) (?:i|we|you|people|they) (?:have to |need to )?do\b(?! (?:by|about|with)\b| in (?:20|fy|fiscal))|\bhow\b(?!.*, ?(?:which|what|who|when|where)\b)",
    ),
    (
        "schedule",
        r"スケジュール|工程|ロードマップ|予定|段取り|年度ごと|年次計画|\bschedul|\broadmap\b|\btimeline\b|\bplanned\b|\byear by year\b",
    ),
    (
        "yesno",
        r"^(?!.*(?:何|なに|どう|どこ|どの|どれ|どんな|どちら|いつ|誰|だれ|教え|挙げ|列挙|知り|もらえ|いただけ|目標))"
        r".*(?:(?:ます|です|た|ている|てる|ない|る|う)(?:(?:か|の|んですか|のですか)?[?？]|(?:の|ん)?でしょうか[。?？]?)|(?:ます|まし?た|ません|です|でした)か[。]?)$",
    ),
    (
        "list",
        rf"{_COUNT}\s?つ(?!目|の目)|{_COUNT}(?:点|種類|項目)(?:とも|ぜんぶ|全部|は|の|を|って|あ)|(?<![0-9])1\s?[~〜]\s?[2-9](?![0-9月日年人名歳台件%週か])|漏れなく|の(?:名前|名称|題名)を(?:全部|すべて|全て)?並べ|順番に|順に(?:教|知|並|挙)|^(?!where|when|how|why|who\b).*\b(?:what|which|the|name|list|give) (?:two|three|four|five|six|seven|eight|nine)\b(?!-)|"
        r"一覧|すべて|全て|全部|挙げ|列挙|何(?:と何|々)|どんな(?:こと|ところ|点(?!数))|(?:どんな|どういった)(?:もの(?!で|か|な|[?？])|取組|取り組み|施策|課題|内容|研修|職員|人材|用事|場面|支援|サービス|グループ|区分)|"
        r"何を(?:して|やって)もら|何をしてくれ|どんな[一-龥ァ-ヴー]{1,8}(?:があ|が使|が受け|がもら|に分け|に分か)|"
        r"何があ(?!った|りました)|何が含|項目|内訳|柱|\blist\b|\bwhat are\b|\bname (?:the|all)\b|"
        rf"\b(?:which|what) (?:\w+ ){{0,2}}?{_PLURAL}(?: .{{1,40}})? {_AUXILIARY}\b|\b(?:which|what) (?:\w+ )?{_PLURAL} make up\b|"
        r"\bwhat (?:kinds?|types?|sorts?) of\b|\bwhat (?:help|support|assistance|advice|training) (?:is|does|do|will|can)\b|"
        r"\bwhat (?:is|are) (?:\w+ ){1,3}doing (?:to|for|so|about)\b",
    ),
    ("numeric", r"目標|\btarget|\bgoal"),
    (
        "yesno",
        r"^(?:is|are|was|were|does|do|did|has|have|will|can|could|should)\b",
    ),
)

_RULES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)


_INTERROGATIVE = re.compile(
    r"いつ|何|なに|どこ|誰|だれ|どの|どれ(?:くらい|ぐらい|だけ|ほど)|いくら|いくつ|\b(?:how (?:many|much|often|long)|when|which|what|who|where)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[、,。?？]|(?<=[のはがをで])と|また|それから|\band\b", re.IGNORECASE)


_OF_EACH = re.compile(
    r"それぞれ、?(?:何|いつ|いく|どれ|どこ|誰|だれ)|と[^。、]{1,10}(?:とで|に|を)?分けて|\brespectively\b",
    re.IGNORECASE,
)


def asks_twice(question: str) -> bool:
    """Whether a normalised question asks for two things (何人で、いくらかかる？)."""
    asked = list(_INTERROGATIVE.finditer(question))
    return any(
        _JOINED.search(question[first.end() : second.start()]) for first, second in pairwise(asked)
    )


def asks_of_each(question: str) -> bool:
    """Whether a normalised question asks the same of several things (3月と9月、それぞれ何台？)."""
    return bool(_OF_EACH.search(question))


def kind_of(question: str) -> Kind:
    """The kind of a normalised question; "fact" where nothing tells."""
    return next((kind for kind, pattern in _RULES if pattern.search(question)), "fact")


def without_comparing(question: str) -> str:
    """A normalised question without the words by which it compares."""
    return _COMPARING.sub(" ", question)


def compares(question: str) -> bool:
    """Whether a normalised question compares."""
    return bool(_COMPARING.search(question))
