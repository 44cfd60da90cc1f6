"""What a question demands, and statements that show it or come near without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.demand import Statement
from assistant.demands import missing_figures, unmet
from assistant.fit import fits_kind
from ingest.normalize import normalize
from tests.assistant.small_index import ask_for


def said(*texts: str, around: str = "") -> list[Statement]:
    return [Statement(normalize(text), normalize(around)) for text in texts]


@pytest.mark.parametrize(
    ("question", "shows", "beside"),
    [
        ("次の計画はいつから始まりますか", "次期計画は令和9年度から。", "本計画は令和5年度から。"),
        ("When does the next plan start?", "次期計画は令和9年度から。", "本計画は令和5年度から。"),
        ("区役所の実施率は何％？", "区役所で30％。", "本庁部署で80％。"),
        ("コピーを80％減らすのはなぜ？", "80％減らすのは紙代のため。", "50％削減する。"),
        ("削減した時間の実績を教えて", "年4,100時間を削減した。", "年10万時間を目標とする。"),
        ("現在の実施率は何％ですか", "現在の実施率は8％である。", "令和7年度までに80％とする。"),
        ("いまの公開件数は何件？", "72件を公開している。", "公開に向けて取り組んでいる。"),
        ("How many datasets are out so far?", "72件を公開している。", "公開に取り組んでいる。"),
        ("完結させるのは何年度まで？", "令和9年度までに行う。", "最初から最後まで行う。"),
        ("Which hospitals get the images?", "青葉病院と共有する。", "画像を病院と共有する。"),
        ("どの病院と共有しますか", "市民病院と共有する。", "画像を病院と共有する。"),
        ("Which AI product do they use?", "Copilotを使う。", "「生成AI利用の手引」を守る。"),
        ("Is it ChatGPT or Copilot?", "Copilotを試行する。", "生成AIを試行する。"),
        ("ChatGPTとGeminiのどっちを使う？", "Geminiを使う。", "生成AIを使う。"),
        ("家以外で働ける場所はどこ？", "サテライトオフィスを置く。", "柔軟に働けるようにする。"),
        ("端末を納めたのはどこの会社ですか", "株式会社みどりから購入した。", "会社から購入した。"),
        ("移行はどの事業者に委託しますか", "株式会社みどりに委託する。", "移行を委託する。"),
        ("講習を開いた会社の社名は？", "みどり株式会社と開いた。", "携帯電話会社と開いた。"),
        ("連携する大学の名前は？", "青葉大学と連携する。", "市内の大学と連携する。"),
        (
            "ブースを増設する公民館3館はどこですか",
            "東山公民館に増設する。",
            "公民館3館に増設する。",
        ),
        ("どの支所に置きますか", "上郷支所に置く。", "最寄りの支所に置く。"),
        ("Which two community centres get one?", "東山公民館に置く。", "公民館2館に置く。"),
        ("70歳以上の参加者は何人？", "参加者のうち70歳以上は40人。", "参加者は延べ640人。"),
        ("What share of people aged 75 or over took part?", "75歳以上では3割。", "全体では4割。"),
        ("税務課の窓口では何分待ちますか", "税務課では18分待つ。", "市民課では18分待つ。"),
        ("二ノ瀬小学校の児童は何人？", "二ノ瀬小は20人。", "奥枝小は11人。"),
        ("委員の任期は何年？", "委員の任期は2年。", "委員は10人で、年2回集まる。"),
        (
            "決まりに違反した職員はどうなりますか",
            "違反した者は利用を停止する。",
            "個人情報を入力しない。",
        ),
        (
            "What happens if a contractor fails?",
            "満たさないときは契約を解く。",
            "毎年1回確かめる。",
        ),
        (
            "50代でスマホを持つ人の割合は？",
            "年代別では、30代が98.9％、50代が93.1％となっています。",
            "年代別では、30代が98.9％、60代が88.7％となっています。",
        ),
        ("リサイクル率の実績は何％", "実績(令和6年度):17.5％", "前期目標(令和6年度):20％まで"),
        ("受講しなかった職員はどうなりますか", "翌年に再び受ける。", "年1回行う。"),
        ("1日に何便ありますか", "1日8便が走る。", "平日に走る。"),
        ("手当はいくら支払われますか", "1回1,500円とする。", "15人に頼む。"),
        ("What does it spend a year on the systems?", "年4,200万円を要する。", "80を動かす。"),
        ("保有率は令和11年度に何％を目指す？", "令和11年度に9割とする。", "9月末で76.8％である。"),
        ("委託先はどこ？", "一般財団法人あおばに委託する。", "運営を委託する。"),
        ("Which vendor built the system?", "ミドリ社が構築した。", "事業者を選定した。"),
        ("導入は何年の何月から？", "タブレット端末を導入(R3.2～)", "タブレット端末を導入(R3～)"),
        ("光が来ていない家は何軒？", "計64世帯には回線がない。", "3集落には回線がない。"),
        ("How many passengers came?", "1,200人が訪れた。", "クルーズ船は14回寄港した。"),
        ("What are we paying per licence?", "1人月1,500円である。", "150人分で試行する。"),
        ("Which elementary school's pupils were hit?", "二ノ瀬小学校の27人", "小学校1校の27人"),
        ("市長のお名前は？", "市長 山田太郎", "本部長は市長とする。"),
        ("補佐官をしている人の名前を教えて", "補佐官に鈴木花子を任用した。", "補佐官を任用した。"),
        ("What is the name of the mayor?", "市長 山田太郎", "本部長は市長とする。"),
        ("どの区に置きますか", "小倉北区に置く。", "市内2か所に置く。"),
        ("Which building is it in?", "本庁舎に置く。", "市内2か所に置く。"),
        ("窓口はどこにありますか", "市民課に設ける。", "相談を受け付ける。"),
        ("Where is the help desk located?", "図書館に設ける。", "相談を受け付ける。"),
        ("参加したのはどことどこ？", "金沢市と神戸市が参加した。", "2市が参加した。"),
        ("Which two cities took part?", "金沢市と神戸市が参加した。", "2市が参加した。"),
        ("訓練は何月何日ですか", "訓練は11月3日に行った。", "訓練は令和6年11月に行った。"),
        ("On which day in November was the drill?", "11月3日に行った。", "11月に行った。"),
        ("What is the exact date of the switch?", "1月5日に切り替える。", "1月に切り替える。"),
        ("端末の費用はいくら？", "端末 1,200（単位：円）", "端末 1,200台"),
        ("参加費はいくら？", "参加費は500円とする。", "参加者は500人とする。"),
        ("How much allowance are they paid?", "月5,000円とする。", "年3回とする。"),
        ("参加費はいくら？", "無料で参加できる。", "誰でも参加できる。"),
        ("How much does the system cost?", "3億円を見込む。", "3年を見込む。"),
        ("機器の値段を知りたい", "機器は80万円とする。", "機器は80台とする。"),
        ("センターの運営費はどれくらい？", "運営費は800万円とする。", "11業務を42人で担う。"),
        ("How much has it set aside for drones?", "300万円を充てる。", "47橋で使う。"),
        ("How much would it cost to lay cables?", "3億円を見込む。", "61世帯が残る。"),
        ("What is the name of the outside expert?", "山田太郎を委嘱する。", "1人を委嘱する。"),
        ("AIを使いたくない人は何割？", "3割が使いたくないと答えた。", "3割が使った。"),
        ("モニターはどうやって選ぶ？", "モニターは公募する。", "モニターが試用する。"),
        ("How were the testers chosen?", "抽選で決めた。", "20人が試用した。"),
        (
            "Which neighbouring cities will take part?",
            "近隣の金沢市と行う。",
            "近隣の市町村と行う。",
        ),
        ("Which generative AI product do you use?", "ChatGPTを使う。", "生成AIを使う。"),
        ("申込みの締切りはいつ？", "4月末までに申し込む。", "令和8年度に試行する。"),
        ("女性の割合は？", "女性は3割である。", "全体の3割である。"),
        ("Among women, how many use it?", "女性では80人が使う。", "全体で80人が使う。"),
        ("How many procedures has the town next to us?", "隣の町は20手続。", "本町は20手続。"),
        (
            "「相談できる人がいない」と答えた人は何%？",
            "相談できる人がいない 38%",
            "取り組んでいる 38%",
        ),
        ("1日に何組まで予約できますか", "1日4組とする。", "予約制とする。"),
        ("計画の期間は？", "令和5年度から令和8年度までとする。", "令和2年4月に始めた。"),
        (
            "計画はいつからいつまで？",
            "計画の期間は5か年間とする。",
            "育児期間中の勤務を令和2年に定めた。",
        ),
        ("What is the plan period?", "実施期間は令和8年度までとする。", "令和2年4月に始めた。"),
        ("何曜日に開いていますか", "月曜日に開く。", "月2回開く。"),
        ("On which day of the week is it open?", "平日に開く。", "月2回開く。"),
        ("避難所は何か所？", "避難所は12箇所ある。", "避難所を設ける。"),
        ("何人が受けますか", "30名が受ける。", "年2回受ける。"),
        ("研修は何回？", "毎年2回行う。", "研修を行う。"),
        ("令和12年度の目標は？", "令和12年度に80%とする。", "令和7年度に80%とする。"),
        ("「ゼロトラスト」とは何ですか", "ゼロトラスト…信頼しない考え方。", "用語集に解説がある。"),
        ("EBPMって何？", "EBPM：根拠に基づく政策立案。", "BPR：業務改革。"),
        ("テレワーク率80%はいつまで？", "令和7年度に80%とする。", "令和7年度に始める。"),
        ("100,000時間の削減はいつまで？", "年間100,000時間を削減する。", "時間を削減する。"),
        ("訓練でいちばん引っかかった課はどこ？", "税務課が最も多い。", "訓練を年3回行う。"),
        ("Which section runs it?", "担当：生涯学習課", "教室を年4回開く。"),
        ("隣の町の利用者は何人ですか", "隣接する町では120人が使う。", "利用者は120人である。"),
        ("利用率は20代だと何割？", "20代では8割が使う。", "全体の8割が使う。"),
        ("What share of people in their twenties?", "20歳代の58%が答えた。", "58%が答えた。"),
        ("副本部長は誰ですか", "副本部長は副市長とする。", "本部長は市長とする。"),
        ("Who is the deputy head?", "副本部長は副市長とする。", "本部長は市長とする。"),
        (
            "削減は何年度を基準にした数字？",
            "令和元年度比で50%削減する。",
            "令和7年度に50%削減する。",
        ),
        (
            "いまの時点で何%まで来ていますか",
            "現在の実施率は12%である。",
            "令和7年度までに80%とする。",
        ),
        ("窓口でPayPayは使える？", "PayPayなどで支払える。", "キャッシュレスで支払える。"),
        ("用語集でRPAの説明は？", "RPA ― 解説：作業の自動化。", "RPAを導入する。"),
        ("どの年代が多いですか", "65歳以上が多い。", "3割が多い。"),
        ("What age group is largest?", "30代が最も多い。", "回答は30件が最も多い。"),
        ("What share of under-18s use it?", "18歳未満の3割が使う。", "18歳以上の3割が使う。"),
        ("18歳未満は何人が使った？", "17歳以下の80人が使った。", "80人が使った。"),
        (
            "意見のうち反映されたのは何件？",
            "31件のうち5件を反映した。",
            "31件の意見が寄せられた。",
        ),
        (
            "How many of the comments led to a change?",
            "5件を計画に反映した。",
            "31件の意見が寄せられた。",
        ),
        ("教室の予算はいくら？", "事業費は240万円とする。", "参加費は100円とする。"),
        (
            "How much has been set aside for homes?",
            "予算は240万円とする。",
            "1件44万円を上限とする。",
        ),
        ("What starting salary do they get?", "月20万円とする。", "年8人とする。"),
        ("訓練は何月にある？", "毎年6月に行う。", "年2回行う。"),
        ("In which months is the drill held?", "6月と11月に行う。", "年2回行う。"),
        (
            "What is the closing date to apply?",
            "4月30日までに申し込む。",
            "電話で申し込む。",
        ),
        (
            "Which five districts does it visit?",
            "青葉地区、緑山地区などを回る。",
            "北部5地区を回る。",
        ),
        (
            "Which villages share it?",
            "青葉村と緑山村が使う。",
            "近隣の4村が使う。",
        ),
        ("Which cities take part?", "堺市が加わる。", "近隣の市が加わる。"),
        ("In which wards are the offices?", "門司区と若松区に置く。", "市内2か所に置く。"),
        ("スピーカーは何本残る？", "62基から48基に減らす。", "設備を更新する。"),
        ("規則を破った職員の処分はどうなる？", "職員を戒告とした。", "職員が紛失した。"),
        ("What penalty is there for a breach?", "違反は懲戒の対象とする。", "持ち出しを禁じる。"),
        ("ボイラーの落札額は？", "8,200万円で落札された。", "ボイラーを替える。"),
        ("How much is it setting aside for drones?", "300万円を充てる。", "47橋で使う。"),
        ("RPAは何ていう製品ですか", "「ミドリロボ」を使う。", "RPAを使う。"),
        ("補佐官には誰が就きますか。お名前は？", "鈴木花子が就く。", "補佐官が就く。"),
        (
            "何人が避難した？",
            "1,200人が避難した。",
            "避難者数の集計は電話で行い、1回に2時間かかった。",
        ),
        ("門司区の窓口は何分待ち？", "門司区役所では12分待つ。", "市役所では12分待つ。"),
        ("海外からの観光客は何人？", "外国人客は1万人。", "観光客は128万人。"),
        ("受信機は1台いくらするのですか", "1台8万円で買う。", "1,920台を貸与する。"),
        ("霜の被害額はどれくらい？", "被害額は3億円に上る。", "大きな被害が生じた。"),
        ("What number do I call to book?", "電話（0123-45-6789）で予約する。", "電話で予約する。"),
        ("電話番号を教えて", "内線 2315", "電話で受け付ける。"),
        ("How many vehicles does it run with?", "車両2台で運行する。", "令和8年に導入する。"),
        ("なくした業者はなんていう会社？", "株式会社みどりがなくした。", "委託業者がなくした。"),
        ("市長は誰ですか", "市長 山田太郎", "本部長は市長とする。"),
        ("Who is the mayor?", "市長 山田太郎", "本部長は市長とする。"),
        ("保育士の何割が不安？", "保育士の3割が不安とした。", "職員の3割が不安とした。"),
        (
            "How many of the seven farms are upstream?",
            "7戸のうち2戸が上流にある。",
            "令和7年度に7戸で試す。",
        ),
        ("端末74台のうち直営は何台？", "74台のうち20台が直営。", "74台を動かす。"),
        ("第13回が開かれた日は？", "第13回は令和2年5月に開いた。", "第13回の研究会。"),
        (
            "初年度には何人が育った？",
            "令和4年度の実績は120人である。",
            "3年間で450人を育てることを目指す。",
        ),
    ],
)
def test_what_is_demanded_is_shown_or_not(question: str, shows: str, beside: str) -> None:
    asked = ask_for(question)
    assert not unmet(asked, said(shows))
    assert unmet(asked, said(beside))
    assert not unmet(asked, said(beside, shows))


@pytest.mark.parametrize(
    "question",
    [
        "テレワークについて教えて",
        "業者はどこでもいいんですか",
        "手続で氏名や住所を何度も書かなくてよくなる？",
        "いくらでも申請できますか",
        "何度も申請が必要ですか",
        "何人でも参加できますか",
        "誰が本部長ですか",
        "Who leads the headquarters?",
        "Where can I read about it?",
        "How much paper will be saved?",
        "How many staff hours a year should it save?",
        "計画は何本柱ですか",
        "Does the plan cover disaster prevention?",
        "What business model is used?",
        "How will citizens pick up their certificates?",
        "料金を知りたい住民にどう案内しますか",
        "補助率はどのくらい",
        "どの商品が対象ですか",
        "本部長は副市長ですか",
        "報酬は誰が払いますか",
        "市民の意見はどのように計画に反映しますか",
        "市役所の面積はいくらですか",
        "連絡先はどこに書けばいいですか",
        "どの地区でも使えますか",
        "学区の見直しはありますか",
        "避難する場所を、どんな仕組みで案内しますか",
        "経費はどれだけ下がる想定ですか",
        "どことどこの地区ですか",
        "「3つの維持するもの」とは何ですか",
        "不要になったパソコンの処分はどうしますか",
        "Does the city aim for fiscal discipline?",
        "How is the multi-disciplinary team organised?",
        "What is the fine dust level?",
        "What fare payment methods can be used?",
        "How are residents' comments reflected in the plan?",
        "Which areas of work will be automated?",
        "Is the deputy mayor the head?",
    ],
)
def test_most_questions_demand_nothing_that_can_be_seen(question: str) -> None:
    assert not unmet(ask_for(question), said("紙を減らす。"))


@pytest.mark.parametrize(
    ("question", "shows"),
    [
        ("図書館はどのくらい利用されていますか", "図書館の利用者数:年間12万人"),
        ("公民館はどのように活用されますか", "公民館を地域の学びの拠点とする。"),
        ("保育園はどこに申し込めばいいですか", "保育園の申込みは、こども課の窓口で受け付ける。"),
        ("どの図書館でも本を返せますか", "市内すべての図書館で行える。"),
        ("Wi-Fiを整備する公民館はどこですか", "公民館のWi-Fi整備:本町、栄町、緑が丘の3館"),
        ("閉校する学校はどこですか", "本町小、栄町小を閉校とする。"),
        ("What library services are available online?", "図書館の蔵書検索をオンラインで提供する。"),
        ("What school supplies are subsidised?", "学校の教材費を補助する。"),
        ("青葉市デジタル推進課の職員は何人ですか", "デジタル推進課に職員8人を配置する。"),
        ("市内小中学校の端末は何台ですか", "小中学校の1人1台端末は5,200台である。"),
        ("令和7年度小学校の児童数は何人", "小学校の児童数、R7:1,200人"),
        ("テレワーク実施率の目標は何%ですか", "テレワーク実施率を80%にします。"),
        ("研修受講者の目標は何人", "研修受講者数:500人"),
        ("設置数の目標は何台", "現状(H22):15台、H27:60台"),
        ("平成27年に何台を目指す？", "現状は15台、平成27年60台。"),
        ("避難所の場所って、地図で見られますか", "地図で避難所を案内する。"),
        ("次の3つの計画との関係は？", "総合計画を上位計画とする。"),
        ("テレワーク実施率の目標は何%でしたか", "テレワーク実施率80%を目標とする。"),
        ("定員は何人でしたか", "定員は20人とします。"),
        ("将来負担比率は令和5年度の実績で何%", "令和5年度決算:14.7%、令和11年度目標:45%以下"),
        ("スマホを持っていない人にはどのような支援がありますか", "窓口で職員が代わりに入力する。"),
        ("インターネットを使わない人はどうなりますか", "紙による申請も受け付ける。"),
        ("What happens when the power goes out?", "停電時には非常用発電機に切り替える。"),
        ("What is the person in charge called?", "責任者をCIOと呼ぶ。"),
        ("What will the city do so that residents can pay online?", "オンライン納付を導入する。"),
        ("コピー使用量をいくら削減しますか", "コピー使用量を50%削減します。"),
        ("待ち時間をいくらまで短縮しますか", "5分まで短縮する。"),
        ("What actions are taken against cyberattacks?", "ファイアウォールを設置する。"),
        ("違反を防ぐためにどのような対策をしますか", "全職員に研修を毎年実施する。"),
        ("端末の処分はどのように行われますか", "データを消去したうえで廃棄する。"),
        ("夏祭りが行われる神社の名前は？", "八幡神社で行う。"),
        ("どこの大学と連携していますか", "同志社大学と連携協定を結んでいる。"),
        ("どの企業が補助を受けられますか", "市内に事業所がある中小企業に補助する。"),
        ("How many events had over 50 participants?", "参加者が50人を超えた催しは12回。"),
        ("How long is the medium-term financial plan?", "令和6年度から令和10年度までの5年間。"),
    ],
)
def test_what_only_sounds_like_a_demand_is_none(question: str, shows: str) -> None:
    assert not unmet(ask_for(question), said(shows))


def test_a_year_to_measure_against_is_not_the_year_told_of() -> None:
    asked = ask_for("2030年度の削減目標は何%ですか")
    goal = Statement("2013年度比で46%削減することを目標とする。", covers=0.9)
    assert not unmet(asked, [goal, Statement("2030年度を目標年度とする。", covers=0.4)])


def test_what_is_told_of_another_year_is_no_answer() -> None:
    asked = ask_for("令和5年度に救急車で運ばれた人は何人ですか")
    other = Statement("令和6年の救急搬送者は52人。", covers=0.8)
    assert unmet(asked, [other, Statement("令和5年度に計画を定めた。", covers=0.2)])
    assert not unmet(asked, [other, Statement("令和5年度の救急搬送者は48人。", covers=0.8)])
    assert not unmet(asked, [Statement("救急搬送者は48人。", "令和5年度の状況", covers=0.8)])


def test_a_place_without_a_plan_has_to_be_spoken_of() -> None:
    """Of a question about another place beside the city that has a plan."""
    asked = ask_for("青葉市と一緒に調達した東沢井市は、手続を何件まで増やす目標ですか")
    assert asked.scope.municipalities
    assert asked.scope.places == ("東沢井市",)
    assert unmet(asked, said("500件の手続を優先する。"))
    assert not unmet(asked, said("東沢井市は500件の手続を優先する。"))


@pytest.mark.parametrize(
    "question",
    [
        "盛岡市から青葉市に移る人への支援はありますか",
        "青葉市は八戸市など近隣の市町村と連携しますか",
        "青葉市旧山形村でも使えますか",
    ],
)
def test_a_place_that_is_only_mentioned_need_not_be_spoken_of(question: str) -> None:
    assert not unmet(
        ask_for(question), said("移住者を支援し、近隣と連携し、どこでも使えるようにする。")
    )


def test_a_place_that_the_question_has_is_no_answer() -> None:
    asked = ask_for("青葉市ではどの区に置きますか")
    assert unmet(asked, said("青葉市内に置く。"))


def test_a_year_may_stand_above_or_be_covered_by_a_period() -> None:
    asked = ask_for("令和6年度の取組は？")
    assert not unmet(asked, said("端末を配る。", around="令和6年度の取組"))
    assert not unmet(asked, said("令和5年度から令和8年度まで続ける。"))
    assert unmet(asked, said("端末を配る。", around="令和3年度の取組"))


def test_only_the_first_statements_show_a_name() -> None:
    filler = [f"端末を{n}台配る。" for n in range(5)]
    company, section = "株式会社みどりが配る。", "総務課が配る。"
    asked = ask_for("どこの会社ですか")
    assert not unmet(asked, said(*filler[:1], company))
    assert unmet(asked, said(*filler[:2], company))
    asked = ask_for("どの課ですか")
    assert not unmet(asked, said(*filler[:4], section))
    assert unmet(asked, said(*filler, section))


def test_a_date_may_stand_beside_what_was_asked_for() -> None:
    asked = ask_for("窓口の手数料はいつから安くなる？")
    best = Statement(normalize("窓口の手数料を安くする。"), covers=1.0, section=("plan", "手数料"))
    later = Statement(normalize("R6 減額を始める"), covers=0.1, section=("plan", "手数料"))
    assert unmet(asked, [best])
    assert unmet(asked, [best, replace(later, section=("plan", "税"))])
    assert not unmet(asked, [best, later])


def test_figures_that_nothing_has() -> None:
    asked = ask_for("テレワーク率80％と50万円はいつまで？")
    assert missing_figures(asked, said("令和7年度に80%とする。")) == ["50万"]
    assert missing_figures(asked, said("令和7年度に80 ％、50万円とする。")) == []


def test_whether_a_figure_is_right_takes_none_for_granted() -> None:
    asked = ask_for("テレワーク率の目標は80%ですか？")
    assert missing_figures(asked, said("目標は50%とする。")) == []


def test_an_amount_of_something_else_is_none() -> None:
    asked = ask_for("スマホ教室の参加費はいくら？")
    other = Statement(normalize("運行費は240万円とする。"), covers=0.2)
    assert unmet(asked, [Statement(normalize("スマホ教室を開く。"), covers=0.8), other])
    own = Statement(normalize("スマホ教室の参加費は500円とする。"), covers=1.0)
    assert not unmet(asked, [other, own])


def test_what_is_ranked_far_above_all_others_counts_whatever_it_covers() -> None:
    asked = ask_for("システムの入替えはいくらかかる？")
    topic = Statement(normalize("システムを入れ替える。"), covers=0.8)
    amount = Statement(normalize("移行の経費は6億円とする。"), covers=0.2)
    assert unmet(asked, [amount, topic])
    assert not unmet(asked, [replace(amount, leads=True), topic])


@pytest.mark.parametrize(
    ("question", "best", "is_unmet"),
    [
        ("令和10年度の満足度の目標は？", "満足度：令和9年度80%、令和11年度90%", True),
        ("令和9年度の満足度の目標は？", "満足度：令和9年度80%、令和11年度90%", False),
        ("令和10年度の満足度の目標は？", "満足度を毎年度80%以上とする。", False),
        ("令和9年度の件数は？", "令和6年度末の12件から令和11年度に60件とする。", True),
    ],
)
def test_a_figure_of_a_year_that_the_best_statement_leaves_out(
    question: str, best: str, is_unmet: bool
) -> None:
    elsewhere = Statement(normalize("計画を策定する。"), normalize("令和9年度から令和10年度"))
    assert unmet(ask_for(question), [*said(best), elsewhere]) is is_unmet


@pytest.mark.parametrize(
    ("question", "row", "is_unmet"),
    [
        ("令和9年度の満足度の目標は？", "満足度、令和5年度：70%、令和9年度：―、令和11年度：90%", True),
        ("令和9年度の満足度の目標は？", "満足度、R5：70%、R9：－、R11：90%", True),
        ("令和11年度の満足度の目標は？", "満足度、令和5年度：70%、令和9年度：―、令和11年度：90%", False),
        ("令和9年度の満足度の目標は？", "満足度、令和9年度：-5%", False),
    ],
)  # fmt: skip
def test_a_dash_is_no_figure(question: str, row: str, is_unmet: bool) -> None:
    assert unmet(ask_for(question), said(row)) is is_unmet


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "令和9年度の満足度の目標は？",
            ["満足度(若者)、令和9年度：―", "満足度(全体)、令和9年度：80%"],
        ),
        (
            "令和9年度の実施率の目標は？",
            ["実施率の考え方、令和9年度：―", "令和9年度に実施率を80%にする。"],
        ),
        ("令和6年度以降の満足度は何%？", ["満足度、R6：―、R7：70%"]),
    ],
)
def test_a_dash_in_one_row_is_not_all_that_is_said(question: str, rows: list[str]) -> None:
    assert not unmet(ask_for(question), said(*rows))


def test_the_year_may_stand_above_the_best_statement() -> None:
    best = Statement(normalize("令和5年度の120人、令和6年度の150人から増やす。"), "令和7年度の取組")
    assert not unmet(ask_for("令和7年度の受講者は何人？"), [best])


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("65歳以上の人口の割合は何％？", "老年人口の比率は32.5％である。"),
        ("20歳以上の市民へのアンケートの回収率は？", "市民アンケートの回収率は45％である。"),
        ("70歳以上のバス運賃はいくら？", "シルバーパスを示すと1回100円である。"),
    ],
)
def test_who_is_asked_about_need_not_be_told_apart(question: str, text: str) -> None:
    assert not unmet(ask_for(question), said(text))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many pupils were there in 2023?", "指標：児童生徒数、令和5年度：1,200"),
        ("How many passengers used the bus in 2023?", "バス利用客数、令和5年度：21,500"),
        ("How many children were born?", "出生数 312"),
        ("How many children's centres are there?", "児童館は5館ある。"),
        ("How many women's associations take part?", "女性団体は12団体である。"),
        ("How many teachers' laptops were bought?", "教員用パソコンを150台買った。"),
        ("What is the city paying attention to?", "個人情報の保護に留意する。"),
        ("What are residents paying with at the counter?", "電子マネーで支払う。"),
        ("Which branch is responsible for the plan?", "総務部情報政策課が担当する。"),
        ("What is the name of the contractor management system?", "「けいやくナビ」を用いる。"),
    ],
)
def test_what_is_said_otherwise_is_shown(question: str, text: str) -> None:
    assert not unmet(ask_for(question), said(text))


@pytest.mark.parametrize(
    ("question", "counted", "beside"),
    [
        ("How many people's records were leaked?", "35人分が漏れた。", "漏えいは1件であった。"),
        ("How many deer were caught?", "シカは120頭に上る。", "被害は2,340万円に上る。"),
        ("How many households use it?", "150世帯が使う。", "令和8年度に始める。"),
    ],
)
def test_what_is_counted_in_english(question: str, counted: str, beside: str) -> None:
    assert not unmet(ask_for(question), said(counted))
    assert unmet(ask_for(question), said(beside))


def test_people_beside_what_is_counted_are_not_counted() -> None:
    asked = ask_for("How many procedures close to residents can be done online?")
    assert not unmet(asked, said("31手続をオンラインで可能にする。"))


def test_a_table_of_people_needs_no_counter() -> None:
    asked = ask_for("65歳以上は何人ですか")
    assert not unmet(asked, said("年次：令和2年、人口／65歳以上：14,854"))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("オンラインの手続は何件ですか", "26手続をオンライン化する。"),
        ("避難所は何か所ですか", "避難所は12施設とする。"),
        ("何段階に分けますか", "職員を3層に分ける。"),
        ("何世帯ですか", "120戸に配る。"),
    ],
)
def test_the_same_may_be_counted_in_other_words(question: str, text: str) -> None:
    assert not unmet(ask_for(question), said(text))
    assert unmet(ask_for(question), said("令和7年度から進める。"))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("目標値はいくらですか", "実施率を80%とする。"),
        ("RPAで業務時間はいくら削減できた？", "4,100時間を削減した。"),
        ("手数料は誰が決める？", "市長が決める。"),
        ("委託事業者名は何ですか", "委託事業者:株式会社みどり"),
        ("どの事業者が対象ですか", "市内に本店を置く者を対象とする。"),
        ("オンライン申請は何件？", "オンライン申請件数 ― 令和6年度：1,234"),
        ("パソコンは何台？", "パソコン台数：300"),
        ("申請は何件ですか", "申請（単位：件）：300"),
        (
            "デジタルトランスフォーメーションとは？",
            "デジタル・トランスフォーメーションとは、変革のこと。",
        ),
        ("ペーパレスとは？", "ペーパーレス…紙を使わないこと。"),
        ("20代は奨学金の補助を受けられますか", "39歳以下の若者に補助する。"),
        ("80代の母でも使えますか", "高齢者向けに教室を開く。"),
        ("近くの市役所で受け取れますか", "本庁舎で受け取れる。"),
        ("今のところ何か補助はありますか", "スマートフォンの購入費を補助します。"),
        ("現在何人の職員がいますか", "職員数は250人です。"),
        ("どの課が担当ですか", "総務部が中心となって進める。"),
        ("どの課が担当ですか", "市長公室が所管する。"),
        ("過去5年度の平均は何件？", "平均は120件である。"),
        ("総費用はいくら？", "総費用は2億ドルに上った。"),
        ("梅雨の特徴とは。", "日照時間が短い。"),
        ("本区の職員は何を入力できないのですか", "個人情報を入力しない。"),
        ("チャットボットは何回使われましたか", "利用は18,250件であった。"),
        ("How many counters can people pay at?", "6つの窓口で使える。"),
        ("How many leaks were there in our first plan period?", "漏えいは2件であった。"),
        ("計画期間中に何件の相談がありましたか", "相談は2件であった。"),
        ("試験の受験料はいくら補助されますか", "合格した職員に受験料の全額を助成する。"),
        ("募集するのはどの施設ですか", "総合体育館で募集する。"),
        ("When are foreign staff taught?", "在留資格を持つ職員に毎週水曜日に教える。"),
        ("何日までに移行しますか", "令和7年度末までに移行する。"),
        ("By what date will it have migrated?", "令和7年度末までに移行する。"),
        ("What day care services are there?", "保育所を設ける。"),
        ("1674年に何が見つかった？", "1674年に微生物を発見した。"),
        ("グスタフの氏名は？", "グスタフ・マーラーが作曲した。"),
        ("1万人の参加はいつまで？", "令和7年度に10,000人とする。"),
        ("80.0%の達成はいつ？", "令和7年度に80%とする。"),
        ("職員数が1,200人の市です。目標は何ですか？", "実施率を80%とする。"),
    ],
)
def test_what_shows_it_in_another_way(question: str, text: str) -> None:
    assert not unmet(ask_for(question), said(text))


def test_a_figure_is_no_part_of_another() -> None:
    assert missing_figures(ask_for("80%はいつまで？"), said("令和7年度に180%とする。")) == ["80%"]
    assert missing_figures(ask_for("50人になるのはいつ？"), said("2050年に人口が減る。")) == ["50"]


def test_a_name_may_stand_beside_the_best_in_its_section() -> None:
    question = ask_for("どこの会社から、何か月来た？")
    section = ("d", "派遣")
    best, number, company = (
        replace(one, section=section)
        for one in said("派遣期間は5月から3月まで", "派遣人数は1名", "派遣元は株式会社みどり")
    )
    assert not unmet(question, [best, number, company])
    assert unmet(question, [best, number, replace(company, section=("d", "調達"))])
    assert unmet(ask_for("どこの会社から来た？"), [best, number, company])


def test_how_often_something_is_done_need_not_be_a_number() -> None:
    asked = ask_for("どのくらいの頻度で点検しますか")
    assert asked.kind == "numeric"
    assert fits_kind("numeric", "毎年度、点検を行う。", asked)
    assert not fits_kind("numeric", "毎年度、点検を行う。", ask_for("何件を点検しますか"))


def test_a_figure_of_another_matter_grounds_nothing() -> None:
    asked = ask_for("コピーを80％減らすのはいつ？")
    copies = Statement("コピーを50%減らす。", covers=1.0)
    telework = Statement("テレワークを80%にする。", covers=0.3)
    assert missing_figures(asked, [copies, telework]) == ["80%"]
    assert missing_figures(asked, [copies, replace(telework, covers=0.9)]) == []


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("小学校の端末は何台ですか", "小中学校に端末を420台置く。"),
        ("本庁の職員の何％ですか", "本庁舎の職員の80％とする。"),
        ("第1回の研修は何人が受けましたか", "研修を年3回開き、延べ120人が受けた。"),
        ("100回以上使われる窓口は何か所", "年105回使われる窓口は12か所。"),
        ("What comes next in the plan?", "令和7年度に本格運用へ移る。"),
        ("次の事業を計画している課はどこですか", "市民課が計画する。"),
    ],
)
def test_what_only_seems_another_case_is_none(question: str, text: str) -> None:
    assert not unmet(ask_for(question), said(text))
