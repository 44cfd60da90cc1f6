"""Roles in running text: 市長を本部長とする…, 副町長をCIOに定め, 総務課が中心となり…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts.folding import fold
from ingest.facts.phrases import phrase_before, tidy

_BODY = r"(?:本部|会議|委員会|協議会|審議会|部会|プロジェクトチーム|チーム|ワーキンググループ|センター|推進室|庁|機構|推進員会)"
_OFFICE = r"(?:[部課室局係班署所庁]|本部|委員会|会議|協議会|審議会|チーム|グループ|センター|部門|部署|事務局|機構|社協|社会福祉協議会|地域包括支援センター)"
_PERSON = (
    r"(?:市長|町長|村長|区長|知事|副市長|副町長|副村長|副知事|教育長|[部課室局所係班]長|所属長|本部長|委員長|会長|座長|責任者|補佐官|審議官|専門官|推進員|リーダー"
    r"|マネージャー|マネジャー|アドバイザー|コーディネーター|サポーター|CIO|CISO|CDO|CIO補佐官|民生委員|支援員|指導員|保健師|[一-龥ァ-ヴー]*職員|課員|部員|担当者?|事業者|トップ)"
)
_ACTOR = re.compile(rf"(?:{_OFFICE}|{_PERSON})$")
_BRACKET = re.compile(r"\s?[(（][^()（）]{1,30}[)）]$")
_NO_ACTOR = re.compile(
    r"^(?:本市|当市|市|町|村|県|国|都|道|府|区|各[^の]{0,6}|(?:全て|すべて|全|一人ひとり)の?.{0,6}|他の?[^の]{0,8}|これら.*|同.{0,4}|その.*|全国.*|政府|行政|住民|市民|町民|民間事業者|事業者|職員|一般の職員|外部|両.{0,4}|関係.{0,6})$"
)
_NOT_AN_ACTOR = re.compile(
    r"関係$|として|育成|確保|配置|設置|推進$|整備|向上|強化|について|とは|の(?:役割|体制|構成)|ヵ所|場所|か所|箇所|事務所$"
)

_HEADS = re.compile(
    rf"(?P<title>本部長|副本部長|委員長|副委員長|会長|座長|議長|リーダー|長|トップ|責任者|統括責任者|最高責任者|事務局)と(?:し(?:た|て)?|する)、?(?P<body>[^、。]{{0,40}}?(?:「[^「」]{{2,40}}」|{_BODY}))"
)
_APPOINTED = re.compile(
    r"を(?P<title>[A-Za-z]{2,5}(?:補佐官)?|最高[^、。をに]{2,20}|[^、。をに「」]{2,20}(?:責任者|リーダー|推進員|本部長|担当者?|補佐官|管理者))に(?:定め|任命|選任|充て|任じ|置[きく]|指名|位置付け|位置づけ)"
)
_TITLE = r"(?:副?本部長|副?委員長|副?会長|座長|CIO補佐官|CIO|CISO|CDO|最高[^、。をはに()]{2,20}責任者|統括責任者)"
_HELD_BY = re.compile(
    rf"(?P<title>{_TITLE})(?:\([^()]{{1,40}}\))?(?:は|には|に|を)、?(?P<who>[^、。はがをに「」]{{2,20}}?)"
    rf"(?:と(?:し|する|します)|を(?:もって)?(?:充て|置[きく]|任命)|が(?:務め|当た|就)|(?=、{_TITLE}は))"
)
_APPOINTING = re.compile(r"に(?:定め|任命|選任|充て|任じ|置|指名|位置付け|位置づけ)")
_TITLE_PART = re.compile(r"[長座C責]")
_CENTRE = re.compile(
    r"が(?:中心となり|中心となって|主体となり|主体となって|事務局となり|事務局として)、?(?P<role>[^。]{6,})"
)
_BEARER = re.compile(r"を担う[「『]?(?P<who>[^「」『』、。のがはを()に]{2,25})")
_SUBJECT = re.compile(r"(?P<particle>が|は、?|において|では、?)")
_PART = re.compile(
    r"(?:役割|機能|任)を?(?:担|果た)|を担(?:う|い|って)|旗振り|司令塔|主導的|統括(?:する|し|機能)|進行管理を|進捗管理を|フォローアップを|とりまとめ|取りまとめ|事業立案を|総合調整"
)
_PLAIN_PRESENT = re.compile(
    r"(?:する|します|行う|行います|図る|図ります|取り組む|取り組みます|取り組むこととしています|とする|とします|努める|努めます|担う|担います|いく|いきます|役立てる|実施|推進|支援|参画する|参画します)。?$"
)


def is_actor(text: str) -> bool:
    """Whether a text names a person in an office, or an office, and nothing else."""
    folded = fold(text).strip()
    name = _BRACKET.sub("", folded).strip()
    return (
        2 <= len(name) <= 30
        and not re.search(r"[。:、をはが]", name)
        and bool(_ACTOR.search(name))
        and not _NOT_AN_ACTOR.search(name)
    )


def role_in_sentence(quote: str, folded: str, in_role_section: bool) -> Iterator[tuple[str, str]]:
    """Every (who, role) that a sentence states; in a part about organisation, plain actions too."""
    found: list[tuple[str, str]] = []
    # The patterns are slow where they cannot match; what each of them needs is found fast.
    if "とし" in folded or "とする" in folded:
        found += _heads(quote, folded)
    if _APPOINTING.search(folded):
        found += _appointed(quote, folded)
    if _TITLE_PART.search(folded):
        found += _held(quote, folded)
    if "を担う" in folded:
        found += _bearing(quote, folded)
    yield from found
    centre = _CENTRE.search(folded)
    if centre and (who := _actor_before(quote[: centre.start()])):
        yield who, quote[centre.start("role") : centre.end("role")]
        found.append((who, ""))
    yield from _subjects(quote, folded, in_role_section, {who for who, _ in found})


def _heads(quote: str, folded: str) -> Iterator[tuple[str, str]]:
    """「市長を本部長とする「…本部」」 -> 市長, …本部の本部長."""
    for found in _HEADS.finditer(folded):
        if folded[found.start() - 1 : found.start()] != "を":
            continue
        who = phrase_before(quote[: found.start() - 1], with_clause=False)
        body = _last_body(quote[found.start("body") : found.end("body")])
        if who and body:
            yield who, f"{body}の{found['title']}"


def _last_body(text: str) -> str | None:
    """「幹部が参加する上里町行政改革推進本部」 -> 上里町行政改革推進本部."""
    named = re.search(r"「([^「」]+)」$", text)
    if named:
        return named[1]
    parts = re.split(r"(?<=[るた])(?=[^\W_])|による|からなる", text)
    return tidy(parts[-1]) if parts else None


def _appointed(quote: str, folded: str) -> Iterator[tuple[str, str]]:
    for found in _APPOINTED.finditer(folded):
        who = _name_before(quote[: found.start()])
        if who:
            yield who, quote[found.start("title") : found.end("title")]


def _held(quote: str, folded: str) -> Iterator[tuple[str, str]]:
    """「本部長は町長、副本部長は副町長をもって充てる」 -> 町長, 本部長; 副町長, 副本部長."""
    for found in _HELD_BY.finditer(folded):
        who = quote[found.start("who") : found.end("who")].strip()
        if is_actor(who) and not re.fullmatch(_TITLE, fold(who)):
            yield who, quote[found.start("title") : found.end("title")]


def _subjects(
    quote: str, folded: str, in_role_section: bool, taken: set[str]
) -> Iterator[tuple[str, str]]:
    """「情報部門がその旗振り役として…」: the subject of a clause that gives it a part."""
    acting = in_role_section and _PLAIN_PRESENT.search(folded)
    if not (acting or _PART.search(folded)):
        return
    for found in _SUBJECT.finditer(folded):
        who = _actor_before(quote[: found.start()])
        role = quote[found.end() :].strip("、 ")
        if who is None or who in taken or len(role) < 8:
            continue
        rest = fold(role)
        given = bool(_PART.search(rest))
        acts = in_role_section and found["particle"] != "では" and bool(_PLAIN_PRESENT.search(rest))
        if (given or acts) and not re.search(
            r"(?:ました|した|でした|必要|重要|課題)[^、。]{0,12}。?$", rest
        ):
            taken.add(who)
            yield who, role
            return


def _actor_before(text: str) -> str | None:
    """The office or person that ``text`` ends with, coordinated ones together; None for 「本市」."""
    name = _name_before(text)
    if name is None or _NO_ACTOR.match(fold(name)):
        return None
    before = text.rstrip().removesuffix(name)
    if before.endswith("と") and (other := _name_before(before[:-1])) is not None:
        name = f"{other}と{name}"
    return name


def _name_before(text: str) -> str | None:
    text = text.rstrip()
    bracket = _BRACKET.search(text[-34:])
    bare = text[: len(text) - len(bracket.group())] if bracket else text
    if not _ACTOR.search(fold(bare[-20:])):
        return None
    phrase = phrase_before(bare, with_clause=False)
    name = f"{phrase}{bracket.group() if bracket else ''}" if phrase else ""
    name = re.sub(r"^(?:この|当該)", "", name)
    return name if name and text.endswith(name) and is_actor(name) else None


def _bearing(quote: str, folded: str) -> Iterator[tuple[str, str]]:
    """「実務の中核を担う「DX推進リーダー」」 -> DX推進リーダー, 実務の中核を担う."""
    for found in _BEARER.finditer(folded):
        part = phrase_before(quote[: found.start()], with_clause=False)
        who = quote[found.start("who") : found.end("who")].strip()
        if part and is_actor(who) and not _NO_ACTOR.match(fold(who)):
            yield who, f"{part}を担う"
