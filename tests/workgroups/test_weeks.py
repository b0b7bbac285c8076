"""What is done in a group every week: charter, parts, attendance, agenda, decisions, tasks, talk."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.notices.models import Letter
from hack.outbox import EventRecord
from hack.pipeline.workgroup import WorkgroupStep
from hack.policy import can
from hack.workgroups.actions import (
    add_member,
    announce,
    assign_duty,
    confirm_charter,
    correct,
    edit_agenda,
    edit_task,
    give_task,
    join,
    keep_attendance,
    keep_minutes,
    keep_requirements,
    leave,
    make_resolution,
    open_discussion,
    publish_summary,
    remove_member,
    say,
    set_state,
    withdraw,
    withdraw_summary,
    write_charter,
)
from hack.workgroups.models import Duty, Member, Post, Presence, Resolution, Side, TaskState, Weight
from hack.workgroups.queries import (
    attendances_at,
    charter_of,
    last_confirmed,
    one_task,
    own_tasks,
    public_summaries,
    requirements_of,
    to_confirm,
)
from tests.cast import a_need
from tests.together import together
from tests.workgroups.words import TWO, a_meeting, a_workgroup, names_in

CHARTER = {"goal": "測り方を決める。", "secrecy": "資料は外に出さない。"}


@pytest.fixture
def group(cast):
    """A group at work of Mori, Michi and Umi."""
    return a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.ACTIVE, people=(cast.umi,))


def do(deed, *args, **answers):
    with db.transaction():
        return deed(*args, **answers)


def place(group, person):
    db.session.expire(group)
    return next(one for one in group.members if one.user_id == person.id)


def test_a_changed_charter_is_confirmed_again_and_what_was_confirmed_stays_to_be_read(cast, group):
    first = do(write_charter, group, by=cast.mori, seen=0, **CHARTER)
    do(confirm_charter, group, by=cast.umi, version=1)
    assert (to_confirm(group, cast.umi), to_confirm(group, cast.michi)) == (None, first)

    second = do(write_charter, group, by=cast.mori, seen=1, **CHARTER | {"goal": "場所も決める。"})

    assert (to_confirm(group, cast.umi), charter_of(group, 1).goal) == (second, CHARTER["goal"])
    told = {one.member_id: one.charter.version for one in last_confirmed(group).values()}
    assert told == {place(group, cast.mori).id: 2, place(group, cast.umi).id: 1}
    with pytest.raises(Overtaken, match="設置要綱が変わりました"):
        do(confirm_charter, group, by=cast.umi, version=1)


def test_of_two_who_write_the_charter_at_once_one_is_told(cast, group):
    do(write_charter, group, by=cast.mori, seen=0, **CHARTER)

    with pytest.raises(Overtaken):
        do(write_charter, group, by=cast.mori, seen=0, **CHARTER | {"goal": "別の目的"})

    assert charter_of(group).goal == CHARTER["goal"]


def test_who_joins_confirms_the_charter_as_it_is(cast):
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.RECRUITING)
    do(write_charter, group, by=cast.mori, seen=0, **CHARTER)
    for confirmed in (None, 0, 2):
        with pytest.raises(RuleBroken, match="設置要綱を読んで"):
            do(join, group, by=cast.umi, confirmed=confirmed)
    assert group.taken == 2

    member = do(join, group, by=cast.umi, confirmed=1)

    assert last_confirmed(group)[member.id].charter.version == 1


def test_a_field_partner_is_a_side_of_its_own_and_no_part_of_the_city(cast, group):
    do(add_member, group, cast.kaji, by=cast.mori, duty=Duty.FIELD)
    partner = place(group, cast.kaji)
    assert (partner.side, partner.duty, can(cast.kaji, "meeting.call", group)) == (Side.FIELD, Duty.FIELD, False)

    do(assign_duty, partner, Duty.MEMBER, by=cast.mori)

    partner = place(group, cast.kaji)
    assert (partner.side, can(cast.kaji, "meeting.call", group)) == (Side.CITY, True)


def test_a_chair_from_outside_calls_meetings_and_keeps_minutes(cast, group):
    assert not can(cast.umi, "meeting.call", group)

    do(assign_duty, place(group, cast.umi), Duty.CHAIR, by=cast.mori)
    db.session.expire(group)

    assert can(cast.umi, "meeting.call", group) and not can(cast.umi, "workgroup.edit", group)
    with pytest.raises(NotAllowed):
        do(assign_duty, place(group, cast.umi), Duty.VICE, by=cast.umi)


def test_who_is_taken_out_is_so_with_a_reason(cast, group):
    member = place(group, cast.umi)
    with pytest.raises(RuleBroken, match="理由"):
        do(remove_member, member, by=cast.mori, reason=" ")

    do(remove_member, member, by=cast.mori, reason="異動のため")

    assert (names_in(group), member.left_because) == ([cast.mori.name, cast.michi.name], "異動のため")


def test_attendance_is_announced_beforehand_and_kept_afterwards(cast, group):
    meeting = a_meeting(group, by=cast.mori)
    do(announce, meeting, by=cast.umi, presence=Presence.PRESENT)
    with pytest.raises(RuleBroken, match="代理の方の名前"):
        do(announce, meeting, by=cast.umi, presence=Presence.DEPUTY)
    for _ in range(2):
        do(announce, meeting, by=cast.umi, presence=Presence.DEPUTY, deputy="空閑")
    umi = place(group, cast.umi).id
    with pytest.raises(RuleBroken, match="始まってから"):
        do(keep_attendance, meeting, by=cast.mori, came={umi: Presence.PRESENT})

    with clock.stopped_at(TWO):
        do(keep_attendance, meeting, by=cast.mori, came={umi: Presence.PRESENT})
        with pytest.raises(Overtaken, match="時刻を過ぎて"):
            do(announce, meeting, by=cast.umi, presence=Presence.ABSENT)

        do(keep_attendance, meeting, by=cast.mori, came={umi: Presence.PRESENT})

    told = db.session.scalars(select(EventRecord.name).where(EventRecord.name.startswith("Attendance")))
    assert sorted(told) == ["AttendanceAnnounced", "AttendanceAnnounced", "AttendanceKept"]
    row = attendances_at(meeting)[umi]
    assert (row.announced, row.deputy, row.kept) == (Presence.DEPUTY, "空閑", Presence.PRESENT)
    with pytest.raises(NotAllowed):
        do(announce, meeting, by=cast.riku, presence=Presence.PRESENT)


def test_an_agenda_has_its_order_and_is_not_overwritten(cast, group):
    meeting = a_meeting(group, by=cast.mori)
    seen, items = meeting.version, [("場所", "道野", 20), ("費用", "", None)]
    do(edit_agenda, meeting, by=cast.mori, seen=seen, items=items)
    assert [(one.place, one.title) for one in meeting.items] == [(1, "場所"), (2, "費用")]

    with pytest.raises(Overtaken):
        do(edit_agenda, meeting, by=cast.michi, seen=seen, items=[("別の議題", "", None)])

    assert [(one.title, one.who, one.minutes) for one in meeting.items] == items


def test_decisions_are_numbered_once_and_give_way_to_later_ones(cast, group):
    meeting = a_meeting(group, by=cast.mori)
    for _ in range(2):
        do(keep_minutes, meeting, by=cast.mori, minutes="話した。", decisions="・2か所にする。\n\n・5月から")
    first = db.session.scalars(select(Resolution).where(Resolution.number == 1)).one()

    third = do(make_resolution, group, by=cast.mori, words="3か所", decided_on=clock.today(), instead_of=first)

    rows = db.session.scalars(select(Resolution).order_by(Resolution.number)).all()
    assert [(one.number, one.words, one.superseded_by_id) for one in rows] == [
        (1, "2か所にする。", third.id),
        (2, "5月から", None),
        (3, "3か所", None),
    ]
    with pytest.raises(Overtaken, match="置き換えられて"):
        do(make_resolution, group, by=cast.mori, words="4か所", decided_on=clock.today(), instead_of=first)
    with pytest.raises(NotAllowed):
        do(make_resolution, group, by=cast.umi, words="5か所", decided_on=clock.today())


@pytest.mark.parametrize(
    ("decisions", "says"), [("\n".join(f"決定{n}" for n in range(51)), "50件まで"), ("長" * 1001, "1000字以内")]
)
def test_minutes_keep_no_more_decisions_than_a_page_can_show(cast, group, decisions, says):
    meeting = a_meeting(group, by=cast.mori)

    with pytest.raises(RuleBroken, match=says) as refusal:
        do(keep_minutes, meeting, by=cast.mori, minutes="話した。", decisions=decisions)

    assert refusal.value.field == "decisions"


def test_no_more_comes_of_one_meeting_than_its_page_shows(cast, group):
    meeting, other = a_meeting(group, by=cast.mori), a_meeting(group, by=cast.mori)
    words = "\n".join(f"決定{n}" for n in range(50))
    do(keep_minutes, meeting, by=cast.mori, minutes="話した。", decisions=words)
    owner = place(group, cast.umi)
    for _ in range(50):
        do(give_task, group, by=cast.mori, title="見積もり", owner=owner, meeting=meeting)

    with pytest.raises(RuleBroken, match="50件まで") as one_more:
        do(make_resolution, group, by=cast.mori, words="x", decided_on=clock.today(), meeting=meeting)
    with pytest.raises(RuleBroken, match="50件まで") as another:
        do(give_task, group, by=cast.mori, title="x", owner=owner, meeting=meeting)

    assert one_more.value.field == another.value.field == "meeting"
    do(make_resolution, group, by=cast.mori, words="x", decided_on=clock.today(), meeting=other)
    do(give_task, group, by=cast.mori, title="x", owner=owner)


def test_decisions_made_at_once_have_numbers_of_their_own(cast, group):
    number, mori = group.id, cast.mori.id

    def deed():
        by = db.session.get_one(type(cast.mori), mori)
        with clock.stopped_at(TWO):
            make_resolution(db.session.get_one(type(group), number), by=by, words="決めた", decided_on=date(2026, 5, 1))

    assert together(8, deed) == ["done"] * 8
    assert sorted(db.session.scalars(select(Resolution.number))) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_a_task_is_overdue_until_it_is_done(cast, group):
    task = do(give_task, group, by=cast.michi, title="見積もり", owner=place(group, cast.umi), due_on=clock.today())
    assert not task.overdue

    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert task.overdue
        do(set_state, task, TaskState.DONE, by=cast.umi, seen=task.version)
        assert not task.overdue
    assert db.session.scalars(own_tasks(cast.umi)).all() == []
    assert db.session.scalars(own_tasks(cast.umi, open_only=False)).all() == [task]


def test_only_the_owner_the_giver_and_those_who_run_the_group_change_a_task(cast, group):
    do(add_member, group, cast.kita, by=cast.mori)
    task = do(give_task, group, by=cast.umi, title="見積もり", owner=place(group, cast.umi))

    with pytest.raises(NotAllowed):
        do(set_state, task, TaskState.DROPPED, by=cast.kita)
    with pytest.raises(NotAllowed):
        do(give_task, group, by=cast.riku, title="x", owner=place(group, cast.umi))
    do(
        edit_task,
        task,
        by=cast.michi,
        seen=task.version,
        title="図面",
        owner=place(group, cast.kita),
        due_on=None,
        details="",
    )

    assert (task.title, task.owner.user) == ("図面", cast.kita)


def test_a_former_member_sees_nothing_of_what_comes_after(cast, group):
    task = do(give_task, group, by=cast.michi, title="見積もり", owner=place(group, cast.umi))
    do(leave, group, by=cast.umi)

    assert one_task(group.key, task.key, cast.umi) is None
    assert db.session.scalars(own_tasks(cast.umi)).all() == []
    with pytest.raises(RuleBroken, match="いまの構成員"):
        do(give_task, group, by=cast.michi, title="x", owner=db.session.get_one(Member, task.owner_id))


def test_words_are_put_right_for_fifteen_minutes_and_withdrawn_words_leave_a_trace(cast, group):
    about = do(open_discussion, group, by=cast.umi, subject="場所", words="どこですか。")
    first = db.session.scalars(select(Post)).one()
    do(correct, first, by=cast.umi, words="どこで測りますか。", seen=first.version)
    with pytest.raises(NotAllowed):
        do(correct, first, by=cast.michi, words="別の言葉")
    with clock.stopped_at(clock.now() + timedelta(minutes=15)), pytest.raises(RuleBroken, match="15分以内"):
        do(correct, first, by=cast.umi, words="遅い")
    do(say, about, by=cast.michi, words="4か所です。")

    for _ in range(2):
        do(withdraw, first, by=cast.mori)

    assert (first.words, first.withdrawn_by, about.posts_count) == ("", cast.mori, 2)
    with pytest.raises(NotAllowed):
        do(say, about, by=cast.riku, words="入れてください。")


def test_a_subject_is_written_about_once(app, browser_of, cast):
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    page = browser_of(cast.umi).visit(f"/workgroups/{group.key}/talk/new")
    page.press("話題を出す", 話題="場所", 発言="どこですか。")
    for words in ("4か所です。", "分かりました。"):
        page.press("発言する", 発言=words)

    assert "分かりました。" in page.main
    db.session.rollback()
    written = db.session.execute(select(Letter.occasion, Letter.address).order_by(Letter.address)).all()
    assert [tuple(one) for one in written if one.occasion == "discussion_opened"] == [
        ("discussion_opened", cast.michi.email),
        ("discussion_opened", cast.mori.email),
    ]


def test_a_summary_is_public_from_the_press_on_and_as_it_was_then(cast, group):
    need = group.need
    do(setattr, group, "summary", "2か所で試します。")
    assert public_summaries(need) == []
    do(publish_summary, group, by=cast.mori, seen=group.version)
    do(setattr, group, "summary", "まだ内緒です。")
    assert [one.shown for one in public_summaries(need)] == ["2か所で試します。"]

    do(withdraw_summary, group, by=cast.mori)

    assert (public_summaries(need), group.summary) == ([], "まだ内緒です。")
    with pytest.raises(NotAllowed):
        do(publish_summary, group, by=cast.michi)


def test_requirements_are_kept_as_a_list_and_not_overwritten(cast, group):
    seen = group.version
    do(
        keep_requirements,
        group,
        by=cast.mori,
        seen=seen,
        requirements=[("夜も測れる", Weight.MUST), ("安い", Weight.WISH)],
    )

    with pytest.raises(Overtaken):
        do(keep_requirements, group, by=cast.michi, seen=seen, requirements=[("別", Weight.MUST)])

    assert [(one.words, one.weight) for one in requirements_of(group)] == [
        ("夜も測れる", Weight.MUST),
        ("安い", Weight.WISH),
    ]
