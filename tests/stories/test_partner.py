"""Umi in a working group: the charter, a meeting, a task, the talk; then the closing report, and what the formal call asks for."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.workgroups.models import Workgroup
from tests.cast import a_need
from tests.workgroups.words import a_workgroup


@pytest.fixture
def group(cast):
    """A group that looks for members, without Umi."""
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED, title="除雪車の位置を知りたい")
    return a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.RECRUITING, title="除雪の見える化")


def test_from_the_charter_to_the_requirements_of_the_formal_call(app, cast, browser_of, new_letters, group):
    page, need, number = f"/workgroups/{group.key}", f"/needs/{group.need.key}", group.id
    umi, mori, michi = browser_of(cast.umi), browser_of(cast.mori), browser_of(cast.michi)
    riku, visitor = browser_of(cast.riku), browser_of(None)
    new_letters()

    # The charter comes first; who joins has read it, who was in before is asked to.
    mori.visit(page + "/charter/edit").press(
        "保存する", 目的="位置の集め方を決める。", 扱わないこと="業者の選定。", 守秘="持ち込んだ資料は外に出さない。"
    )
    assert mori.status == 200, mori.main
    assert new_letters() == [("charter_written", "michi")]
    assert umi.visit(page).press("参加する").status == 422
    umi.press("参加する", 設置要綱を読みました="y")
    assert umi.status == 200, umi.main
    assert {who for _, who in new_letters()} <= {"mori", "michi"}
    michi.visit(page + "/charter").press("読みました。守ります")
    mori.visit(page).press("顔ぶれを決めて開催へ")
    mori.press("検討を始める")
    assert riku.visit(page).status in (403, 404) and visitor.visit(page).status == 404
    new_letters()

    # A meeting: who comes, what is on, what was said and decided. Only the members learn of it.
    mori.visit(page + "/meetings/new").press(
        "会議を開く", 会議の名前="第1回", 日付="2026-05-20", 始まり="14:00", 場所="会議室5"
    )
    meeting = mori.path
    told = new_letters()
    assert {occasion for occasion, _ in told} == {"meeting_called"} and {who for _, who in told} == {"michi", "umi"}
    umi.visit(meeting).press("知らせる", 出欠="present")
    assert umi.status == 200, umi.main
    mori.visit(meeting + "/agenda").press("保存する", 議題="場所")
    with clock.stopped_at(clock.now() + timedelta(days=9)):
        browser_of(cast.michi).visit(meeting + "/minutes").press(
            "保存する", 議事録="十台から試す。", 決まったこと="端末は十台とする。"
        )
    assert "端末は十台とする。" in umi.visit(page + "/resolutions").main
    assert all(one.visit(meeting).status in (403, 404) for one in (riku, visitor))
    new_letters()

    # A task for Umi, and the talk between the meetings.
    mori.visit(page + "/tasks/new").press(
        "渡す" if "渡す" in " ".join(mori.buttons) else mori.buttons[-1],
        すること="見積もりを出す",
        担当=next(one.key for one in _the(Workgroup, number).members if one.user_id == cast.umi.id),
        期限="2026-05-30",
    )
    assert mori.status == 200, mori.main
    assert new_letters() == [("task_given", "umi")]
    assert "見積もりを出す" in umi.visit("/workgroups/tasks").main
    umi.visit(page + "/talk/new").press("話題を出す", 話題="電源", 発言="電源はどこから取れますか。")
    talk = umi.path
    michi.visit(talk).press("発言する", 発言="車の電源が使えます。")
    assert "車の電源が使えます。" in umi.visit(talk).main
    assert new_letters() == [("discussion_opened", "michi"), ("discussion_opened", "mori")]
    assert riku.visit(talk).status in (403, 404)

    # What the call will ask for, the closing report, and a summary that everybody reads once it is published, not before.
    mori.visit(page).press("取りまとめに入る")
    requirements = michi.visit(page + "/requirements")
    sent = requirements.questions | {"rows-0-words": "位置を一分ごとに示す。", "rows-1-words": "雪の置き場も示す。"}
    requirements._read(requirements.client.post(page + "/requirements", data=sent, follow_redirects=True))
    assert requirements.status == 200 and "位置を一分ごとに示す。" in requirements.main
    mori.visit(page + "/close").press(
        "グループを閉じる",
        終わり方="hand_on",
        結論="十台なら試せる。",
        公開する要約の下書き="十台で試せることが分かりました。",
    )
    assert mori.status == 200, mori.main
    assert {who for _, who in new_letters()} == {"umi", "michi"}
    assert "十台なら試せる。" in umi.visit(page).main
    assert "十台で試せることが分かりました。" not in visitor.visit(need).words
    mori.visit(page + "/summary").press("公開")
    assert "十台で試せることが分かりました。" in visitor.visit(f"{need}/workgroups").words
    assert "十台なら試せる。" not in visitor.words
    assert umi.visit(talk).status == 200 and "発言する" not in umi.buttons

    # The requirements go into the formal call, in the section's own hands.
    michi.visit(page + "/requirements/for-call")
    assert "位置を一分ごとに示す。" in michi.main and "雪の置き場も示す。" in michi.main
    michi.visit(need + "/publish").press(
        "募集を始める",
        何を募集しますか="call_for_trials",
        募集の始まり="2026-05-12",
        募集の終わり="2026-07-31",
        評価の観点="位置を一分ごとに示すこと。雪の置き場も示すこと。",
    )
    assert michi.status == 200, michi.main
    assert "位置を一分ごとに示すこと。" in visitor.visit(need).main
    assert _the(Need, group.need_id).step is NeedStep.TRIALS_OPEN
    assert _the(Workgroup, number).step is WorkgroupStep.TO_CALL


def _the(kind, number):
    db.session.rollback()
    return db.session.get_one(kind, number)
