"""Follow-up questions made readable without the conversation before them, by rules."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.municipalities import Directory, Mention, find_places, says_ours
from assistant.other_cities import (
    COMPARES,
    POSSESSIVE,
    AskedOf,
    for_municipalities,
    named_in,
)
from assistant.schema import QUESTION_LIMIT
from assistant.subjects import CASE, OF_SOMETHING, content_of, names_a_subject
from ingest.fiscal import find_years
from ingest.normalize import normalize

_ONLY_A_NAME = re.compile(
    r"^(?:では|じゃあ|それでは|あと|次に|ちなみに|and|what about|how about|then|but)?(?:[\s、,・&とや]|\band\b|\bor\b)*"
    r"(?:の?(?:場合|ほう|方))?(?:は|では|だと|なら|も)?(?:どう(?:ですか|でしょうか|でしょう|か|なの(?:か)?|だろう|(?:なって|やって)い?(?:る|ます)(?:の|か|のか)?)?)?[\s?？。!！]*$",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^(?:ん?で、|んじゃ|その|それ|そこ|これ|この|あの|同じ|もっと|詳しく|具体的に|じゃあ|では|ちなみに|あと|他に|ほかに|"
    r"its?\b|that\b|those\b|they\b|their\b|this\b|these\b|and\b|more\b|what about|how about|then\b)|"
    r"(?:その|それ|そこ)(?:の|は|を|に|が|で)|[^\s、,]のほう(?:は|だと|では|なら|も)(?=[、,])|\b(?:it|its|they|them|their)\b|"
    r"\b(?:about|at|by|do|for|from|in|is|of|on|to|with)\s+(?:that|those)\b(?!\s+(?:in|of|who|with)\b)|"
    r"\b(?:do|does|did|is|are|was|were|will|would|can|could|has|have|had|should|must)\s+(?:he|she|(?:that|this|those|these)(?!\s+(?:\w+\s+)?(?:plan|city|town|village|ward|prefecture|municipality|document|policy|strategy|year|month)\b))\b|"
    r"(?<!his or )\b(?:his|her|him|hers)\b(?! or her\b)",
    re.IGNORECASE,
)
_CONNECTIVE = re.compile(
    r"^(?:(?:ん?で|んじゃ|じゃあ?|では|それでは|ちなみに|あと)、?|(?:and|so|then|but|also|ok(?:ay)?),? )+",
    re.IGNORECASE,
)
"""A first word that joins a question to the one before it, and does not point to anything in it."""

_FURTHER = re.compile(
    r"もっと(?=[、。?？\s]*$|詳し|くわし|具体|教え|知り|説明)|詳しく|くわしく|(?:ほか|他)に(?:は|も|何|どん|あり|ある)|そのほか|その他(?:に|の)|それ以外に?(?:は|も|何)|続きを|"
    r"\banything (?:else|more)\b|\bwhat else\b|\bmore (?:about|on|detail)|\bin (?:more )?detail\b|\btell me more\b|^more\b|\belaborate\b",
    re.IGNORECASE,
)
"""How a question asks for more than was answered."""

ASKS_FOR_MEANS = re.compile(
    r"(?:その|この|それの)ために(?:は|も)?、?(?:市は|町は|村は|具体的に(?:は)?|まず|、)*(?:何|なに|どう(?!して)|どんな(?:こと|取))|(?:これから|今後)(?:は|って|、)*(?:どう|何を?)(?:する|やる|し[てま]|取り組)|(?:それ|これ)を(?:どう|どのように)やって(?:実現|達成|進め)|どうやってそ(?:れ|こ)|"
    r"\bhow (?:will|do|would|are) (?:they|we|you|the city|the town) (?:plan |intend |going |aim |want |hope )?(?:to )?(?:do|achieve|get|reach|manage) (?:that|it|this|there|so)\b|"
    r"\bwhat (?:will|do|are) (?:they|we|you) (?:plan |intend |going |aim )?(?:to )?(?:do|doing) (?:to (?:get|achieve|reach|do)|for|about) (?:that|it|this|there)\b",
    re.IGNORECASE,
)
"""How a question asks by what means what was answered is to be reached."""

_ELLIPTICAL = re.compile(
    r"(?:は|だと|では|なら|も)[、。?？\s]*$|^(?:and|so|but|what about|how about)\b(?!.*\b(?:what|when|who|how (?:many|much|often|long)|where|why|which|is|are|does|do|did|will|can)\b)",
    re.IGNORECASE,
)
"""A question that only names something else (じゃあ、真冬は？): what is asked of it stands in the one before."""

WHAT_ABOUT = re.compile(
    r"^(?:(?:and|so|but|ok(?:ay)?),? )?(?:what|how) about\b[^,:;?]{1,50}[?.]*$", re.IGNORECASE
)
"""How an English question names another thing to be told the same of."""

_JOINS_A_NAME = re.compile(r"^の?(?:ほう|方|場合)?(?:は|だと|では|が|も|で|に)?、?")
"""What stands between a name and what is asked: 鯖江市のほうはいつから."""

_TURNS = 10
"""Turns before a question that it is read after, at most."""

_SHORT = 8
"""A question up to this long names an aspect (期限は？), not a subject."""

_TERM_ASKED = re.compile(r"^[A-Za-z0-9ァ-ヴー・]{2,}(?:とは|って)")
"""Whoever asks for a term's meaning has a subject, however short the question."""

