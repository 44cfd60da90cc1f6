from __future__ import annotations

import pytest

from tests.ingest.facts.reading_facts import facts_of


def roles(text: str) -> list[tuple[str, str]]:
    return [(one.who, one.role) for one in facts_of(text).roles]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("計画を進めるため町長を本部長とする「紫波町脱炭素推進本部」を設置します。", [("町長", "紫波町脱炭素推進本部の本部長")]),
        ("副市長を委員長とし、部長が参加する観光戦略会議において決定する。", [("副市長", "観光戦略会議の委員長")]),
        ("教育長をCIO補佐官に任命する。", [("教育長", "CIO補佐官")]),
        ("CISO（最高情報セキュリティ責任者）を総務部長とし、管理を行う。", [("総務部長", "CISO")]),
        ("本部長は市長、副本部長は副市長をもって充てる。", [("市長", "本部長"), ("副市長", "副本部長")]),
        ("環境課（温暖化対策係）が中心となり、各課と連携して進捗を管理します。", [("環境課（温暖化対策係）", "各課と連携して進捗を管理します")]),
        ("地域包括支援センターは、関係機関との調整を行う役割を担います。", [("地域包括支援センター", "関係機関との調整を行う役割を担います。")]),
        ("観光課と農政課が司令塔機能を担い、事業を進める。", [("観光課と農政課", "司令塔機能を担い、事業を進める。")]),
        ("現場の改善を担う「業務改革推進員」を置く。", [("業務改革推進員", "現場の改善を担う")]),
    ],
)  # fmt: skip
def test_sentences(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert roles(f"# 計画\n\n## 1 進め方\n\n{sentence}\n") == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "本市は、国や県と連携して取組を推進する役割を担います。",
        "市民は、自らの生活を見直すことが求められます。",
        "町長は令和5年4月に就任しました。",
        "密接な関係があることから、調整機能を担うことが期待される。",
        "全ての職員がそれぞれの立場で取り組む役割を果たす。",
        "担い手の育成が重要な役割を果たす。",
    ],
)
def test_nobody_in_particular(sentence: str) -> None:
    assert roles(f"# 計画\n\n## 1 進め方\n\n{sentence}\n") == []


def test_plain_actions_count_where_the_heading_is_about_organisation() -> None:
    sentence = "観光振興課において、年1回の評価を実施し、結果を公表します。"
    text = "# 計画\n\n## {}\n\n{}\n"
    assert roles(text.format("推進体制", sentence)) == [
        ("観光振興課", "年1回の評価を実施し、結果を公表します。")
    ]
    assert roles(text.format("取組", sentence)) == []


def test_role_tables() -> None:
    assert roles(
        """\
        ## 推進体制

        | 会議体 | 構成 | 役割 |
        |---|---|---|
        | 推進本部 | 町長、部長 | 方針の決定 |

        | 職名 | 内容 |
        |---|---|
        | 課長 | 課内の進捗の確認 |

        ## 講座

        | 区分 | 内容 |
        |---|---|
        | 初級 | 文書の作成 |
        """
    ) == [("推進本部", "方針の決定"), ("課長", "課内の進捗の確認")]


def test_bracketed_heads_and_offices_on_a_line_of_their_own() -> None:
    assert roles(
        """\
        ## 組織体制

        - ［保健福祉課］
        計画全体を取りまとめ、関係課に助言する。

        ## 推進体制

        (1) 事務局（企画課）
        会議の運営と広報を行う
        (2) 参加の広がり
        市民の声を取り入れる
        """
    ) == [
        ("保健福祉課", "計画全体を取りまとめ、関係課に助言する。"),
        ("事務局（企画課）", "会議の運営と広報を行う"),
    ]


def test_headings_of_people_in_a_part_about_roles() -> None:
    assert roles(
        """\
        ## 3 職場での進め方

        各職員の役割を明確にして進めます。

        ○所属長（推進リーダー）

        自所属の取組を主導します。

        ○研修の場所

        会議室を使います。
        """
    ) == [("所属長（推進リーダー）", "自所属の取組を主導します。")]
