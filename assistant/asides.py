"""What a question says of its asker and what the answer is for, beside what it asks.

「異動してきたばかりです。」「議会答弁に使いたいので至急」, "I'm new here." No plan answers that, and its words would
pass for what is asked about. Taken out is only what has no word that could be: 「RPAの研修で使うので」 says what the
question is about.
"""

from __future__ import annotations

import re

_NEW = (
    r"(?:新人|新入職員|新入り|新米|新任)(?:の?職員)?(?:です|なので|なもので|なんです)"
    r"|(?:入庁|着任|異動|転任|赴任|就任)(?:して|し|に|となっ)?(?:きた|来た|なった)?(?:ばかり|たて)(?:の?職員)?(?:です|なので|なもので|なんです|で)?"
    r"|(?:入庁|採用)(?:して|されて)?、?[1-3一二三]年目(?:の?職員)?(?:です|なので|なもので|なんです)"
)
_SAID_OF = r"(?:私は?|自分は?|今年|今月|先月|[4四]月に|[^、。?!…\s]{1,8}(?:から|(?:市役所|町役場|村役場|区役所|役所|役場)の))、?"
_PURPOSE = r"(?:議会|議員|答弁|資料|研修|説明|報告|会議|引き?継ぎ|クイズ|回答|起案|決裁|取材|原稿|授業|スライド|新人|上司|部長|課長|用|向け)"
_USE = (
    rf"(?:{_PURPOSE}の?)++(?:に|で|へ)(?:も)?"
    r"(?:(?:使い|書き|かき|載せ|入れ|出し|話し|説明し|答え|まとめ|添え)(?:たい|ます)|(?:聞|訊|問)かれ(?:そう|る|た)|(?:使う|書く|載せる|入れる|出す|話す)(?=ので|から|ため|んで|つもり))"
    r"(?:つもり)?(?:な?の?ん?です|ので|から|ため|んで|の)*+"
    r"|(?:議会)?答弁用(?:に|で|です)?"
    r"|(?:大至急|至急|急ぎ)(?:で|です|なので|に)?(?:確認したい|知りたい|お願いします|お願い|頼む|頼みます)?(?:です)?"
)
_WRAPPED = re.compile(
    r"(?<=の)(?:予算要求|起案|(?:議会)?答弁)(?:を?(?:する|したい)|に(?:使う|使いたい|書く|書きたい))(?:ので(?!す)|ため(?:に)?|から)、?"
    r"|(?:の?(?:根拠|裏付け|もと|元)(?:に|と)?なる)?(?:記述|記載|文言)(?:が|を)?(?:ほしい|欲しい|探して(?:い?る|ます|います)?)(?:です)?[。!]?$"
)
"""What asks for a statement of something, and for what: スマホ教室の予算要求するので根拠になる記述がほしい."""

_PASTED = 80
"""Characters before the last sentence, at least, of a text that was pasted before a question about it."""

_REFERS = re.compile(
    r"^(?:これ|上記|以上|この(?:文|文章|記載|内容))(?:を(?:踏まえ|もとに|受け)て?|によると|では|について)?、?"
)
_SENTENCES = re.compile(r"(?<=[。!?])\s*(?=\S)|\n+")

_JAPANESE = re.compile(
    rf"(?:(?<=^)|(?<=[、。!?….\s]))(?:(?:{_SAID_OF}){{0,2}}(?:{_NEW})|{_USE})"
    r"(?:が|けど|けれど|ので)?(?:[、。!….]+|\s|$)"
)
_ENGLISH = re.compile(
    r"(?:^|(?<=[.?!] ))(?:(?:hi|hello),? ?(?:there)?[,.!] )?(?:"
    r"i(?:'m| am) (?:quite |very |completely )?new(?: here| to (?:this|the (?:job|team|section|office|city|place)|all (?:of )?this|city hall))?[.!](?=\s)"
    r"|i(?:'ve| have)? (?:only )?(?:just|recently) (?:joined|transferred|arrived|started (?:here|work|my job))(?: (?!on\b|about\b|and\b|but\b|so\b)[\w'’-]+){0,5}[.!](?=\s)"
    r"|(?:just )?(?:a )?quick (?:one|question|check)[:,.](?=\s)"
    r"|(?:this is )?for (?:a|an|my|our|the) (?:report|article|presentation|speech|briefing|slide)[,.:](?=\s)"
    r")\s*",
    re.IGNORECASE,
)
_LEAST = 4
"""Characters that a question has at least, besides."""

_OWN = 7
"""The same, of a question that says itself what it is about."""

_WORDS = re.compile(r"\w")


def without_asides(question: str) -> str:
    """A normalised question without what it says of its asker and of its purpose; as it stands where
    nothing else is left.
    """
    for asked in (_behind_what_is_pasted(question), question):
        left = _ENGLISH.sub("", _JAPANESE.sub("", asked)).strip(" 、")
        if (unwrapped := _WRAPPED.sub("", left)) != left:
            left = unwrapped.strip(" 、").removesuffix("の")
        if len(_WORDS.findall(left)) >= _LEAST:
            return left
    return question


def _behind_what_is_pasted(question: str) -> str:
    """Of a long text the question at its end, where that says itself what it is about; else all of it."""
    *pasted, last = _SENTENCES.split(question.strip())
    asked = _REFERS.sub("", last)
    long = sum(map(len, pasted)) >= _PASTED and not any("?" in one for one in pasted)
    return asked if long and last.endswith("?") and len(_WORDS.findall(asked)) >= _OWN else question