_OWN_SUBJECT = re.compile(
    r"(?P<of>[一-龥ァ-ヴーA-Za-z]{2,20})の(?P<what>[一-龥ァ-ヴーぁ-ん]{2,8}?)(?=[はがをも?？。]|って|$)"
)
"""So does who asks for something of something (カレーの作り方), unless it is
of what goes on in the plan, or an aspect of what was asked about before (導入の時期は？):"""

_PROCESSES = frozenset(
    "導入 整備 実施 運用 利用 活用 推進 開始 対象 期間 計画 担当 目標 費用 財源 事業 取組 施策 支援 研修 職員 市民 住民 利用者 参加者 拡大 移行 更新 策定 今回 最終 最初".split()
)
_ASPECTS = frozenset(
    "職員 延長 取組 体制 取り組み 対象者 人たち 有無 可否 見通し 見込み 根拠 財源 内訳 考え方 ねらい 狙い 流れ 手順 条件 窓口 会場 講師".split()
)
_PLEASANTRY = re.compile(
    r"(?:(?:こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして|どうも|ありがとう(?:ございま(?:す|した))?|有難うございま(?:す|した)|助かりま(?:す|した)|"
    r"すごい(?:です)?|なるほど|わかりました|分かりました|了解(?:です|しました)?|承知しました|はい|いいえ|うん|お疲れ様(?:です|でした)?|さようなら|"
    r"(?:今日も|本日も|これからも|どうぞ)?(?:よろしく|宜しく)(?:お願い(?:します|いたします|致します))?|"
    r"hi|hello|hey|thanks?(?: you)?(?: very much| so much| a lot)?|great|nice|wow|ok(?:ay)?|i see|got it|good (?:morning|afternoon|evening)|bye)"
    r"(?:ね|よ)?[\s、。,.!?ー]*+)++",
    re.IGNORECASE,
)

_NODS = re.compile(
    r"(?:は|が)?(?:よく)?(?:わかった|分かった|わかりました|分かりました|了解(?:です|しました)?|なるほど)(?:です)?(?:、?ありがとう(?:ございます)?)?[。!\s]*$"
)
"""How somebody says that something is understood: 文書のほうはわかった."""

_ASKS = re.compile(r"[?？]|何|なに|いつ|どこ|どう|どの|誰|だれ|いく|なぜ|なんで|教え|か[。\s]*$")

_ASKS_THERE = re.compile(
    r"いつ|何(?!で?も|らか)|なに|どこ|誰|だれ|どなた|どの(?!よう)|どれ|どんな|どう|いくら|いくつ|なぜ|なんで|教えて|知りたい"
)
"""Where a Japanese question says what it asks."""

_NARROWS = re.compile(
    r".{2,}の(?:話|こと|件|ほう)(?:です|なん(?:です|だ)|だ)(?:が|けど|けれど|ね|よ)*[\s。.、]*"
)
"""No question, but what the one before it is about (空いている時期の話です)."""

_ONLY_A_SUBJECT = re.compile(
    r"^(?:では|じゃあ|それでは|あと|次に|ちなみに)?[\s、,]*(?P<subject>[^\s、,のはをがにで?？。]{2,20}?)"
    r"(?:の(?:場合|ほう|方))?(?:は|では|だと|なら)(?:どう(?:ですか|でしょうか)?)?[\s?？。]*$"
)
_SOMETHING_OF = re.compile(
    r"(?P<of>[^\s、,。?？のはがをに]+)の(?P<what>[一-龥々]{2,3}|[ァ-ヴー]{3,5})(?=[はをがに?？]|$)"
)

_THING_ASKED = re.compile(
    r"(?:^|[のはで、\s])(?P<thing>[一-龥々ァ-ヴーA-Za-z0-9・]{2,20})(?=(?:って|とは|は|が)、?(?:何|なん|なに|どんな|どういう|どう|いつ|誰|だれ|どこ|いくら))"
)
"""What a question asks something about, as its last noun (ミッションって何？)."""

_KATAKANA = re.compile(r"[ァ-ヴー・]+")


