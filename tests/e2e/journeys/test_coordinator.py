"""The coordinator: gives support, sees who holds the ball, and leads a working group to its end."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from tests.cast import a_need, a_proposal
from tests.e2e.journeys.journey import in_days, path_in
from tests.support.papers import a_support
from tests.workgroups.words import a_meeting, a_workgroup

pytestmark = pytest.mark.e2e


def test_a_request_is_taken_on_and_finished(site, screen_of):
    mori = screen_of(site.cast.mori)
    page = f"/support/{a_support(site.cast).key}"
    db.session.rollback()

    assert "窓口の待ち時間" in mori.visit("/desk").shoot("coordinator-1-desk").words
    mori.follow("窓口の待ち時間").shoot("coordinator-2-support").press("引き受ける").press("支援を始める")
    mori.open("記録を書き足す").press(
        "書き足す", **{"した日": in_days(0), "したこと": "窓口を見て回った。", "かけた時間(時間)": "1.5"}
    )
    mori.visit(page).follow("結果を書いて完了する").press("完了する", 結果="受付の順番を替える。")

    assert "受付の順番を替える。" in screen_of(site.cast.michi).visit(page).shoot("coordinator-3-done").words
    assert site.letter_to("michi@city.example", "支援が完了しました")


def test_the_board_says_who_holds_the_ball_of_a_consultation(site, screen_of):
    cast = site.cast
    mori, kaji = screen_of(cast.mori), screen_of(cast.kaji)
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=ProposalStep.REVIEW).key
    db.session.rollback()

    mori.visit(f"/proposals/{proposal}").follow("この提案の庁内合議").follow("合議を始める")
    mori.answer("個人情報の確認を依頼する", "はい")
    mori.open("個人情報の確認で、どの課に何を尋ねるか").press(
        "合議を始める",
        **{"個人情報: 確認する課": "道路局 河川企画課", "個人情報: 確認してほしいこと": "映像をどれだけ残してよいか。"},
    )
    whole = mori.path
    board = mori.visit("/desk?noun=check&whose=").shoot("coordinator-4-board").words
    assert "河川企画課" in board and "個人情報" in board
    kaji.visit(path_in(site, site.letter_to("kaji@city.example", "庁内合議")))
    kaji.press("確認を始める")
    kaji.open("条件を付けて了承する").shoot("coordinator-5-check").press(
        "条件を付けて了承する", 理由="映像は翌日までに消すこと。"
    )

    assert "映像は翌日までに消すこと。" in mori.visit(whole).shoot("coordinator-6-consultation").words
    assert "個人情報" not in mori.visit("/desk?noun=check").words


def test_a_group_is_led_from_its_charter_to_what_everybody_may_read(site, screen_of):
    cast = site.cast
    mori = screen_of(cast.mori)
    need = a_need(by=cast.michi, title="除雪車の位置を知りたい")
    group = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.ACTIVE, people=(cast.umi,))
    meeting = a_meeting(group, by=cast.mori, starts_at=clock.now() - timedelta(hours=3))
    page, meeting_page = f"/workgroups/{group.key}", f"/workgroups/{group.key}/meetings/{meeting.key}"
    need_page = f"/needs/{need.key}"
    db.session.rollback()

    # What the group promises, what it talks about, who came, what was said and decided.
    mori.visit(f"{page}/charter").follow("設置要綱を書く").press(
        "保存する", 目的="位置の集め方を決める。", 守秘="グループの中だけにとどめる。"
    )
    mori.shoot("coordinator-7-charter").visit(f"{meeting_page}/agenda")
    mori.main.get_by_label("議題", exact=True).first.fill("課題の確認")
    mori.press("保存する").follow("出席を記録する").press("記録する", **{"海野 凪(港計測株式会社)": "出席"})
    mori.visit(meeting_page).follow("議事録を書く").press(
        "保存する", 議事録="端末は十台から試す。", 決まったこと="端末は十台とする。"
    )
    mori.visit(meeting_page).follow("この会議から宿題を割り当てる").press(
        "割り当てる", すること="見積もりを出す", 担当="海野 凪(港計測株式会社)", 期限=in_days(7)
    )
    mori.visit(meeting_page).shoot("coordinator-8-meeting")
    mori.visit(f"{page}/talk").follow("話題を出す").press(
        "話題を出す", 話題="端末の置き場所", 発言="車内でよいですか。"
    )
    mori.shoot("coordinator-9-talk").visit(page).shoot("coordinator-10-group")

    # It ends with a report, with what the call should ask for, and with a summary for everybody.
    mori.press("取りまとめに入る").visit(f"{page}/requirements")
    mori.main.get_by_label("要件", exact=True).first.fill("位置の誤差が50m以内であること。")
    mori.press("保存する").follow("提案募集へ引き継ぐ").shoot("coordinator-11-close").press(
        "グループを閉じる",
        終わり方="提案募集へ引き継ぐ",
        結論="端末で位置が分かることを確かめた。",
        公開する要約の下書き="除雪車の位置の集め方を話し合いました。",
    )
    mori.visit(f"{page}/summary").press("この内容で公開する").shoot("coordinator-12-summary")
    public = screen_of().visit(f"{need_page}/workgroups").shoot("coordinator-13-public").words
    assert "除雪車の位置の集め方を話し合いました。" in public and "端末で位置が" not in public
    umi = screen_of(cast.umi).visit(page).words
    assert "端末で位置が分かることを確かめた。" in umi and "位置の誤差が50m以内であること。" in umi
    assert mori.complaints == []
