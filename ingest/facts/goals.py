"""What makes a statement a goal rather than a fact: cue words, sections, column headers."""

from __future__ import annotations

import re

from ingest.facts.figures import Figure
from ingest.facts.folding import bare_heading, fold

_AIMS = r"目指[しすせそ]|めざ[しす]|目標(?:と|に(?!関|対|向|つ)|とし|を(?:〓|達成|設定|掲げ))|を?(?:目途|めど|目安)に"
AIM = re.compile(_AIMS)
"""A verb or phrase of aiming, after the figure that it aims at."""

NAMED_GOAL = re.compile(
    r"(?:(?:数値|成果|達成|年度)?目標(?:値|数|量|指標|件数)?|KPI|KGI|計画値)"
    r"(?:は|を|:|として(?:は)?|】|\]|\)|〓|\s|=)"
)
"""The word for a goal, before the figure."""

DEADLINE = re.compile(r"〓\s?まで|(?<![0-9])[0-9]{1,2}年間で|〓を(?:目標|目途|めど)に")
"""A year by which, the years masked."""

_GOAL_HEADING = re.compile(
    r"(?:数値|成果|達成|定量|活動|評価|管理|進捗|取組|削減|個別)目標|成果指標|評価指標|目標指標|活動指標|重要業績評価|KPI|KGI"
    r"|目標値|目標数値|指標(?:と|・|及び)目標|^目標(?:・|及び|と)?(?:指標|スケジュール|年次)?$|(?<!基本)(?<!政策)(?<!施策)(?<!重点)目標$"
)
_FACT_HEADING = re.compile(
    r"現状|課題|背景|経緯|経過|動向|実績|これまで|振り返り|総括|概況|沿革|情勢|状況$"
)
_PAST = re.compile(
    r"(?:った|した|ました|でした|んだ|いた|れた|きた|えた|げた|めた|っている|している|しています|っています|ています"
    r"|されている|である|です|ある|あります|いる|います|なる状況|状況|現在|実績|済み?|した状況|見込み|予定|ません|ない)[。．]?$"
)
_AIMING_END = re.compile(
    rf"(?:{_AIMS})[^。]{{0,14}}$|(?:設定|定め|掲げ|目標と)(?:し)?(?:ました|ています|ている|た)[。]?$"
    r"|目標(?:値|数)?は[^。]{1,25}(?:です|である)[。]?$|(?:計画|予定)(?:です|である|している|しています)[。]?$"
)
_MISSED = re.compile(
    r"達成して(?:い|お)|達していな|達していませ|届いて|下回|達成(?:しました|した|済|され)|にとどま|に留ま"
)
_FORECAST = re.compile(
    r"見込[みま]|予測|推計|試算|想定され|可能性|できると|できた|効果が(?:ある|あり|期待)"
)
_PRESENT_AFTER = re.compile(
    r"^\s?(?:から|より(?!多)|だった|であった|でした|であり|でした|ですが|であるが|となって(?:い|お)|となり(?!ま)|にとどま|に留ま|で推移"
    r"|に対し|のところ|を割り込|を下回|(?:1日|1か月|1世帯)?(?:当たり|あたり)|に(?:達し|のぼ|上(?:っ|り)|あた|当た|相当)|にすぎ|に過ぎ|→|⇒|の(?:うち|中)|が対象|程度の採用)"
)
_PRESENT_BEFORE = re.compile(
    r"(?:現状|現在|実績|基準値?|当初|前年度?|従来|昨年度?|これまで)(?:値|の|は|:|で|\(〓\))*\s?$"
)
_LABELS_GOAL = re.compile(r"(?:目標|KPI|KGI|指標)")
_BASE_AFTER = re.compile(
    r"^\s?(?:(?:年)?(?:度)?\s?(?:比|対比|実績|の実績|と比べ|に比べ|を基準|時点|現在|と比較|策定|改定|改訂|から|より))"
)

_ACTION = (
    r"(?:削減|縮減|低減|抑制|減少|短縮|増加|増員|拡大|引き?上げ|引き?下げ|向上|達成|確保|維持|育成|養成|配置|整備|設置|導入|開催|実施|創出|誘致"
    r"|認定|登録|採用|雇用|支援|移行|完了|実現|公開|提供|受講|増や|減ら|高め|届け|行き渡|策定|設ける|植樹|更新|耐震化|オンライン化|する|します|と(?:し|する)|以上)"
)
_DONE = r"(?!した|しました|して(?:い|お|き)|された|されて|済|できた)"
_LINK = re.compile(
    rf"^(?:\s|(?:を|に|へ|と|まで|で|が)+(?:[^、。]{{0,12}}?)(?:{_AIMS}|{_ACTION}{_DONE})"
    rf"|の(?:[^、。がは]{{1,24}})(?:を|の|へ|への|に)[^、。]{{0,8}}?(?:{_AIMS}|{_ACTION}{_DONE})|の?{_ACTION}{_DONE}|[)）」】]?[。\s]*$"
    rf"|[)）]?を(?:{_AIMS})|[、,]\s?)"
)
_SETS = frozenset(
    "業務 手続 手続き 事務 項目 種類 システム サービス 事業 施設 路線 地区 団体 言語 コース".split()
)
_SET_LINK = re.compile(
    r"^\s?(?:に(?:拡大|増|導入|広げ|引き?上げ|する)|へ(?:拡大|の導入|の拡大)|で(?:導入|利用|活用|実施)|を?追加|(?:の)?(?:増|削減)|[)）。\s]*$)"
)
_COUNTS = re.compile(
    r"(?:数|件数|率|量|割合|累計|延べ|合計|計|:|〓|\s|を|が|は|に|へ|で|新たに|年間|約|全)$"
)