@dataclass(frozen=True)
class Reading:
    """A question as it reads after the conversation before it.

    Attributes:
        standalone: readable alone.
        follows: the stand-alone question that it is read behind; "" where it is read alone, or where no more than a
            part of that has room.
        otherwise: another way to read it; "" where there is none, or where it names a place itself. Where it is
            read alone that is behind the question before (家以外で働ける場所は？ after テレワークの目標は？); where nothing but
            its first word joins it to that (And what does the mayor do?), or where it may name another thing and not a
            case of the same (電子契約のほうはいつから？), alone.
        again: how many turns before it have asked for more of the same (ほかには？).
    """

    standalone: str
    follows: str = ""
    otherwise: str = ""
    again: int = 0


def stand_alone(text: str, history: Sequence[str], directory: Directory) -> str:
    """The question readable alone (``read``)."""
    return read(text, history, directory).standalone


def read(text: str, history: Sequence[str], directory: Directory) -> Reading:
    """Read a question after the last turns of a conversation.

    「常陸大宮市は？」 and 「うちは？」 repeat the question before it for another municipality, also
    for one that has no plan here, so that nobody is given the answer of another. A question that
    points back (その期限は？), or names nothing of its own, gets the subject of the one before, of
    which no more is taken than a question may be long. Any other that names no municipality stays
    with the one that was asked about. 「両市を表にして」 puts it to those that were asked the same.
    """
    if is_pleasantry(text):
        return Reading(text)
    turns = [turn for turn in history if not is_pleasantry(turn)][-_TURNS:]
    previous = question = subject = ""
    asked_of = AskedOf(directory)
    again = 0
    for number, turn in enumerate((*turns, text)):
        previous = question
        further = asks_further(normalize(turn))
        full = bool(_ELLIPTICAL.search(normalize(turn))) and not further
        before = question if full else subject
        together = asked_of.together(before, turn) if before else None
        question = together or (_after(before, turn, directory) if before else turn)
        asked_of.add(question)
        leans = bool(before) and question == _behind(before, turn) and _only_leans(turn)
        subject = subject if leans else question
        if number < len(turns):
            again = again + 1 if leans and further else 0
    if not turns:
        return Reading(question)
    follows = before if before and before in question and question != before else ""
    return Reading(question, follows, _otherwise(previous, question, text, directory), again)


def _otherwise(before: str, alone: str, text: str, directory: Directory) -> str:
    """Another way to read a follow-up (``Reading.otherwise``).

    Args:
        before: the stand-alone question before it.
        alone: how it is read.
        text: as it was asked.
        directory: the municipalities there are.
    """
    normalized = normalize(text)
    if named_in(normalized, directory):
        return ""
    rest = _CONNECTIVE.sub("", normalized)
    if CASE.search(rest) and _ASKS_THERE.search(rest) and not _POINTS_BACK.search(rest):
        return _carried(before, text, directory)
    if before not in alone:
        return _behind(before, text) if alone.endswith(text) else ""
    if rest == normalized or _ELLIPTICAL.search(normalized):
        return ""
    if _POINTS_BACK.search(rest) or not names_a_subject(rest) or len(rest) <= _SHORT:
        return ""
    return _carried(before, rest, directory)


def told_of(before: str) -> str:
    """A question as far as it says what it is about, where another asks something else of that: 「RPAは」 of
    「RPAはいつ入れますか」. All of it where it begins with what it asks, or names something behind that.
    """
    asks = _ASKS_THERE.search(before)
    topic = before[: asks.start()].rstrip("、, ") if asks else ""
    if asks is None or names_a_subject(normalize(before[asks.end() :])):
        return before
    return topic if len(topic) > 1 and names_a_subject(normalize(topic)) else before


def asks_further(text: str) -> bool:
    """Whether a normalised follow-up asks for more than was answered, and for nothing of its own."""
    return bool(_FURTHER.search(text)) and not names_a_subject(_FURTHER.sub(" ", text))


def is_pleasantry(text: str) -> bool:
    """Whether somebody greets, thanks, nods or sends a smile, and asks nothing."""
    normalized = normalize(text)
    nods = _NODS.search(normalized) and not _ASKS.search(normalized)
    return bool(nods or _PLEASANTRY.fullmatch(normalized)) or not any(map(str.isalnum, text))


