"""Figures with their units and qualifiers: 80%, 年間約7,300時間, 3件以上, 10%～15%, 5,000人/5年."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?(?:\s?[兆億万千百](?:[0-9][0-9,]*(?:\.[0-9]+)?(?:[万千]?))?)*"
_UNIT = (
    r"(?:%|パーセント|ポイント|割(?![合引当り])|人(?![材口事権間工類物数]|員(?!以|程|を|の|増))|名(?![称前簿目])|件(?![名数])"
    r"|時間(?![帯外数割軸])|[かヶケカヵ箇个]所|台(?![帳風数湾])|業務|手続き?|事務|[万億]?円|回(?![答線復転収路])"
    r"|団体|校(?![正区長])|事業(?:所|者)?|社(?![会員])|店舗?(?![頭員])|箇年|棟|戸|世帯|本(?![市町村県計部庁庄人文来格日年社])"
    r"|冊|枚|箱|食(?![料品事育中生べ])|倍|位(?![置])|種類|拠点|講座|施設|路線|組(?![織合])|分(?![野類析担離別割散配科])|地区|自治会|組織|法人|泊|隻|頭|品目"
    r"|項目|案件|コース|クラス|チーム|グループ|サービス|システム|データセット|か国|言語|メニュー|ライセンス|アカウント|基(?![本準幹盤礎])"
    r"|kg-?CO2|t-?CO2|[kMGT]?Wh|[kMG]W(?!h)|kg|mg|g(?![A-Za-z])|トン|t(?![A-Za-z])|ha|ヘクタール|[kc]?m2|[kc]?㎡|㎡|km|[kMGT]?bps|[MGT]B|点(?![検在字])"
    r"|歳|秒|営業日|票|ページ|頁|字|部(?![署門長局会分品])|株|匹|羽|着|軒|園(?![児芸])|床|席|区画|面|便(?![利]))"
)
_RATE = r"(?:\s?/\s?[0-9]*\s?(?:年度|年|月|週|日|回|人|世帯|か月|時間|t|ha)(?![0-9]))?"
_BEFORE = (
    r"(?:(?:年間|月間|毎年度?|約|およそ|概ね|おおむね|延べ|のべ|累計|合計|計|平均|最大|最低|少なくとも|さらに|前年度?比|"
    r"対前年度?比|各|総|1人当たり|週|月|年|全)[でに、]?\s?){0,4}"
)
_AFTER = (
    r"(?:分(?=の|作|削|\s|に))?\s?(?:以上|以下|以内|未満|超(?!え)|程度|前後|弱|強(?!化)|ほど|を?(?:超え|上回)る?)?"
    r"(?:の|を|に|へ)?(?:更なる|さらなる)?"
    r"(?P<change>(?:作業時間|使用量|排出量|経費|コスト)?(?:削減|縮減|低減|抑制|減少|減量|増加|増員|増収|増(?![やえす進設築])"
    r"|減(?![らり])|向上|改善|短縮|拡大|上昇|アップ|ダウン))?"
)
_FIGURE = re.compile(
    rf"(?<![0-9A-Za-z.,第])(?P<before>{_BEFORE})(?<![0-9A-Za-z.,第])(?P<value>{_NUMBER})\s?"
    rf"(?:(?P<unit1>{_UNIT})?\s?[~〜]\s?(?P<value2>{_NUMBER})\s?)?(?P<unit>{_UNIT}{_RATE})(?!目)"
)
_BASELINE = re.compile(
    rf"(?:現状|現在|基準値?|実績|当初)?(?:値)?[の:]?\s?(?:〓+の?\s?(?:実績の?)?)?{_NUMBER}\s?{_UNIT}?{_RATE}\s?(?:\([^()]*\))?\s?"
    r"(?:から|より|→|⇒|を)、?\s?(?:〓+(?:に(?:は)?|までに)?、?)?\s?(?:目標値?)?[:は]?\s?$"
)
_SUFFIX = re.compile(_AFTER)
_PARENTHESIS = re.compile(r"\s?\((?P<inside>[^()]{1,40})\)")
_BARE = re.compile(
    rf"^\s*(?P<before>{_BEFORE})(?P<value>{_NUMBER})\s?(?P<after>以上|以下|以内|未満|程度)?\s*$"
)


@dataclass(frozen=True)
class Figure:
    """A figure in a folded text.

    Attributes:
        value: the number, or a range joined by ``~``; without blanks.
        unit: what it counts.
        before, after: its qualifiers, folded ("年間約"; "以上", "削減").
        inside: what a bracket right after it says; "" for none.
        start, end: number and unit; ``full_start`` and ``full_end`` include the qualifiers,
            ``full_end`` the bracket too.
    """

    value: str
    unit: str
    before: str
    after: str
    inside: str
    start: int
    end: int
    full_start: int
    full_end: int


def find_figures(masked: str) -> list[Figure]:
    """The figures of a folded text in which years are masked; not those in a figure's bracket."""
    figures: list[Figure] = []
    position = 0
    while found := _FIGURE.search(masked, position):
        figure = _figure(masked, found)
        figures.append(figure)
        position = figure.full_end
    return figures


