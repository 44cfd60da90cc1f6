"""The words with which a question asks, as against what it asks about."""

from __future__ import annotations

import re

from ingest.terms import terms_of

_GAP = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_ASKING = re.compile(
    r"(?:考え|選ん|決め)て(?:ください|下さい|ほしい|くれ|$)|教えて(?!くれる(?:とこ|ところ|場所|人|教室|の)|もらえる(?:とこ|ところ|場所|人|教室|の))(?:ください|下さい|くれ|ほしい)?|知りたい(?:です)?|ください|下さい|について|に関して|でしょうか|ですか|ますか|"
    r"とは|って|どのように|どうやって|どんなふうに|どのくらい|どれくらい|どれだけ|どのような|どんな|どうして|どちら|どの|どこ|"
    r"なぜ|なんで|何故|いつまで|いつから|いつ|誰|だれ|何年度|何年|何月|何%|何パーセント|何割|何件|何人|何名|何台|何時間|何か所|"
    r"何ですか|何|なに|なん|いくつ|いくら|理由|方法|場合|内容|具体的|予定|書いて|書かれて|記載|載って|示され|定め|述べ|説明|"
    r"挙げ(?:て|られ)?|列挙|一覧|全部|すべて|全て|それぞれ|比較|比べ|違い|それ|これ|その|この|もの|こと|意味|定義"
)
_MEASURE = re.compile(
    r"(?:人数|割合|件数|台数|回数|日数|年数|金額|比率|世帯数|箇所数|か所数)"
    r"(?=(?:は|を|が|って)?(?:何|どの|どれ|いく|教|知り|[?？。]|\s|$))"
)


_SPENT = re.compile(
    r"いくら(?:くらい|ぐらい|ほど)?(?:を|も)?(?:使(?:う|い|っ|わ)|かけ(?:る|て|ます)|投じ|つぎ込|注ぎ込|費や)[ぁ-ん]{0,8}"
)
"""How a question asks for what is spent: いくら使うつもり."""


def without_measure(text: str) -> str:
    """A normalised question without the noun that only says in what it is to be answered (人数は？), and with
    what is spent called by its name.

    450人 is how many they are, without the word.
    """
    return _SPENT.sub(" 費用 ", _MEASURE.sub(" ", text))


def without_asking(text: str) -> str:
    """A normalised text with its question words taken out."""
    return _ASKING.sub(" ", text)


def terms_apart(text: str) -> list[str]:
    """The terms of a text with words taken out: what stood on both sides of a gap stays apart.

    Else の目標の, without 目標, would be read as one noun のの.
    """
    return terms_of(_GAP.sub("。", text))
