"""A case of Umi's is laid before the city's body, sent home once, ruled on, and comes to an agreement that everybody reads."""

from datetime import timedelta

from sqlalchemy import select

from hack import clock, db
from hack.deliberations.models import Sitting
from tests.browser import Browser
from tests.intake.words import S as Step
from tests.intake.words import a_case, an_inquiry


def test_from_a_case_through_the_body_to_an_agreement(app, cast, new_letters):
    umi, mori, michi, visitor = (Browser(app, one) for one in (cast.umi, cast.mori, cast.michi, None))
    case = a_case(by=cast.umi, mori=cast.mori, step=Step.CHECKING, title="橋の音を聞く")
    inquiry = an_inquiry(case, cast.roads, by=cast.mori)
    page = f"/front/cases/{case.key}"
    michi.visit(f"/front/inquiries/{inquiry.key}").press("回答する", 回答="一橋なら試せます。")
    new_letters()

    # Mori says which condition the case meets, and prepares the paper; what the case and the section said stands in it.
    mori.visit(page).follow("付議の条件を確かめる")
    mori.press("保存する", 先端技術="y", **{"「先端技術」の根拠": "音を機械で聞き分ける。"})
    assert mori.status == 200, mori.main
    mori.visit(page).follow("付議を準備する")
    assert mori.questions["replies"] == "道路局 企画課: 一橋なら試せます。"
    assert mori.questions["conditions"] == "先端技術: 音を機械で聞き分ける。"
    mori.press("付議書を作る", 選べる方針="一橋で試す。試さない。", 決めてほしいこと="一橋で試すこと。")
    assert (mori.status, "付議準備" in mori.main) == (200, True)
    paper = mori.path

    # There is a body and two sittings: one before, one after.
    mori.visit("/deliberations/bodies").follow("付議先を登録する").press(
        "登録する", 名前="横浜市DX推進本部", いつから="2021-05"
    )
    for day in (clock.today(), clock.today() + timedelta(days=30)):
        mori.visit("/deliberations/sittings/new").press("登録する", 会議の日=day.isoformat())
    db.session.rollback()
    first, second = db.session.scalars(select(Sitting).order_by(Sitting.held_on)).all()
    mori.visit(page).follow("付議する").press("付議する", どの会議=first.key)
    assert "方針待ち" in mori.main
    mori.visit(page).follow("持ち帰って準備し直す")
    mori.press("記録する", 方針="taken_home", 内容と理由="費用を確かめてから。")
    assert mori.status == 200, mori.main
    mori.follow("書き直す").press("保存する", 決めてほしいこと="費用は提案者が持ち、一橋で試すこと。")
    mori.follow("付議する").press("付議する", どの会議=second.key)
    told = new_letters()
    assert [one for one in told if one[0].startswith("paper_")] == [
        ("paper_ruled", "michi"),
        *[("paper_tabled", "michi")] * 2,
    ]
    assert {who for what, who in told if what == "case_moved"} == {"umi"}

    # A month later the body rules; Michi reads both, Umi nothing but the step.
    with clock.stopped_at(clock.now() + timedelta(days=30)):
        umi, mori, michi = (Browser(app, one) for one in (cast.umi, cast.mori, cast.michi))
        mori.visit(page).follow("方針を決める").press(
            "記録する", 方針="proceed", 内容と理由="一橋で試す。費用は提案者が持つこと。"
        )
        assert "方針決定" in mori.main

        # The condition was forgotten: Mori puts the record right, and the city's sections are told.
        new_letters()
        mori.follow("方針の記録を訂正する").press(
            "訂正する",
            方針="conditional",
            付ける条件="費用は提案者が持つこと。",
            内容と理由="一橋で試す。",
            訂正する理由="条件を書きもらした。",
        )
        assert new_letters() == [("ruling_corrected", "michi")]
        michi.visit(paper)
        assert "費用を確かめてから。" in michi.main and "費用は提案者が持つこと。" in michi.main
        assert "決めてほしいこと 一橋で試すこと。" in michi.follow("このとき付議した文").main
        assert umi.visit(paper).status == 404
        umi.visit(page)
        assert "方針決定" in umi.main and "費用" not in umi.main and "付議書" not in umi.main

        # It is worked out; the agreement waits for the condition, then it is agreed upon. The register leads to the case for those who may read it.
        mori.visit(page).press("実現に向けて調整する").visit(page)
        assert "確かめていない条件が1件ある" in mori.main and "協定等を結ぶ" not in mori.links
        mori.visit(paper).press("満たしたと記す", 満たしたこと="協定書の案の第4条。").visit(page).follow("協定等を結ぶ")
        mori.press(
            "協定を登録して案件を進める", 種類="pact", 目的="橋を守る。", 出典の文書名="協定書", 登録簿で公表する="y"
        )
        assert (mori.status, mori.heading) == (200, "「橋の音を聞く」に関する連携協定")
        assert "協定等締結" in umi.visit(page).main
        umi.follow("この案件から生まれた協定").follow("「橋の音を聞く」に関する連携協定")
        assert "共創フロントの案件" in umi.main
        visitor.visit("/agreements/?party=港計測").follow("「橋の音を聞く」に関する連携協定")
        assert "共創フロントの案件" not in visitor.main and case.number not in visitor.words
