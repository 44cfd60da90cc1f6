"""Deriving the readings of place names from postal codes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from evals.fitting.place_readings import fit

ROWS = [
    ("岩手県", "久慈市", "クジシ", "川原", "カワハラ"),
    ("岩手県", "久慈市", "クジシ", "川口", "カワグチ"),
    ("岩手県", "久慈市", "クジシ", "川田", "カワタ"),
    ("岩手県", "久慈市", "クジシ", "小川", "オガワ"),
    ("岩手県", "久慈市", "クジシ", "早川", "ハヤガワ"),
    ("岩手県", "久慈市", "クジシ", "石川", "イシカワ"),
    ("岩手県", "久慈市", "クジシ", "滝川", "タキガワ"),
    ("岩手県", "久慈市", "クジシ", "香川", "カガワ"),
    ("岩手県", "久慈市", "クジシ", "谷川", "タニガワ"),
    *(
        ("岩手県", "久慈市", "クジシ", name, kana)
        for name, kana in {
            "石原": "イシハラ",
            "石口": "イシグチ",
            "石田": "イシタ",
            "滝原": "タキハラ",
            "滝口": "タキグチ",
            "谷原": "タニハラ",
            "谷口": "タニグチ",
            "谷田": "タニタ",
            "早原": "ハヤハラ",
            "早田": "ハヤタ",
        }.items()
    ),
    ("岩手県", "九戸郡洋野町", "クノヘグンヒロノチョウ", "", ""),
    ("福岡県", "北九州市門司区", "キタキュウシュウシモジク", "", ""),
    ("福岡県", "北九州市小倉北区", "キタキュウシュウシコクラキタク", "", ""),
    ("福島県", "郡山市", "コオリヤマシ", "", ""),
    ("東京都", "千代田区", "チヨダク", "", ""),
]


def test_municipalities_and_readings(tmp_path: Path) -> None:
    database = tmp_path / "postaldata.db"
    names = ("prefecture", "city", "city_kana", "neighborhood", "neighborhood_kana")
    with sqlite3.connect(database) as connection:
        connection.execute("create table postal_data (code text, data text)")
        connection.executemany(
            "insert into postal_data values ('', ?)",
            [(json.dumps(dict(zip(names, row, strict=True))),) for row in ROWS],
        )
    municipalities, readings = fit(database)
    assert municipalities == [
        ("岩手県", "久慈市", "クジシ"),
        ("岩手県", "洋野町", "ヒロノチョウ"),
        ("東京都", "千代田区", "チヨダク"),
        ("福岡県", "北九州市", "キタキュウシュウシ"),
        ("福島県", "郡山市", "コオリヤマシ"),
    ]
    assert readings[True, "川"][0][0] == "カワ"
    assert readings[False, "川"][0][0] == "ガワ"
    assert readings[False, "口"][0][0] == "グチ"
