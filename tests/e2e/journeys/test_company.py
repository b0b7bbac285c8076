"""The company: a letter leads to a need, a question to a proposal, and a proposal to a receipt; and silence when it is wanted."""

import re
from datetime import timedelta

import pytest

from hack import clock, db
from hack.needs.actions import publish_need
from hack.pipeline.need import NeedStep
from tests.cast import a_need, a_seed
from tests.e2e.journeys.journey import path_in, tomorrow_morning

pytestmark = pytest.mark.e2e

TITLE = "橋の点検を人手によらず行いたい"
SEED = "橋の傷みを写真から見つける"
PLAN = {
    "実証の内容と手順": "2つの橋で、目視の結果と比べる。",
    "効果の測り方": "点検にかかる日数。現状10日、目標5日。",
    "体制": "計測2人、分析1人。",
    "市に求めること": "点検の記録。",
    "費用": "機材の借上げに80万円。",
    "個人情報と安全への備え": "人の写った写真は消す。",
}


@pytest.fixture
def opened(site):
    """`opened()`: Michi opens the call for trials of a need."""
    need = a_need(by=site.cast.michi, title=TITLE, step=NeedStep.READY)
    a_need(by=site.cast.michi, title="街路樹の傷みを早く知りたい")
    a_seed(by=site.cast.umi, title=SEED)
    db.session.rollback()

    def open_call():
        today = clock.today()
        with db.transaction():
            publish_need(
                need, by=site.cast.michi, move="open_trials", opens_on=today, closes_on=today + timedelta(days=30)
            )

    return open_call


def test_a_letter_leads_to_a_question_a_proposal_and_a_receipt(site, screen_of, opened):
    umi = screen_of(site.cast.umi)

    # Umi follows the field, and the morning brings a letter.
    umi.visit("/needs/?field=roads").press("分野「道路・河川・下水道」をフォローする")
    opened()
    tomorrow_morning(site)
    letter = site.letter_to("umi@minato.example", "朝のまとめ")
    assert TITLE in letter
    umi.visit(path_in(site, letter, "/needs/")).shoot("company-1-need")
    need = umi.path

    # A question first; then a draft from a seed, worked out, with the price for the secretariat alone.
    umi.visit(f"{need}/questions").follow("質問する").press("質問を送る", 質問="橋の図面は借りられますか。")
    assert "回答待ち" in umi.shoot("company-2-question").words
    umi.visit(need).follow("このニーズに提案する").follow(SEED).press(
        "下書きを保存する", 提案の種類="ソリューション(実証の計画まで書く)"
    )
    proposal = umi.shoot("company-3-draft").path
    umi.follow("内容を直す").shoot("company-4-edit")
    umi.press("保存する", **(PLAN | {"「費用」を読む人": "事務局のみ"}))

    # A partner is asked; what is handed in is sealed with a sum, and may be changed until the last day.
    umi.follow("団体を招待する").press("招待を送る", 団体を選ぶ="丘データ合同会社", 担うこと="写真の分析")
    umi.visit(proposal).follow("添付ファイル").attach("ファイル", "実証の計画.pdf", b"%PDF-1.4 plan")
    umi.press("ファイルを置く", ファイルを読む人="所管課のみ(所管課・評価する人・事務局などが読みます)").shoot(
        "company-5-files"
    )
    umi.visit(proposal).follow("提案する").shoot("company-5-check")
    umi.press("提案する", 所管課が読む内容を確かめました="はい").shoot("company-6-receipt")
    assert "第1版" in umi.words and len(set(re.findall(r"\b[0-9a-f]{64}\b", umi.words))) == 2
    umi.visit(f"{proposal}/edit").press("保存する", 要約="写真から傷みを見つけ、図面に印を付ける。")
    umi.follow("確かめて提出する").press("差し替えて提出する", 所管課が読む内容を確かめました="はい")
    assert "第2版" in umi.words
    assert "80万円" not in screen_of(site.cast.michi).visit(proposal).words
    assert "80万円" in screen_of(site.cast.mori).visit(proposal).words
    assert "実証の計画.pdf" in screen_of(site.cast.michi).visit(proposal).words

    # It is copied for another need, and withdrawn from this one.
    umi.visit(proposal).follow("別のニーズに写す").press("下書きを作る", 写す先のニーズ="街路樹の傷みを早く知りたい")
    assert "未提出" in umi.words and SEED not in umi.path
    umi.visit(proposal).open("できる操作").press("辞退する", 理由="体制が組めなくなったため。").shoot(
        "company-7-withdrawn"
    )
    assert "辞退" in umi.words

    # One press ends the letters, and nobody has to sign in for it.
    visitor = screen_of().visit(path_in(site, letter, "/unsubscribe/")).shoot("company-8-stop")
    assert "お知らせを止めました" in visitor.press("このお知らせを止める").words
    assert "朝のまとめで" not in umi.visit("/following").shoot("company-9-following").chosen()
    assert [umi.complaints, visitor.complaints] == [[], []]


def test_a_table_of_windows_brings_seeds_but_for_the_row_that_is_wrong(site, screen_of):
    umi = screen_of(site.cast.umi).visit("/seeds/mine").follow("ファイルから登録する")
    table = "名称,分野,成熟度\n①髙所の点検機,道路・河川・下水道,実績あり\n下水の流量計,下水,実績あり\n"

    umi.attach("表のファイル", "種.csv", table.encode("cp932")).press("送って確かめる").shoot("company-10-table")
    assert "「下水」は選べません。" in umi.words
    umi.press("誤りのない行だけを登録する")

    assert "1件を下書きとして登録しました" in umi.words
    assert "①髙所の点検機" in umi.visit("/seeds/mine").words and "下水の流量計" not in umi.words
