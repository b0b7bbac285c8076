"""The officer: from a trouble that has no words yet to proposals that are read, and criteria that were there before."""

import pytest

from hack.proposals.models import ProposalKind
from tests.e2e.journeys.journey import close_call, in_days, key_in, the_need
from tests.proposals.words import handed_in
from tests.questions.words import a_question

pytestmark = pytest.mark.e2e

TITLE = "交差点の交通量を人手によらず測りたい"


def test_a_trouble_becomes_a_need_the_need_a_call_and_the_call_proposals(site, screen_of):
    cast = site.cast
    michi, mori = screen_of(cast.michi), screen_of(cast.mori)

    # Question by question: one is answered, one gone back to, one passed over; then the rest at once.
    michi.visit("/needs/new").follow("一問ずつ書く").press(
        "下書きを作って、最初の質問へ", **{"ひとことで言うと、何に困っていますか": TITLE}
    )
    michi.press("保存して次の質問へ", 何に困っていますか="調査員が集まらない。")
    michi.follow("前の質問").shoot("officer-1-question")
    michi.press("保存して次の質問へ", 何に困っていますか="調査員が集まらず、調べられる交差点が限られる。")
    michi.follow("答えずに次の質問へ").press("ここまでで保存", どこで起きていますか="幹線道路の交差点。")
    assert "もう一言ほしい文" in michi.shoot("officer-2-read").words
    need = f"/needs/{key_in(michi, 3)}"
    michi.visit(f"{need}/edit").answer("期待する姿", "業務を効率化したい。")
    michi.main.get_by_text("何にかかっている時間を、どのくらい減らしたいですか。").first.wait_for()
    michi.shoot("officer-3-edit").press(
        "保存する",
        分野="道路・河川・下水道",
        参画パターン="2 実装に向けた技術実証",
        問い合わせ先="道路局企画課",
        背景="調査員の応募が5年で半分になった。",
        いまの仕事の流れと量="2年に1度、50か所を調査員が数えている。",
        期待する姿="1か所の調査にかかる人を7人から1人に減らしたい。",
        実証の場所="市内の4交差点。",
        市が提供できるもの="過去5年の観測結果。",
        費用負担="協議して決める",
        評価の観点="正しさと費用。",
        締切まで提案の件数と提案者名を職員に見せない="はい",
    )

    # The secretariat remarks on one field and gives it back; the remark is answered and settled, and the need handed in again.
    michi.follow("事務局に確認を頼む").press("確認を頼む")
    mori.visit(f"{need}/preview").follow("「困っていること」に指摘を書く").press(
        "指摘を書く", 指摘="何か所まで調べられていますか。"
    )
    mori.visit(need).open("そのほかの操作").press("深掘りに戻す", 理由="数を1つ足してください。")
    assert "何か所まで調べられていますか。" in michi.visit(need).shoot("officer-4-remarked").words
    michi.follow("答える").press("答える", 答え="50か所です。本文に書き足します。").press("対応済みにする")
    michi.visit(need).follow("もう一度確認を頼む").press("確認を頼む")

    # Another section joins; the criteria come before the call, and weigh a hundred together.
    michi.visit(f"{need}/owners").press("加える", 加える課="道路局 河川企画課")
    assert TITLE in screen_of(cast.kaji).visit(need).words
    mori.visit(need).press("公開準備へ進める")
    michi.visit(f"/evaluation/needs/{key_in(michi)}/criteria").follow("評価の基準を定める")
    michi.refused(
        "基準を定める",
        "重みの合計を100にしてください(いま90)。",
        対象の募集="実証提案募集",
        基準1の名前="正しさ",
        基準1の重み="60",
        基準2の名前="費用",
        基準2の重み="30",
    )
    michi.shoot("officer-5-criteria").press("基準を定める", 基準2の重み="40")
    michi.visit(need).follow("実証提案の募集を始める").press(
        "募集を始める",
        何を募集しますか="実証提案の募集を始める",
        募集の始まり=in_days(0),
        募集の終わり=in_days(40),
        質問の締切=in_days(20),
    )
    assert "正しさ" in screen_of().visit(f"/evaluation/needs/{key_in(michi)}/criteria").words

    # One asks; all read the answer, and the correction.
    key = key_in(michi)
    question = a_question(the_need(key), by=cast.umi).key
    michi.visit(f"{need}/questions").shoot("officer-6-questions")
    michi.visit(f"/questions/{question}/answer").press(
        "回答する",
        答え方="回答を公開する",
        公開する質問文="カメラを信号柱に付けられますか。",
        公開する回答="はい、10月までです。",
    )
    michi.visit(f"/questions/{question}/correct").press(
        "訂正を公開する", 公開する回答="はい、11月までです。", 訂正の内容と理由="期間の書き間違いです。"
    )
    public = screen_of().visit(f"{need}/questions").shoot("officer-7-answers").words
    assert "はい、11月までです。" in public and "期間の書き間違いです。" in public and "港計測" not in public

    # What comes in stays sealed until the call is over; then it is read, and the evaluation prepared.
    handed_in(by=cast.umi, need=the_need(key), kind=ProposalKind.SOLUTION)
    sealed = michi.visit(f"{need}/proposals").shoot("officer-8-sealed").words
    assert "AIカメラ" not in sealed and "あてはまる提案はありません" not in sealed
    close_call(site, key)
    assert "港計測株式会社" in michi.visit(f"{need}/proposals").shoot("officer-9-opened").words
    michi.follow("AIカメラによる交通量の自動計測").shoot("officer-10-proposal")
    michi.visit("/evaluation/").follow(TITLE).press("評価者に招く", 評価者のメールアドレス="kaji@city.example")
    assert "梶 渡" in michi.shoot("officer-11-evaluation").words
    assert "個別評価の期限を決めてください 評価者の返事を待っています" in michi.words
    assert [michi.complaints, mori.complaints] == [[], []]