def _after(before: str, text: str, directory: Directory) -> str:
    """``text`` as it reads after the stand-alone question ``before``."""
    normalized = normalize(text)
    if _NARROWS.fullmatch(normalized) and not directory.mentions(normalized):
        return _behind(before, text)
    names = [_as_typed(mention, normalized) for mention in directory.mentions(normalized)]
    rest = directory.without_names(normalized).strip()
    places = find_places(normalized, directory)
    elsewhere = [normalized[place.start : place.end] for place in places]
    for place in elsewhere:
        rest = rest.replace(place, " ").strip()
    ours = ["our city" if text.isascii() else "本市"] * says_ours(text)
    asked_of = [*names, *elsewhere, *ours]
    if asked_of and (repeated := _asked_of_others(before, text, rest, asked_of, directory)):
        return repeated
    if not asked_of and (other := _same_of_another(before, normalized)):
        return other
    first = _CONNECTIVE.sub("", normalized).startswith((*names, *elsewhere))
    if first and not ours and not names_a_subject(rest):
        asked = _JOINS_A_NAME.sub("", rest)
        of_them = for_municipalities(before, asked_of, directory)
        return of_them if asked.strip("?。 ") in of_them else f"{of_them} {asked}"
    long = len(normalized) > _SHORT or _has_its_own_subject(normalized)
    alone = asked_of or (long and names_a_subject(normalized))
    if _POINTS_BACK.search(normalized) or not alone:
        if names:
            before = directory.without_names(normalize(before)).strip()
        return _behind(before, text)
    return text if asked_of else _carried(before, text, directory)


def _carried(before: str, text: str, directory: Directory) -> str:
    """A question that names no municipality, of those that the one before it names."""
    names = [
        *(mention.municipality.name for mention in directory.mentions(normalize(before))),
        *(place.name for place in find_places(normalize(before), directory)),
    ]
    if not names:
        return text
    return f"{', '.join(names)}: {text}" if text.isascii() else f"{'と'.join(names)}の{text}"


def _only_leans(text: str) -> bool:
    """Whether a follow-up has nothing of its own that a later one may be about (いつまで？, もっと詳しく)."""
    normalized = normalize(text)
    return not (find_years(normalized) or names_a_subject(_FURTHER.sub(" ", normalized)))


def _behind(before: str, text: str) -> str:
    """Both questions, of the first one no more than there is room for."""
    room = max(QUESTION_LIMIT - len(text) - 1, 0)
    return f"{before[-room:]} {text}" if room else text


def _asked_of_others(
    before: str, text: str, rest: str, asked_of: Sequence[str], directory: Directory
) -> str | None:
    """The question before, for the municipalities that ``text`` names and little else."""
    compared = COMPARES.sub(" ", rest)
    if compared != rest and not content_of(compared):
        others = [mention.municipality.name for mention in directory.mentions(normalize(before))]
        both = list(dict.fromkeys([*others, *asked_of]))
        return f"{for_municipalities(before, both, directory)} {text}"
    if not _ONLY_A_NAME.match(rest) and content_of(rest):
        return None
    question = for_municipalities(before, asked_of, directory)
    return f"{question} {rest}" if find_years(rest) else question


def _same_of_another(before: str, normalized: str) -> str | None:
    """「ペーパーレスは？」 after テレワークの目標を教えて, 「ビジョンは？」 after ミッションって何: the same of another
    subject; else None.
    """
    found = None if _TERM_ASKED.search(normalized) else _ONLY_A_SUBJECT.match(normalized)
    if not found or found["subject"] in OF_SOMETHING or not names_a_subject(found["subject"]):
        return None
    text = normalize(before)
    for asked in _SOMETHING_OF.finditer(text):
        if asked["what"] in OF_SOMETHING and asked["of"][-1] not in "市町村都道府県":
            return text[: asked.start("of")] + found["subject"] + text[asked.end("of") :]
    things = list(_THING_ASKED.finditer(text))
    if things and _are_of_one_kind(things[-1]["thing"], found["subject"]):
        return (
            text[: things[-1].start("thing")] + found["subject"] + text[things[-1].end("thing") :]
        )
    return None


def _are_of_one_kind(thing: str, other: str) -> bool:
    """Whether the other may stand in the place of a thing: ビジョン of ミッション, 電子決裁 of 電子契約, and no aspect
    of it (RPAの導入効果).
    """
    if {thing, other} & (OF_SOMETHING | _ASPECTS | _PROCESSES):
        return False
    katakana = bool(_KATAKANA.fullmatch(thing) and _KATAKANA.fullmatch(other))
    return katakana or (thing[:2] == other[:2] and len(thing) == len(other))


def _has_its_own_subject(text: str) -> bool:
    """Whether a short normalised question asks for a term's meaning, or for something of something."""
    found = _OWN_SUBJECT.search(text)
    if _TERM_ASKED.search(text):
        return True
    return found is not None and not (
        found["of"] in _PROCESSES | OF_SOMETHING or found["what"] in _ASPECTS | OF_SOMETHING
    )


def _as_typed(mention: Mention, normalized: str) -> str:
    """A name as the asker wrote it, without the possessive ending."""
    return POSSESSIVE.sub("", normalized[mention.start : mention.end])
