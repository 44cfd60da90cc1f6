"""What kind of answer a question asks for."""

from __future__ import annotations

import pytest

from assistant.kinds import Kind, asks_of_each, compares, kind_of, without_comparing
from ingest.normalize import normalize

QUESTIONS: dict[Kind, tuple[str, ...]] = {
    "numeric": (
        "北九州市のテレワーク実施率の目標は？",
        "コピー使用量を何％減らす目標ですか",
        "滋賀県はＤＸ推進チャレンジャーを何人育成する？",
        "オンライン化する手続はいくつありますか",
        "How many staff will be trained?",
        "What is our telework target?",
        "What percentage of staff should telework?",
        "予算はいくらですか",
        "What is the target?",
        "いくつの業務を標準化する？",
        "How often is telework expected?",
    ),
    "date": (
        "計画の期間は？",
        "いつまでに移行しますか",
        "推進本部はいつ設置された？",
        "When was the promotion headquarters set up?",
        "What is the deadline for the migration?",
        "How long does the plan run?",
        "What is the period of Hitachiomiya's DX plan?",
        "何年度から電子決裁を始めますか",
        "By when will systems be standardised?",
        "On what day was the plan settled by headquarters?",
    ),
    "who": (
        "本部長は誰？",
        "電子契約の担当課はどこですか",
        "セキュリティの責任者は？",
        "会議を仕切っているのはどなたですか",
        "Who leads the DX promotion headquarters?",
        "Which department is in charge of open data?",
        "どの部署が担当しますか",
        "推進リーダーになるのはどの職位の人？",
        "What rank of employee is called a leader?",
    ),
    "list": (
        "窓口の「しない」が三つ並ぶそうです。その三つとは？",
        "基本方針をすべて挙げてください",
        "重点取組事項の一覧",
        "デジタル人材としてどんな職員が求められますか",
        "What are the basic policies?",
        "List the priority measures",
        "施策の柱は何ですか",
        "役場の車では何をしてもらえるの？",
        "職員はどんなグループに分けられている？",
        "What kinds of equipment are subsidised?",
        "Apart from changing how we work, which five lines of action are there?",
        "Which offices have a payment terminal?",
        "Which success stories from its own departments does it present?",
        "What tiers of employees does the town define?",
        "What help is available for older residents?",
        "What is the town doing so that everyone can join in?",
        "窓口での不満はどんなこと？上から順に",
        "計画は何本柱？",
        "方向性は全部でいくつあって、それぞれ何ですか",
    ),
    "definition": (
        "αモデルってどんな方式ですか",
        "People keep mentioning the counter that needs no writing. What is it?",
        "予算要求に付けるロジックシートって、どんなもの？",
        "ぴったりサービスとは何ですか",
        "BPRとは",
        "LGWANは何の略？",
        "デジタルデバイドの意味は？",
        "What does BPR stand for?",
        "What is the meaning of EBPM?",
        "RPAって何？",
        "ぴったりサービスって、どういうものでしょうか",
        "What exactly is a targeted email?",
        "How does the plan define DX?",
    ),
    "schedule": (
        "電子契約の導入スケジュールは？",
        "令和6年度の予定を教えて",
        "What is planned for FY2024?",
        "What is the roadmap for standardisation?",
        "What stages does it go through year by year?",
    ),
    "reason": (
        "改善リーダーってなんで一人じゃなくて二人なの",
        "What is behind the rise in water charges?",
        "What led to the delay?",
        "なぜペーパーレス化を進めるのですか",
        "計画を策定した背景は？",
        "Why was the plan revised?",
        "どうして外部人材が必要なの",
        "移行が遅くなるのはなんで？",
        "なんで廃止になったの",
        "What was the main cause?",
    ),
    "howto": (
        "どのように進捗を管理しますか",
        "デジタルデバイド対策をどうやって進める？",
        "How is progress managed?",
        "達成が思わしくない取組はどう扱われますか",
        "How does the city protect personal information?",
        "I want to volunteer. What do I have to do first?",
    ),
    "comparison": (
        "久慈市と常陸大宮市の計画期間を比較して",
        "両市の違いは？",
        "Compare the telework targets of Kuji and Kitakyushu",
        "How do Kuji and Sabae differ?",
    ),
    "yesno": (
        "AIチャットボットは導入されていますか？",
        "Does the city use RPA?",
        "計画は改訂されたのですか？",
        "スマホがないと手続ができなくなってしまうのでしょうか。",
    ),
    "fact": (
        "常陸大宮市は？",
        "Which bus will stop here?",
        "テレワーク",
        "Kuji telework",
    ),
}


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, one) for kind, some in QUESTIONS.items() for one in some]
)
def test_kind(kind: Kind, question: str) -> None:
    assert kind_of(normalize(question)) == kind


