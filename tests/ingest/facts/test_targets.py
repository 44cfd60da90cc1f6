from __future__ import annotations

import pytest

from ingest.facts.records import Target
from tests.ingest.facts.reading_facts import facts_of


def targets(text: str) -> list[Target]:
    return list(facts_of(text).targets)


def only(sentence: str, heading: str = "(1) 取組") -> Target:
    (target,) = targets(f"# 花巻市環境基本計画\n\n## {heading}\n\n{sentence}\n")
    return target


def shown(target: Target) -> tuple[str | None, ...]:
    return (
        target.measure,
        target.value,
        target.unit,
        target.by,
        target.condition,
        target.scope,
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "令和12年度（2030年度）までに、市域の温室効果ガス排出量を平成25年度比で46%削減することを目指します。",
            ("市域の温室効果ガス排出量", "46", "%", "令和12年度（2030年度）", "平成25年度比、削減", None),
        ),
        (
            "1人1日当たりのごみ排出量を、令和10年度までに850g以下とします。",
            ("1人1日当たりのごみ排出量", "850", "g", "令和10年度", "以下", None),
        ),
        (
            "観光入込客数については、年間300万人を目標とします。",
            ("観光入込客数", "300万", "人", None, "年間", None),
        ),
        (
            "保育所の待機児童数を令和8年4月までに0人にします。",
            ("保育所の待機児童数", "0", "人", "令和8年4月", None, None),
        ),
        (
            "３年間で延べ５００人の支援者を養成します。",
            ("支援者", "500", "人", None, "延べ", None),
        ),
        (
            "利用率は令和4年度の12%から令和9年度に30%へ引き上げることを目標とする。",
            ("利用率", "30", "%", "令和9年度", None, None),
        ),
        (
            "R9年度末までに、窓口部門における電子申請率75%（本人確認を要するものを除く）を目指す。",
            ("電子申請率", "75", "%", "R9年度末", "本人確認を要するものを除く", "窓口部門"),
        ),
        (
            "令和6～8年度までの3年間で、女性職員の20%にあたる60人の管理職候補を育成する。",
            ("管理職候補", "60", "人", "令和6～8年度", None, None),
        ),
        (
            "介護予防教室に参加する高齢者の割合25%以上を目指します。",
            ("介護予防教室に参加する高齢者の割合", "25", "%", None, "以上", None),
        ),
        ("テレワーク実施率を80%にします。", ("テレワーク実施率", "80", "%", None, None, None)),
        ("窓口での平均待ち時間を2割短縮します。", ("窓口での平均待ち時間", "2", "割", None, "短縮", None)),
        ("受講者規模：1,200人/年", ("受講者規模", "1,200", "人/年", None, None, "(1) 取組")),
        ("【目標】備蓄した食料の数 300箱（乳児用を含む）", ("備蓄した食料の数", "300", "箱", None, "乳児用を含む", None)),
    ],
)  # fmt: skip
def test_goals_in_sentences(sentence: str, expected: tuple[str | None, ...]) -> None:
    assert shown(only(sentence)) == expected


def test_the_year_is_read_as_a_fiscal_year() -> None:
    assert only("会員数を2026年3月末までに400人に増やします。").by_fiscal_year == 2025
    assert only("会員数を2026年度末までに400人に増やします。").by_fiscal_year == 2026
    assert only("会員数を令和8年までに400人に増やします。").by_fiscal_year is None


def test_the_figure_is_kept_as_written() -> None:
    assert only("電気使用量を令和9年度までに約１５％削減します。").figure == "約１５％削減"


@pytest.mark.parametrize(
    "sentence",
    [
        "本市の高齢化率は32.1%であり、令和5年度末の人口は91,234人となっています。",
        "令和2年度までに地域包括支援センターを5か所設置しました。",
        "介護保険法（平成9年法律第123号）第117条に基づき策定する計画です。",
        "65歳以上の高齢者は約3万人で、前年度から2%増加しました。",
        "目標値の80%を下回りました。",
        "登録者数1万人を達成しました。",
        "約8万人の市民が利用できる環境を目指します。",
        "令和7年度には、50人の参加が見込まれます。",
        "3つの基本方針と12の施策を推進します。",
        "補助率は2分の1、上限は50万円とします。",
        "毎週月曜日の9時から17時まで開設します。",
        "市内15の小学校で実施し、令和8年度までに全校への拡大を目指します。",
        "計画の目標年度は令和10年度とします。",
        "主要な20業務を処理するシステムを令和7年度までに移行する。",
        "令和7年度末を目標に、基幹系18業務を標準準拠システムへ移行する。",
        "住民に身近な31手続を令和7年度までにオンライン化する。",
        "令和5年度に100台導入したタブレットを活用し、令和8年度までに全課へ展開します。",
        "国の目標である再生可能エネルギー比率36%を踏まえ、本市は40%を目指します。",
        "市制施行50周年を目指し記念事業を行います。",
        "平成30年度までに1,000人とする目標を掲げていましたが、達成できませんでした。",
        "工事費は約3億円を見込んでいます。",
        "・派遣人数：2名",
        "・採用状況：令和4年4月1日 5名採用",
        "自動化により年間約660時間の削減を目指す。",
        "現状の35%から60%に引き上げることを目標とします。",
    ],
)
def test_facts_and_names_are_no_goals(sentence: str) -> None:
    assert targets(f"# 遠野市観光振興計画\n\n## (1) 取組\n\n{sentence}\n") == []


def test_a_section_on_the_present_needs_a_plain_word_of_aim() -> None:
    text = "# 計画\n\n## 現状と課題\n\n令和3年度までに全校に端末4,000台を整備\n\n{}\n"
    assert targets(text.format("")) == []
    (target,) = targets(text.format("利用率80%を目指しています。"))
    assert (target.measure, target.value) == ("利用率", "80")


def test_list_items_of_a_section_on_goals() -> None:
    found = targets(
        """\
        # 紫波町健康づくり計画

        ## 3 成果目標

        ・特定健診受診率 60%（令和11年度）
        ・窓口の待ち時間：15分以内（R8年度）
        ・相談件数：現状 120件 → 目標 200件
        ・コンビニ交付率 35%（R4）→50%（R8）
        ・本町の人口は3万人です。
        """
    )
    assert [(one.measure, one.figure, one.by) for one in found] == [
        ("特定健診受診率", "60%", "令和11年度"),
        ("窓口の待ち時間", "15分以内", "R8年度"),
        ("相談件数", "200件", None),
        ("コンビニ交付率", "50%", "R8"),
    ]


def test_a_caption_names_the_measure() -> None:
    (target,) = targets(
        "# 計画\n\n電子決裁率の目標\n\n○令和8年度までに90%（文書件数ベース）\n\n次の文です。\n"
    )
    assert (target.measure, target.value, target.condition) == (
        "電子決裁率",
        "90",
        "文書件数ベース",
    )


def test_a_heading_that_announces_a_figure() -> None:
    found = facts_of("## 方向性\n\n1. 行政手続の１００％オンライン化\n\n紙を減らす。\n").targets
    assert [(one.measure, one.value, one.unit, one.figure, one.condition) for one in found] == [
        ("行政手続", "100", "%", "１００％オンライン化", "オンライン化")
    ]


def test_a_heading_with_a_figure_that_announces_nothing() -> None:
    assert (
        facts_of("## 100%の電力\n\n紙を減らす。\n\n## 31手続の概要\n\n表を示す。\n").targets == ()
    )
