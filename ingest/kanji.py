"""Old and variant forms of kanji: one form for search and comparison."""

from __future__ import annotations

import re

# The pairs of 常用漢字表 (平成22年内閣告示第2号): its forms of today, and the forms in brackets.
# Those that are compatibility characters (神, 福) become today's form by NFKC already.
_TODAY = (
    "万与両並乗乱予争亜仏仮会伝体余併価倹偽児党円写処剣剤剰励労効勅勧勲区医単即厳参双収叙台号"
    "営嘱団囲図国圏圧堕塁塩増壊壌壮声壱売変奥奨嬢学宝実寛寝対寿専将尽届属岳峡巣巻帯帰庁広廃弐"
    "弥弾当径従徳徴応恋恒恵悩悪惨慎懐戦戯戻払抜択担拝拠拡挙挟挿捜掲揺摂撃数斉斎断旧昼晩暁暦曽"
    "条来枢栄桜桟検楼楽概様権横欠欧歓歩歯歴残殴殻毎気沢浄浅浜涙渇済渉渋渓温湾湿満滝滞潜瀬灯炉"
    "点為焼犠状独狭猟献獣瓶画畳痩痴発盗県真研砕礼禅秘称稲穂穏窃竜粋粛糸経絵継続総緑緒縁縄縦繊"
    "缶翻聴胆脳臓艶芸茎荘蔵薫薬虚虫蚕蛍蛮衛装褒覇覚覧観触訳証誉読謡譲豊賛践転軽辞辺逓遅郎郷酔"
    "醸釈鉄鉱銭鋳錬録鎮関闘陥険随隠雑霊静頼顕駅駆騒験髄髪鶏麦麺黄黒黙齢"
)
_BEFORE = (
    "萬與兩竝乘亂豫爭亞佛假會傳體餘倂價儉僞兒黨圓寫處劍劑剩勵勞效敕勸勳區醫單卽嚴參雙收敍臺號"
    "營囑團圍圖國圈壓墮壘鹽增壞壤壯聲壹賣變奧奬孃學寶實寬寢對壽專將盡屆屬嶽峽巢卷帶歸廳廣廢貳"
    "彌彈當徑從德徵應戀恆惠惱惡慘愼懷戰戲戾拂拔擇擔拜據擴擧挾插搜揭搖攝擊數齊齋斷舊晝晚曉曆曾"
    "條來樞榮櫻棧檢樓樂槪樣權橫缺歐歡步齒歷殘毆殼每氣澤淨淺濱淚渴濟涉澁溪溫灣濕滿瀧滯潛瀨燈爐"
    "點爲燒犧狀獨狹獵獻獸甁畫疊瘦癡發盜縣眞硏碎禮禪祕稱稻穗穩竊龍粹肅絲經繪繼續總綠緖緣繩縱纖"
    "罐飜聽膽腦臟艷藝莖莊藏薰藥虛蟲蠶螢蠻衞裝襃霸覺覽觀觸譯證譽讀謠讓豐贊踐轉輕辭邊遞遲郞鄕醉"
    "釀釋鐵鑛錢鑄鍊錄鎭關鬭陷險隨隱雜靈靜賴顯驛驅騷驗髓髮鷄麥麵黃黑默齡"
)
# Forms in names of people and places, which that table does not list.
_IN_NAMES = "髙﨑嵜邉濵𠮷槗冨嶋嶌峯舘埜桒鉃栁圡舩"
_IN_NAMES_TODAY = "高崎崎辺浜吉橋富島島峰館野桑鉄柳土船"

_TABLE = str.maketrans(_BEFORE + _IN_NAMES, _TODAY + _IN_NAMES_TODAY)
_OLD = re.compile(f"[{_BEFORE}{_IN_NAMES}]")


def modern_kanji(text: str) -> str:
    """An NFKC text with every old or variant form in today's form, character by character.

    國→国, 廣→広, 澤→沢, 髙→高, 﨑→崎, 邉→辺. For comparison only: 龍ケ崎市 writes itself with 龍.
    """
    return text.translate(_TABLE) if _OLD.search(text) else text