def is_goal_section(section: tuple[str, ...]) -> bool:
    """Whether the nearest headings are about numeric goals: ⑥成果目標, 数値目標, KPI."""
    return any(_GOAL_HEADING.search(_bare(heading)) for heading in section[-2:])


def is_fact_section(section: tuple[str, ...]) -> bool:
    """Whether the nearest heading is about the present or the past: 現状と課題, 経緯."""
    return bool(section) and bool(_FACT_HEADING.search(section[-1])) and "目標" not in section[-1]


def ends_as_fact(folded: str) -> bool:
    """Whether a sentence ends as statements about the present or the past do."""
    text = re.sub(r"\([^()]*\)\s*。?$", "", folded.strip()).rstrip("。．")
    if _MISSED.search(text):
        return True
    return bool(_PAST.search(text)) and not _AIMING_END.search(text)


def is_forecast(folded: str) -> bool:
    """Whether a sentence tells what is expected rather than aimed at."""
    return bool(_FORECAST.search(folded)) and not AIM.search(folded)


def is_baseline(after: str) -> bool:
    """Whether a year is one to compare with, by what follows it: 比, 実績, 現在."""
    return bool(_BASE_AFTER.match(after))


def is_present(figure: Figure, masked: str) -> bool:
    """Whether a figure is what is, not what shall be: 「現状35%から」, 「4万人を割り込み」."""
    before, after = masked[: figure.full_start], masked[figure.full_end :]
    return bool(_PRESENT_AFTER.match(after) or _PRESENT_BEFORE.search(before))


def names_a_set(figure: Figure, masked: str) -> bool:
    """Whether a figure only belongs to a name: 基幹系17業務, 住民に身近な31手続."""
    if figure.unit.split("/")[0] not in _SETS:
        return False
    if figure.after or _SET_LINK.match(masked[figure.full_end :]):
        return not _COUNTS.search(masked[: figure.full_start] or ":")
    return True


def is_goal_figure(figure: Figure, masked: str) -> bool:
    """Whether a figure of a sentence is what the sentence aims at.

    It needs a cue (目指す after it, 目標は before it, a deadline before it, or a change such as
    削減する) and has to be tied to the verb; anything else is left out.
    """
    before, after = masked[: figure.full_start], masked[figure.full_end :]
    tied = bool(_LINK.match(after)) or bool(figure.after) or bool(figure.inside)
    if not tied:
        return False
    aimed = AIM.search(after)
    if aimed and aimed.start() <= 70 and "。" not in after[: aimed.start()]:
        return True
    named = list(NAMED_GOAL.finditer(before))
    if named and len(before) - named[-1].end() <= 30 and "。" not in before[named[-1].end() :]:
        return True
    due = list(DEADLINE.finditer(before))
    if due and len(before) - due[-1].end() <= 60:
        return True
    return _changes(figure, after) or _set_to(before, after)


def _changes(figure: Figure, after: str) -> bool:
    """Whether a change is announced in the plain present: 「10%以上削減する」."""
    change = re.search(
        r"(?:削減|縮減|低減|短縮|引き?上げ|引き?下げ|増加|増や|減ら)", figure.after + after[:8]
    )
    if not change:
        return False
    text = (figure.after + after).strip("。 ")
    return bool(
        re.search(r"(?:する|します|こととする|こととします|ていく|ていきます|ます)$", text)
    ) and not re.search(r"でき|られ|なり|なる|ています|ている", text)


def _set_to(before: str, after: str) -> bool:
    """Whether a value is to be brought about: 「利用率を80%にします」."""
    return before.rstrip().endswith("を") and bool(
        re.match(r"\s?に(?:する|します|していく|していきます)。?$", after)
    )


def is_goal_header(header: str) -> bool:
    """Whether a column holds goals: 目標値（R8）; 目標項目 and 基本目標 hold words."""
    return bool(
        re.search(r"目標|計画値", header)
        and not re.search(r"目標(?:の)?(?:項目|内容|名|設定)|(?:基本|施策)目標", header)
    )


def is_present_header(header: str) -> bool:
    """Whether a column holds what is or was: 現状値, 基準年度, 実績."""
    return bool(re.search(r"現状|基準|実績|現在|初期|当初|策定時|決算|直近", header))


def is_measure_header(header: str) -> bool:
    """Whether a column names what is measured."""
    return bool(re.search(r"指標|項目|KPI|KGI|評価|成果|measure", header)) and not is_goal_header(
        header.replace("目標指標", "指標").replace("目標項目", "項目")
    )


def labels_goal(label: str) -> bool:
    """Whether a label says that what follows is a goal."""
    return bool(_LABELS_GOAL.search(label))


def _bare(heading: str) -> str:
    return fold(bare_heading(heading)).strip()
