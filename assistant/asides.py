"""What a question says of its asker and what the answer is for, beside what it asks.

「異動してきたばかりです。」「議会答弁に使いたいので至急」, "I'm new here." No plan answers that, and its words would
pass for what is asked about.
"""

from __future__ import annotations

import re

_ASKER = r"(?:新人|新入(?:職員|社員|り)|新米|新任)(?:の?職員)?(?:です|なので|なもので|なんです)|(?:入庁|着任|異動|配属|転任|赴任|就任|採用)[^、。?!…]{0,10}(?:ばかり|たて|[1-3一二三]年目)[^、。?!…]{0,6}"
_USE = (
    r"(?:議会|答弁|資料|研修|説明|報告|広報|会議|引き?継ぎ|クイズ|回答|起案|決裁|取材|原稿|授業)[^、。?!…をが]{0,14}?"
    r"(?:(?:使い|書き|かき|載せ|入れ|出し|話し|説明し|答え|まとめ|添え)(?:たい|ます)|(?:聞|訊|問)かれ(?:そう|る|た)|(?:使う|書く|載せる|入れる|出す|話す)(?=ので|から|ため|んで|つもり))"
    r"(?:つもり)?(?:な?の?ん?です|ので|から|ため|んで|の)*"
    r"|(?:議会)?答弁用(?:に|で|です)?|(?:大至急|至急|急ぎ)(?:で|です|なので|に)?(?:確認したい|知りたい|お願いします|お願い|頼む|頼みます)?(?:です)?"
)
_JAPANESE = re.compile(
    rf"(?:(?<=^)|(?<=[、。!?….\s]))(?:(?:私は?|自分は?|今年|今月|今度の?|先月|[^、。?!…\s]{{1,10}}(?:から|の|に))、?)?(?:{_ASKER}|{_USE})"
    r"(?:が|けど|けれど|ので)?(?:[、。!….]+|\s|$)"
)
_ENGLISH = re.compile(
    r"(?:^|(?<=[.?!] ))(?:(?:hi|hello),? ?(?:there)?[,.!] )?(?:"
    r"(?![^.?!:]*\b(?:and|but|so) (?:i|we|my|our|it)\b)(?:i(?:'m| am) (?:(?:quite |very |completely )?new\b|a (?:new|newly)\b|(?:preparing|writing|drafting|putting together)\b)"
    r"|i(?:'ve| have)? (?:only )?(?:just|recently) (?:joined|started|transferred|arrived)\b)[^.?!:]*[.!:]"
    r"|(?:just )?(?:a )?quick (?:one|question|check)[:,.]"
    r"|(?:this is )?for (?:a|an|my|our|the) (?:report|article|presentation|speech|reply|newsletter|paper|briefing|slide)\b[^,.?!:]*[,.:]"
    r")\s*",
    re.IGNORECASE,
)
_LEAST = 4
"""Characters that a question has at least, besides."""

_WORDS = re.compile(r"\w")


def without_asides(question: str) -> str:
    """A normalised question without what it says of its asker and of its purpose; as it stands where
    nothing else is left.
    """
    left = _ENGLISH.sub("", _JAPANESE.sub("", question)).strip(" 、")
    return left if len(_WORDS.findall(left)) >= _LEAST else question