def without_baseline(masked: str) -> str:
    """A text before a figure, without the figure that it starts from: 「利用率は12%から」 -> 利用率は."""
    found = _BASELINE.search(masked)
    return masked[: found.start()] if found else masked


def bare_number(folded: str) -> tuple[str, str] | None:
    """Value and qualifiers of a cell that holds a number and no unit, or None."""
    found = _BARE.match(folded)
    if not found:
        return None
    return _compact(found["value"]), _joined([found["before"], found["after"] or ""])


def unit_in(folded: str) -> str | None:
    """The unit that a header or a label gives in brackets: 「実施率（％）」, 「目標値［件］」."""
    found = re.search(rf"[(\[](?:単位:)?\s?({_UNIT}{_RATE})[)\]]", folded)
    return found[1] if found else None


def is_unit(folded: str) -> bool:
    """Whether a text is a unit and nothing else."""
    return bool(re.fullmatch(rf"{_UNIT}{_RATE}", folded.strip()))


def _figure(masked: str, found: re.Match[str]) -> Figure:
    suffix = _SUFFIX.match(masked, found.end())
    after = suffix.group() if suffix else ""
    change = (suffix["change"] or "") if suffix else ""
    if not change:
        # A particle belongs to the sentence unless a change follows it.
        after = re.sub(r"(?:の|を|に|へ)?(?:更なる|さらなる)?$", "", after)
    end = found.end() + len(after)
    bracket = _PARENTHESIS.match(masked, end)
    value = _compact(found["value"])
    if found["value2"]:
        value = f"{value}~{_compact(found['value2'])}"
    return Figure(
        value=value,
        unit=re.sub(r"\s", "", found["unit"]),
        before=found["before"].strip(),
        after=after.strip(),
        inside=bracket["inside"] if bracket else "",
        start=found.start("value"),
        end=found.end(),
        full_start=found.start(),
        full_end=bracket.end() if bracket else end,
    )


def qualifiers(figure: Figure) -> list[str]:
    """What the text adds to the bare figure, apart from its bracket: 約, 年間, 以上, 削減."""
    after = re.sub(r"^分", "", figure.after)
    limit = re.match(r"以上|以下|以内|未満|超|程度|前後|弱|強|ほど|を?(?:超え|上回)る?", after)
    rest = after[limit.end() :] if limit else after
    change = re.sub(r"^(?:の|を|に|へ)?\s?", "", rest)
    before = re.sub(r"(?<=年間|月間)(?=約)", "、", re.sub(r"[でに、\s]+$", "", figure.before))
    return [part for part in (before, limit.group() if limit else "", change) if part]


def _compact(number: str) -> str:
    return re.sub(r"\s", "", number)


def _joined(parts: list[str]) -> str:
    return "、".join(part.strip() for part in parts if part.strip())
