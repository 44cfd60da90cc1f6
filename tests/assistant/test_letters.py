"""Letters that a hit shares with a question."""

from __future__ import annotations

import pytest

from assistant.letters import NEIGHBOURS, letter_pairs, shared_letters
from ingest.index import Index
from tests.assistant.small_index import ask_for, hit_of, small_index, unit_with


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return small_index(tmp_path_factory.mktemp("letters"))


def test_pairs_leave_out_signs_and_endings() -> None:
    assert letter_pairs("電子契約、ＲＰＡです。") == {
        "電子",
        "子契",
        "契約",
        "約r",
        "rp",
        "pa",
        "aで",
    }
    assert letter_pairs("") == letter_pairs("は") == frozenset()


def test_what_is_said_in_other_words_shares_less(index: Index) -> None:
    question = ask_for("電子契約の導入はいつ？")
    hits = [hit_of(index, unit_with(index, words)) for words in ("電子契約", "コピー")]
    stated, near = shared_letters(question, hits, index)
    assert stated[0] > stated[1]
    assert ((stated >= 0) & (stated <= near) & (near <= 1)).all()


def test_neighbours_of_the_same_section_count_as_near(index: Index) -> None:
    for doc_id in index.store.doc_ids:
        units = index.store.units_of(doc_id)
        for unit in units:
            around = units[max(unit.order - NEIGHBOURS, 0) : unit.order + NEIGHBOURS + 1]
            mates = [one for one in around if one.section == unit.section and one != unit]
            for mate in mates:
                _, near = shared_letters(ask_for(mate.statement), [hit_of(index, unit)], index)
                assert near[0] == pytest.approx(1.0)


def test_what_stands_in_another_section_is_not_near(index: Index) -> None:
    tried = 0
    for doc_id in index.store.doc_ids:
        units = index.store.units_of(doc_id)
        for unit in units:
            around = units[max(unit.order - NEIGHBOURS, 0) : unit.order + NEIGHBOURS + 1]
            near = [one for one in around if one.section == unit.section]
            for other in (one for one in around if one.section != unit.section):
                question = ask_for(other.statement)
                said = letter_pairs(
                    "\n".join("\n".join((*u.section, u.lead, u.statement)) for u in near)
                )
                _, shares = shared_letters(question, [hit_of(index, unit)], index)
                tried += 1
                if not letter_pairs(question.standalone) <= said:
                    assert shares[0] < 1.0
    assert tried > 10


def test_an_english_question_shares_none(index: Index) -> None:
    hits = [hit_of(index, unit_with(index, "電子契約"))]
    stated, near = shared_letters(ask_for("What about e-contracts?"), hits, index)
    assert not stated.any()
    assert not near.any()


def test_no_hits_share_nothing(index: Index) -> None:
    stated, near = shared_letters(ask_for("電子契約は？"), [], index)
    assert len(stated) == len(near) == 0