def test_case_does_not_matter() -> None:
    assert kind_of("WHY WAS THE PLAN REVISED?") == "reason"


@pytest.mark.parametrize(
    "question",
    [
        "標準化したあと動かすっていうガバメントクラウド、どういうもの？",
        "How does the city explain that term?",
        "How is the word defined?",
        "People keep mentioning it. What exactly is it?",
        "What is meant by telework?",
        "What is RPA?",
        "What's GovTech Tokyo?",
        'What is "DXShip Hiroshima"?',
        "What is Ashitaku in Ashimuro?",
    ],
)
def test_meanings_are_asked_in_many_ways(question: str) -> None:
    assert kind_of(question) == "definition"


@pytest.mark.parametrize("question", ["show the overall plan", "a whole new workshop"])
def test_words_inside_other_words_do_not_count(question: str) -> None:
    assert kind_of(question) == "fact"


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("計画の期間を比較して", "計画の期間を"),
        ("それぞれの計画の期間は?", "計画の期間は?"),
        ("テレワークの違いは?", "テレワーク ?"),
        ("Compare the telework rate", "the telework rate"),
        ("telework rate: both vs. all", "telework rate: all"),
        ("計画の期間は?", "計画の期間は?"),
    ],
)
def test_the_words_that_compare_are_taken_out(question: str, rest: str) -> None:
    assert " ".join(without_comparing(question).split()) == rest
    assert compares(question) is (question != rest)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("電子契約は最初から全部の契約が対象ですか？", "yesno"),
        ("RPAは導入していますか", "yesno"),
        ("もう始まりましたか。", "yesno"),
        ("窓口は何時に開きますか", "fact"),
        ("リーダーはどの職の職員ですか", "who"),
        ("橋の点検の話、庁内のどこに問い合わせたらいい？", "who"),
        ("新人は何すればいい？", "howto"),
        ("テレワークの対象を全部教えてもらえますか？", "list"),
        ("北九州市は何をする？", "fact"),
        ("取組の①〜⑤は？", "list"),
        ("1〜3月の予定は？", "schedule"),
        ("1-2 窓口の取組は？", "fact"),
        ("3種類とも知りたい", "list"),
        ("窓口担当なんですけど、私も対象に入りますか？", "yesno"),
        ("何分で終わらせるつもりなんですか？", "fact"),
    ],
)
def test_yes_or_no_is_asked_without_question_words(question: str, kind: Kind) -> None:
    assert kind_of(normalize(question)) == kind


def test_a_span_of_years_and_what_happened_are_no_list() -> None:
    assert kind_of("what's the four-year total we expect to spend?") != "list"
    assert kind_of("計画が一度つまずいたそうですが、何があったのですか?") != "list"


@pytest.mark.parametrize(
    "question", ["RPAってなんですかね?", "デジタル化ってなんですか?", "計画ってなんです?"]
)
def test_what_something_is_is_no_reason(question: str) -> None:
    assert kind_of(question) == "definition"


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("市民が使えるのってどんなサービスですか", "definition"),
        ("There must be a reason. What is it?", "definition"),
        ("There's a schedule for standardisation. What is it?", "definition"),
        ("A cap applies to telework days. What is it?", "definition"),
        ("What is Kuji's target?", "definition"),
        ("What is the Telework Rate in Kuji?", "definition"),
        ("What is planned in Kuji?", "definition"),
        ("What is CIO Sato responsible for?", "definition"),
        ("何をしたら処分されますか", "howto"),
        ("What should we do by 2025?", "howto"),
        ("何をすればポイントは何点もらえる？", "howto"),
    ],
)
def test_what_only_looks_like_it(question: str, kind: Kind) -> None:
    assert kind_of(normalize(question)) != kind


@pytest.mark.parametrize(
    "question",
    [
        "In Kuji how are training sessions run?",
        "I want to understand how paper is cut.",
        "Please outline how paper is cut.",
        "Under the plan how will they go about it?",
    ],
)
def test_how_wherever_it_stands(question: str) -> None:
    assert kind_of(normalize(question)) == "howto"


def test_the_same_of_several() -> None:
    assert asks_of_each(normalize("3月と9月、それぞれ何台？"))
    assert asks_of_each(normalize("どれくらい減らす？センター分と全体とで分けて"))
    assert not asks_of_each(normalize("それぞれの課の役割は？"))
