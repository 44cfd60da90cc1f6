"""What a document means by its terms: glossaries, notes, defining sentences and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.facts.abbreviations import find_abbreviations
from ingest.facts.folding import bare_heading, fold
from ingest.facts.glossary import find_glossary_entries, is_glossary
from ingest.facts.phrases import tidy
from ingest.facts.reading import Passage, Reading
from ingest.facts.records import Definition
from ingest.normalize import squeeze
from ingest.quote import quote_of
from ingest.structure.records import Span

_LONGEST_TERM = 30
_NOTE = re.compile(
    r"^\s*(?:※\s?(?P<star>[0-9]{0,2})|[*](?![*\s])\s?(?P<dagger>[0-9]{0,2})|[(\[]?注\s?(?P<note>[0-9]{0,2})[)\]:]?)\s*"
)
_LABELLED = re.compile(
    r"^「?(?P<term>[^「」:。、…]{2,30}?)」?\s?(?::|…{1,2}|\s[-–—]\s)\s*(?P<meaning>\S.{9,})$"
)
_SET_APART = re.compile(
    r"^[○●◯・■◆]?\s?(?P<term>[^:。、…\s]{2,30})(?:\u3000| {1,3})(?P<meaning>\S.{9,})$"
)
"""A term and a blank before its meaning, as glossaries without a table have it."""

_TERM_ALONE = re.compile(r"^[○●◯・■◆]?\s?(?![あ-わ]行$)[^:。、…\s]{1,29}[^:。、…\sをにはがくての]$")
_WHOLE_MEANING = re.compile(r"[^。]{9,}。")

_NO_TERM = re.compile(
    r"^(?:出典|資料|出所|担当|対象|注意?|参考|計画期間|期間|単位|URL|関連URL|問い?合わ?せ先?|例|備考|時点|補足|図|表|写真|引用|参照|期日|場所"
    r"|会場|日時|時期|受付|申込|連絡先|TEL|FAX|E-?mail|住所|所在地|目標|基準値?|根拠|条件|金額|算定|算出|うち|なお|ただし)"
)
_DEFINING_END = re.compile(
    r"(?:のこと|こと|もの|略|略称|略語|総称|通称|造語|用語|概念|考え方|手法|技術|仕組み|しくみ|制度|サービス|システム|機能|状態|指標|割合|取組|取組み|活動"
    r"|施設|事業|組織|団体|方法|形態|ツール|ソフトウェア|ネットワーク|言葉)"
    r"(?:です|である|をいう|をいいます|を指す|を指します|とされ(?:ている|ています)|となります|になります)?[。.]?\s*$"
    r"|(?:をいう|をいいます|を指す|を指します|を意味する|を意味します|という|といいます|を表す|を表します|である|です|した理論|理論化したもの)[。.]?\s*$"
)
_TOPIC = re.compile(
    r"^(?:また|なお|ここで(?:いう)?|さらに|ただし|一般に|一般的に|(?:この|本)[^、。]{1,10}(?:において|で(?:いう)?|における))?、?\s*"
    r"[「『]?(?P<term>[^、。「」『』]{2,30}?)[」』]?とは、?\s?"
    r"(?!何|言え|いえ|言い|いい|限ら|異な|別に|なら|違|して|思|考え|関係|無縁|裏腹|対照|なって|なる)(?P<meaning>[^。]{8,})"
)
_NOT_MEANT = re.compile(r"(?:ではな|ではあり|か[。?]?$|でしょう|必要|重要|大切)")
_NAMED = re.compile(
    r"「(?P<term>[^「」]{2,40})」という(?:考え方|概念|言葉|もの|用語|手法)(?:です|である|があります|がある)?。?$"
)
_THIS = re.compile(
    r"^これは、?(?P<meaning>[^。]{10,}?)(?:という(?:概念|考え方|意味|もの|こと)|こと|もの)(?:です|になります|である|となります|を(?:いい|指し|意味し)ます|を(?:いう|指す|意味する))。?$"
)
_STATED = re.compile(
    r"^(?P<term>[^、。「」はがを]{2,20})は「(?P<meaning>[^「」]{4,80})」を(?:表し|意味し|指し)ます。?$"
)
_DEFINED = re.compile(
    r"(?:^|[、。])(?P<term>[^、。「」はがを]{2,14})を、?「(?P<meaning>[^「」]{8,60})」(?:と|に)定義"
)
_SECTION_OF_TERMS = re.compile(r"定義|用語|語句|言葉の(?:意味|説明)")
_MARKED_TERM = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9&/.\-]*|[一-龥々ァ-ヴー・A-Za-z0-9]{2,25})[」』]?(?:※|\*)"
)


_NUMBERED_TERM = re.compile(
    r"(?:(?<![ぁ-ん0-9,.])(?P<term>(?<![A-Za-z0-9&/.\-])[A-Za-z][A-Za-z0-9&/.\-]{0,30}|(?<![一-龥々ァ-ヴー・A-Za-z0-9])[一-龥々ァ-ヴー・A-Za-z][一-龥々ァ-ヴー・A-Za-z0-9]{1,24})[」』]?)?"
    r"[(\[]?(?:※|\*|注)\s?(?P<number>[0-9]{1,2})[)\]]?"
)
"""A term with the number of the note that explains it: インターバル※4, 標準化(注2)."""


_COUNT = re.compile(r"[0-9]+[一-龥]")
_NOTE_MARK = re.compile(r"[※*注]\s?[0-9]")


@dataclass(frozen=True)
class _Found:
    term: str
    meaning: str
    span: Span


def find_definitions(reading: Reading, text: str) -> tuple[Definition, ...]:
    """The definitions of a document, in the order of its text; each term and meaning once."""
    found = [
        *(_Found(one.term, one.meaning, one.span) for one in find_glossary_entries(reading)),
        *_under_headings(reading),
        *_under_terms(reading, text),
        *_in_sentences(reading),
        *(_Found(one.term, one.meaning, one.span) for one in find_abbreviations(reading)),
    ]
    definitions: dict[tuple[str, str], Definition] = {}
    for one in found:
        key = squeeze(one.term), squeeze(one.meaning)
        quote = quote_of(text[one.span.start : one.span.end])
        definitions.setdefault(key, Definition(one.term, one.meaning, one.span, quote))
    return tuple(sorted(definitions.values(), key=lambda one: (one.span.start, one.span.end)))


def _in_sentences(reading: Reading) -> Iterator[_Found]:
    before: Passage | None = None
    terms_marked = _marked_terms(reading)
    by_number: dict[str, str] = {}
    for passage in reading.texts:
        if passage.kind != "heading":
            found = (
                _note(passage, before, terms_marked)
                or _numbered_note(passage, by_number)
                or _sentence(passage)
                or _this(passage, before)
            )
            if found:
                yield found
        _note_terms(passage, by_number)
        before = passage


def _under_terms(reading: Reading, text: str) -> Iterator[_Found]:
    """In a glossary without a table: a term that has the line above its meaning to itself."""
    for passage in reading.texts:
        if passage.kind == "heading" or not is_glossary(passage.section):
            continue
        if text[: passage.span.start].rpartition("\n")[2].strip():
            continue
        term, _, meaning = text[passage.span.start : passage.span.end].partition("\n")
        shown = quote_of(meaning).strip()
        if _TERM_ALONE.match(fold(term).strip()) and _WHOLE_MEANING.match(shown):
            yield _Found(quote_of(term).strip(), shown, passage.span)


def _marked_terms(reading: Reading) -> frozenset[str]:
    """Terms that the text marks with ※ or * as explained elsewhere."""
    return frozenset(
        squeeze(found[1])
        for passage in reading.passages
        if "※" in passage.folded or "*" in passage.folded
        for found in _MARKED_TERM.finditer(passage.folded)
    )


def _note(passage: Passage, before: Passage | None, marked: frozenset[str]) -> _Found | None:
    """「※term：meaning」, 「※「term」とは…」, or 「※ meaning」 right after the one term marked with ※."""
    found = _NOTE.match(passage.folded)
    if not found:
        return None
    quote, body = passage.quote[found.end() :], passage.folded[found.end() :]
    labelled = _LABELLED.match(body)
    if labelled and not _NO_TERM.match(labelled["term"]):
        term, meaning = (quote[slice(*labelled.span(name))].strip() for name in ("term", "meaning"))
        if squeeze(term) in marked or _DEFINING_END.search(fold(meaning)):
            return _Found(term, meaning, passage.span)
        return None
    topic = _topic(quote, body, passage.span)
    if topic or labelled:
        return topic
    above = passage.lead or (before.quote if before else "")
    terms = [one for one in _MARKED_TERM.findall(fold(above)) if not _COUNT.match(one)]
    if len(terms) == 1 and len(body) >= 12 and _DEFINING_END.search(body):
        return _Found(terms[0], quote, passage.span)
    return None


def _note_terms(passage: Passage, by_number: dict[str, str]) -> None:
    """Note the terms that a passage gives the numbers of notes; a number whose term it does not tell stands
    for none.
    """
    if not _NOTE_MARK.search(passage.folded):
        return
    for found in _NUMBERED_TERM.finditer(passage.folded):
        by_number.pop(found["number"], None)
        if found["term"]:
            by_number[found["number"]] = found["term"]


def _numbered_note(passage: Passage, by_number: dict[str, str]) -> _Found | None:
    """「※4 meaning」, of the last term before it that has that number (「インターバル※4は…」)."""
    found = _NOTE.match(passage.folded)
    number = next((group for group in found.groups() if group), "") if found else ""
    term = by_number.get(number)
    body = passage.folded[found.end() :] if found else ""
    by_number.pop(number, None)
    if not term or not _DEFINING_END.search(body):
        return None
    return _Found(term, passage.quote[len(passage.quote) - len(body) :], passage.span)


def _sentence(passage: Passage) -> _Found | None:
    """「XXとは…を指します」, 「XXは「…」を表します」, 「XXを「…」と定義します」."""
    bullet = re.match(r"^[\s○●・■◆◇➤✓①-⑳]*", passage.folded)
    start = bullet.end() if bullet else 0
    quote, folded = passage.quote[start:], passage.folded[start:]
    topic = _topic(quote, folded, passage.span)
    if topic:
        return topic
    for pattern in (_STATED, _DEFINED):
        found = pattern.search(folded)
        if found and (term := tidy(quote[slice(*found.span("term"))])):
            return _Found(term, quote[slice(*found.span("meaning"))], passage.span)
    labelled = _LABELLED.match(folded) or _SET_APART.match(folded)
    if labelled and is_glossary(passage.section):
        term, meaning = (quote[slice(*labelled.span(name))].strip() for name in ("term", "meaning"))
        return _Found(term, meaning, passage.span)
    return None


def _topic(quote: str, folded: str, span: Span) -> _Found | None:
    found = _TOPIC.match(folded)
    if not found or not _DEFINING_END.search(folded) or _NOT_MEANT.search(found["meaning"]):
        return None
    term = tidy(quote[slice(*found.span("term"))])
    if term is None or re.search(r"[はがを]", fold(term)):
        return None
    return _Found(term, quote[found.start("meaning") :].strip(), span)


def _this(passage: Passage, before: Passage | None) -> _Found | None:
    """「…が「X」という考え方です。これは…という概念になります。」, two sentences of one paragraph."""
    if before is None or before.section != passage.section:
        return None
    named, this = _NAMED.search(before.folded), _THIS.match(passage.folded)
    if not named or not this:
        return None
    term = before.quote[slice(*named.span("term"))]
    meaning = passage.quote[slice(*this.span("meaning"))]
    return _Found(term, meaning, Span(before.span.start, passage.span.end))


def _under_headings(reading: Reading) -> Iterator[_Found]:
    """A short heading in a section of definitions, and the text right under it."""
    for number, passage in enumerate(reading.texts):
        above = passage.section[-2] if len(passage.section) > 1 else ""
        term = bare_heading(passage.quote)
        if (
            passage.kind != "heading"
            or not _SECTION_OF_TERMS.search(above)
            or _SECTION_OF_TERMS.search(term)
            or len(term) > _LONGEST_TERM
        ):
            continue
        body = []
        for following in reading.texts[number + 1 :]:
            if following.kind == "heading" or following.section != passage.section:
                break
            body.append(following)
        if body and _DEFINING_END.search(body[0].folded):
            meaning = "".join(part.quote for part in body)
            yield _Found(term, meaning, Span(body[0].span.start, body[-1].span.end))
