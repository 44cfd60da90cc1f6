"""Question to hits: dense and lexical search over evidence units, fused by reciprocal rank."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import chain

from assistant.fusion import reciprocal_rank_fusion
from assistant.municipalities import Directory
from assistant.question import Question
from assistant.remembered import Remembered
from ingest.index import Index
from ingest.manifest import DocumentInfo
from ingest.normalize import normalize, squeeze
from ingest.units import Unit

TOP_K = 60
"""Hits handed on."""

_DEPTH = 100
"""Hits asked of each search."""

_IN_HIRAGANA = re.compile(r"[ぁ-ゖー]{3,}")
"""Words of which the analyser makes others (あ|支度), now these and now those."""

_DIGITS = "0123456789０１２３４５６７８９"
_LEADERS = " \t\u3000.．・･…‥-*#●○■□◆◇▼▶"
"""Before a title, or between it and its page in a table of contents."""

_PLACE_IN_HEADING = re.compile(
    r"[一-龥]{1,4}[都道府県](?!内|庁|民|市|議)|[【(（][一-龥]{1,5}[市町村区][】)）]"
)


@dataclass(frozen=True)
class Hit:
    """A unit that may be evidence.

    Attributes:
        unit, info: the unit and its document.
        score: reciprocal-rank-fusion score.
        cosine: similarity to the question in [-1, 1]; where only BM25 found the unit, that of the
            last one that the vectors found, which it cannot exceed.
        bm25: its BM25 score; 0 where only the vectors found it.
        row: the unit's row in the index.
        named: it names the place asked about, as far as one is asked about and it has no plan.
    """

    unit: Unit
    info: DocumentInfo
    score: float
    cosine: float
    bm25: float
    row: int = -1
    named: bool = True


def retrieve(question: Question, index: Index, directory: Directory) -> list[Hit]:
    """The units nearest to a question within its scope, best first."""
    doc_ids = scope_doc_ids(question, index, directory)
    if doc_ids is not None and not doc_ids:
        return []
    dense = index.search_dense_all(question.queries, _DEPTH, doc_ids)
    own = index.search_lexical(question.terms, _DEPTH, doc_ids)
    expanded = index.search_lexical(expanded_terms(question), _DEPTH, doc_ids)
    spelled = _search_spelled(question, index, doc_ids)
    fused = reciprocal_rank_fusion(
        [[row for row, _ in ranking] for ranking in (*dense, own, expanded, spelled) if ranking]
    )
    bm25 = dict(expanded) | dict(own)
    cosines = _best_cosines(dense)
    unseen = min((ranking[-1][1] for ranking in dense if ranking), default=0.0)
    rows = [row for row, _ in fused]
    hits = [
        Hit(
            unit,
            index.store.infos[unit.doc_id],
            score,
            cosines.get(row, unseen),
            bm25.get(row, 0.0),
            row,
        )
        for (row, score), unit in zip(fused, index.store.units(rows), strict=True)
    ]
    return within_scope(hits, question, index, directory)[:TOP_K]


def _search_spelled(
    question: Question, index: Index, doc_ids: Sequence[str] | None
) -> list[tuple[int, float]]:
    """The rows that state a name in hiragana as it is spelled, where no unit has it as a term."""
    names = [
        wording
        for concept in question.concepts
        for wording in concept.wordings
        if _IN_HIRAGANA.fullmatch(wording)
        and not any(map(index.lexical.document_frequency, chain(*concept.alternatives)))
    ]
    return index.search_spelled(names, _DEPTH, doc_ids) if names else []


def _best_cosines(rankings: Sequence[Sequence[tuple[int, float]]]) -> dict[int, float]:
    """For each row its highest similarity to any of the queries."""
    best: dict[int, float] = {}
    for ranking in rankings:
        for row, cosine in ranking:
            best[row] = max(cosine, best.get(row, -1.0))
    return best


def expanded_terms(question: Question) -> tuple[str, ...]:
    """The question's terms together with those of all synonyms of its concepts."""
    terms = [
        term for concept in question.concepts for words in concept.alternatives for term in words
    ]
    return tuple(dict.fromkeys([*question.terms, *question.years, *terms]))


def scope_doc_ids(question: Question, index: Index, directory: Directory) -> Sequence[str] | None:
    """The documents to search: None for all.

    A document of no municipality's own stays in: ``within_scope`` then judges unit by unit.
    """
    scope = question.scope
    if not scope.municipalities and not scope.places:
        return None
    own = [doc_id for municipality in scope.municipalities for doc_id in municipality.doc_ids]
    if not own and scope.places:
        return list(index.store.doc_ids)
    return [*own, *directory.shared_doc_ids]


def within_scope(
    hits: Sequence[Hit], question: Question, index: Index, directory: Directory
) -> list[Hit]:
    """The hits that speak of the municipalities or places that the question names.

    Of a document of no municipality's own, that is what names one of them, and what stands in a
    section that does. If it names one anywhere, be it in its table of contents, and the question
    does, also what stands in no section about something else: such a hit is not ``named``.
    """
    scope = question.scope
    if not scope.municipalities and not scope.places:
        return list(hits)
    own = {doc_id for municipality in scope.municipalities for doc_id in municipality.doc_ids}
    names = [
        *(spelling for place in scope.places for spelling in spellings(place)),
        *(municipality.name for municipality in scope.municipalities),
    ]
    strict = bool(own)
    others = {
        doc_id: _looked_through.get(
            index,
            (doc_id, tuple(names), strict),
            partial(_Sections.of, doc_id, names, index, directory, strict=strict),
        )
        for doc_id in {hit.unit.doc_id for hit in hits} - own
    }
    kept = []
    for hit in hits:
        sections = others.get(hit.unit.doc_id)
        if sections is None or sections.name(hit.unit):
            kept.append(hit)
        elif not scope.by_home and sections.may_mean(hit.unit):
            kept.append(replace(hit, named=False))
    return kept


