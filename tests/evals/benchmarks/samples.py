"""Tiny benchmarks written for the tests."""

from __future__ import annotations

from pathlib import Path

SQUAD = {
    "version": "tiny",
    "data": [
        {
            "title": "建物",
            "paragraphs": [
                {
                    "context": "灯台 [SEP] 丘の灯台は、1912年に建てられた。高さは21メートルである。",
                    "qas": [
                        {
                            "id": "q1",
                            "question": "丘の灯台が建てられたのは何年か",
                            "answers": [
                                {"text": "1912年", "answer_start": 13},
                                {"text": "1912年", "answer_start": 13},
                            ],
                            "is_impossible": False,
                        },
                        {"id": "q0", "question": "誰が", "answers": [], "is_impossible": True},
                    ],
                },
                {
                    "context": "水車 [SEP] 湖の水車は、粉をひくために使われた。今は動いていない。",
                    "qas": [
                        {
                            "id": "q2",
                            "question": "湖の水車は何のために使われたか",
                            "answers": [{"text": "粉をひくため"}],
                        }
                    ],
                },
                {
                    "context": "市場 [SEP] 朝の市場は、毎週日曜日に開かれる。魚と野菜が並ぶ。",
                    "qas": [
                        {
                            "id": "q3",
                            "question": "朝の市場には何が並ぶか",
                            "answers": [{"text": "魚と野菜"}],
                        }
                    ],
                },
            ],
        }
    ],
}


def write_beir(folder: Path) -> Path:
    """The same passages in BEIR's format; query 1 has two relevant documents, graded."""
    (folder / "corpus.jsonl").write_text(
        '{"_id": "d1", "title": "灯台", "text": "丘の灯台は、1912年に建てられた。"}\n'
        '{"_id": "d2", "title": "", "text": "灯台の高さは21メートルである。"}\n'
        '{"_id": "d3", "title": "市場", "text": "朝の市場は、毎週日曜日に開かれる。"}\n',
        encoding="utf-8",
    )
    (folder / "queries.jsonl").write_text(
        '{"_id": "1", "text": "灯台が建てられた年"}\n'
        '{"_id": "2", "text": "市場はいつ開かれるか"}\n'
        '{"_id": "3", "text": "判定のない質問"}\n',
        encoding="utf-8",
    )
    (folder / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t1\n1\td3\t0\n2\td3\t1\n", encoding="utf-8"
    )
    return folder
