from __future__ import annotations

import pytest

from tests.ingest.facts.reading_facts import facts_of


def definitions(text: str) -> list[tuple[str, str]]:
    return [(one.term, one.meaning) for one in facts_of(text).definitions]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("フレイルとは、加齢により心身の活力が低下した状態をいう。", ("フレイル", "加齢により心身の活力が低下した状態をいう。")),
        ("なお、「DMO」とは観光地域づくりを担う法人のことです。", ("DMO", "観光地域づくりを担う法人のことです。")),
        ("※ゼロカーボンシティ：二酸化炭素の排出を実質ゼロにする自治体のこと。", ("ゼロカーボンシティ", "二酸化炭素の排出を実質ゼロにする自治体のこと。")),
        ("*フードドライブ：家庭で余った食品を集めて寄付する活動のこと。", ("フードドライブ", "家庭で余った食品を集めて寄付する活動のこと。")),
        ("介護予防・日常生活支援総合事業（以下「総合事業」という。）を行う。", ("総合事業", "介護予防・日常生活支援総合事業")),
        ("「第2次観光振興計画」（以下「前計画」という。）の成果を引き継ぐ。", ("前計画", "第2次観光振興計画")),
        ("QOL (Quality Of Life) を高める。", ("QOL", "Quality Of Life")),
        ("最高情報セキュリティ責任者（ＣＩＳＯ：Chief Information Security Officer）を置く。", ("ＣＩＳＯ", "最高情報セキュリティ責任者")),
        ("ビジョンは「みんなが集うまち」を表します。", ("ビジョン", "みんなが集うまち")),
        ("スローガンを「歩いて暮らせるまちへ」と定義します。", ("スローガン", "歩いて暮らせるまちへ")),
    ],
)  # fmt: skip
def test_sentences_that_define(sentence: str, expected: tuple[str, str]) -> None:
    assert definitions(f"# 計画\n\n## 1 取組\n\n{sentence}\n") == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "ただし、この計画とは異なる取扱いとする場合がある。",
        "観光とは何かを問い直す必要がある。",
        "導入すればよいとは限らないものである。",
        "十分な環境にあるとは言えない状態である。",
        "※担当：環境課のごみ減量推進係であること",
        "※令和5年度の数値は速報値である。",
        "電話、窓口、メール（以下「電話等」という。）で受け付ける。",
        "AI (Kyoto Protocol) を使う。",
        "ステップ1：全体の方針を決める段階の取組",
        "対象者：おおむね65歳以上の市民であること",
    ],
)
def test_sentences_that_do_not(sentence: str) -> None:
    assert definitions(f"# 計画\n\n## 1 取組\n\n{sentence}\n") == []


def test_two_sentences_that_define_together() -> None:
    text = "# 計画\n\n大切なのが、「共生（インクルージョン）」という考え方です。これは誰もが排除されずに暮らすという概念になります。\n"
    assert definitions(text) == [("共生（インクルージョン）", "誰もが排除されずに暮らす")]


def test_glossary_tables_by_header_or_by_section() -> None:
    assert definitions(
        """\
        ## 参考

        | 語句 | 読み | 意味 |
        |---|---|---|
        | ICT | あいしーてぃー | 情報通信技術のこと。 |

        ## 用語解説

        | 名称 | 内容 |
        |---|---|
        | 通いの場 | 住民が集う場のこと。 運営員…場を開く人のこと。 |

        ## 施設一覧

        | 名称 | 内容 |
        |---|---|
        | 図書館 | 本の貸出し |
        """
    ) == [
        ("ICT", "情報通信技術のこと。"),
        ("通いの場", "住民が集う場のこと。 運営員…場を開く人のこと。"),
        ("運営員", "場を開く人のこと。"),
    ]


def test_a_term_that_has_the_line_above_its_meaning_to_itself() -> None:
    text = """# 計画

## 用語の説明
か行
施設カルテ
施設ごとに、建物の状態や利用者数を１枚にまとめ
た資料。
シナリオ
ＲＰＡに行わせる操作の手順を書いたもの。
発行
観光課
"""
    assert definitions(text) == [
        ("施設カルテ", "施設ごとに、建物の状態や利用者数を１枚にまとめた資料。"),
        ("シナリオ", "ＲＰＡに行わせる操作の手順を書いたもの。"),
    ]


def test_headings_of_a_section_of_definitions() -> None:
    assert definitions(
        """\
        # 方針

        ## Ⅰ 用語の定義

        1. 電子化

        紙を画像にするなど、情報を機械で扱えるようにすること。
        これにより場所を選ばず働ける。

        ## Ⅱ 取組

        1. 電子決裁

        決裁を電子化すること。
        """
    ) == [
        (
            "電子化",
            "紙を画像にするなど、情報を機械で扱えるようにすること。これにより場所を選ばず働ける。",
        )
    ]


def test_a_note_right_after_the_one_term_it_explains() -> None:
    assert definitions(
        "# 計画\n\n・「SWOT※」の枠組みを使う\n\n※ 強み、弱み、機会、脅威の頭文字をつないだ手法のこと\n"
    ) == [("SWOT", "強み、弱み、機会、脅威の頭文字をつないだ手法のこと")]


def test_the_same_definition_counts_once() -> None:
    line = "フレイルとは、心身の活力が低下した状態をいう。"
    assert len(definitions(f"# 計画\n\n## 1 甲\n\n{line}\n\n## 2 乙\n\n{line}\n")) == 1


def test_a_numbered_note_explains_the_term_that_has_its_number() -> None:
    text = """# 計画

## 1 勤務

- （ア）フレックスタイム制※３を始めます。
- （イ）勤務間インターバル※４は、9時間以上とします。
- （ウ）パソコンの自動停止を始めます。

※３ 職員が始業と終業の時刻を自ら申告する仕組み。
※４ 終業から次の始業までに一定の休息時間を置くこと。
"""
    assert definitions(text) == [
        ("フレックスタイム制", "職員が始業と終業の時刻を自ら申告する仕組み。"),
        ("勤務間インターバル", "終業から次の始業までに一定の休息時間を置くこと。"),
    ]


def test_a_numbered_note_that_states_a_figure_defines_nothing() -> None:
    text = "# 計画\n\n## 1 勤務\n\n残業時間※１は増えています。\n\n※１ 管理職を除く。\n"
    assert definitions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # The number begins anew, of a term that cannot be told.
        "勤務間インターバル※1を定める。\n\n※1 終業から始業までに休息を置くこと。\n\n## 2 窓口\n\n書かない窓口をすすめる ※1。\n\n※1 申請書を職員が作成するサービス",
        "年間12,000件※1であり、増えている。\n\n※1 令和5年度の実績に基づく活動",
        "ぴったりサービス（※1）を使う。\n\n※1 子育ての手続を探せるサービス",
    ],
)
def test_a_numbered_note_of_no_term_that_can_be_told(text: str) -> None:
    found = definitions(f"# 計画\n\n## 1 取組\n\n{text}\n")
    assert {term for term, _ in found} <= {"勤務間インターバル"}
    assert len(found) <= 1


def test_long_lines_without_blanks_are_read_once() -> None:
    assert definitions("# 計画\n\n## 1 取組\n\n" + "a1b2" * 10_000 + "※1\n") == []