def spellings(place: str) -> tuple[str, ...]:
    """How documents write a place: 東京都 also as 東京."""
    return (place, place[:-1]) if place[-1] in "都府" and len(place) > 2 else (place,)


@dataclass(frozen=True)
class _Sections:
    """Which parts of a document speak of some places.

    Attributes:
        names: the places.
        about: the sections whose heading, or half of whose text, names one of them.
        elsewhere: the sections whose heading names other places; None where what stands outside
            of ``about`` does not count.
        levels: how many headings above a unit, from its own on, are looked at; None for all.
            Where no unit names one of the places (only a table of contents has 北海道), its part
            of the document has no heading, and stands below another's.
        naming: for the units that were looked at, by their ids, whether they name one of the places.
    """

    names: tuple[str, ...]
    about: frozenset[tuple[str, ...]]
    elsewhere: frozenset[tuple[str, ...]] | None
    levels: int | None
    naming: dict[str, bool] = field(default_factory=dict, compare=False)

    @classmethod
    def of(
        cls,
        doc_id: str,
        names: Sequence[str],
        index: Index,
        directory: Directory,
        *,
        strict: bool,
    ) -> _Sections:
        """Look through a document.

        Args:
            strict: the places have plans of their own. What is next to another's heading, or to
                one that the table of contents has, is then not taken for theirs.
        """
        document = index.store.document(doc_id)
        text = _whole(document.text) if document and doc_id in directory.shared_doc_ids else ""
        mentioned = any(name in text for name in names)
        letters = _letters(document.text) if document else ""
        if not any(squeeze(name) in letters for name in names):
            return cls(tuple(names), frozenset(), None, 1 + strict)
        texts: dict[tuple[str, ...], list[str]] = {}
        for unit in index.store.units_of(doc_id):
            texts.setdefault(unit.section, []).append(_normalised(unit.quote))
        about, elsewhere, somewhere = set(), set(), False
        for section, quotes in texts.items():
            heading = normalize(section[-1]) if section else ""
            naming = sum(any(name in quote for name in names) for quote in quotes)
            somewhere = somewhere or bool(naming)
            if any(name in heading for name in names) or 2 * naming > len(quotes):
                somewhere = True
                about.add(section)
            elif mentioned and _names_a_place(heading, directory):
                elsewhere.add(section)
        if document and mentioned and strict and not somewhere:
            listed = _contents(document.text)
            headings = {one[: depth + 1] for one in texts for depth in range(len(one))}
            elsewhere |= {one for one in headings if _bare(one[-1]) in listed}
        others = frozenset(elsewhere) if mentioned else None
        levels = None if somewhere else 1 + strict
        return cls(tuple(names), frozenset(about), others, levels)

    def name(self, unit: Unit) -> bool:
        """Whether a unit of the document, or a section it is in, names one of the places."""
        if (known := self.naming.get(unit.unit_id)) is None:
            known = self.naming[unit.unit_id] = self._names(unit)
        return known

    def _names(self, unit: Unit) -> bool:
        if any(unit.section[:depth] in self.about for depth in range(1, len(unit.section) + 1)):
            return True
        text = _normalised(unit.search_text)
        return any(name in text for name in self.names)

    def may_mean(self, unit: Unit) -> bool:
        """Whether a unit that names no place may speak of one of them all the same."""
        depth = len(unit.section)
        first = 1 if self.levels is None else max(1, depth - self.levels + 1)
        above = (unit.section[:level] for level in range(first, depth + 1))
        return self.elsewhere is not None and not any(one in self.elsewhere for one in above)


_looked_through: Remembered[Index, _Sections] = Remembered(500)
"""Which sections speak of the places that were asked about last."""


@lru_cache(maxsize=64)
def _contents(text: str) -> frozenset[str]:
    """The titles of a text's table of contents: lines that end with a page number."""
    titles = []
    for line in map(str.rstrip, text.splitlines()):
        title = line.rstrip(_DIGITS)
        if title != line and title[-1:] in _LEADERS:
            titles.append(_bare(title))
    return frozenset(filter(None, titles))


def _bare(title: str) -> str:
    """A title as it is compared, without what marks it as one."""
    return squeeze(title.strip(_LEADERS))


@lru_cache(maxsize=64)
def _whole(text: str) -> str:
    """A document's text, normalised once and not for each question."""
    return normalize(text)


@lru_cache(maxsize=64)
def _letters(text: str) -> str:
    """A document's text without its spaces and line breaks, in which no name is broken."""
    return squeeze(text)


@lru_cache(maxsize=20_000)
def _normalised(text: str) -> str:
    """A unit's text, which many questions look through."""
    return normalize(text)


@lru_cache(maxsize=5_000)
def _heading_places(heading: str) -> bool:
    return bool(_PLACE_IN_HEADING.search(heading))


def _names_a_place(heading: str, directory: Directory) -> bool:
    """Whether a heading says where something is: 【埼玉県上里町】."""
    return bool(directory.mentions(heading)) or _heading_places(heading)
