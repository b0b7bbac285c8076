"""The pages of working groups, as people at their screens meet them."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from hack import clock, db
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.workgroups.actions import edit_meeting, keep_minutes, leave, move_workgroup, publish_summary, write_charter
from hack.workgroups.models import Meeting, Resolution, Workgroup
from tests.cast import a_need, a_proposal, a_seed
from tests.workgroups.words import WORDS, a_meeting, a_suggestion, a_workgroup, names_in

RECRUITING = WorkgroupStep.RECRUITING


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _only(kind=Workgroup):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()


def _posted(browser, path, **answers):
    return browser.client.post(path, data=browser.questions | answers).status_code


def test_a_coordinator_opens_a_group_with_ticked_proposals(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED)
    wanted = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW)
    unwanted = a_proposal(by=cast.riku, need=need, step=ProposalStep.REVIEW)
    a_proposal(by=cast.kita, need=need, title="まだ早い提案")

    page = browser_of(cast.mori).visit(f"/workgroups/new?need={need.key}")
    assert "まだ早い提案" not in page.main
    page.press(
        "ワーキンググループを開く", グループの名前="計測WG", 目的="場所を決める", 定員="5", 招く提案=[wanted.key]
    )

    workgroup = _only()
    assert (page.path, page.heading) == (f"/workgroups/{workgroup.key}", "計測WG")
    assert names_in(workgroup) == [cast.mori.name, cast.michi.name, cast.umi.name]
    assert (workgroup.capacity, workgroup.need.step) == (5, NeedStep.WORKING)
    db.session.expire_all()
    assert (wanted.step, unwanted.step) == (ProposalStep.INVITED, ProposalStep.REVIEW)


def test_opening_a_group_twice_opens_one(browser_of, cast):
    need = a_need(by=cast.michi)
    browser = browser_of(cast.mori).visit(f"/workgroups/new?need={need.key}")
    sent = browser.questions | {"purpose": "場所を決める"}

    answers = [browser.client.post(f"/workgroups/new?need={need.key}", data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].location == answers[1].location == f"/workgroups/{_only().key}"


@pytest.mark.parametrize("capacity", ["1", "51", "たくさん", "-3", "9" * 30])
def test_a_group_has_two_to_fifty_places(browser_of, cast, capacity):
    need = a_need(by=cast.michi)

    page = browser_of(cast.mori).visit(f"/workgroups/new?need={need.key}")
    page.press("ワーキンググループを開く", 目的="場所を決める", 定員=capacity)

    assert (page.status, page.questions["capacity"]) == (422, capacity)
    assert db.session.scalar(select(func.count()).select_from(Workgroup)) == 0


def test_a_group_comes_of_a_confirmed_suggestion_with_the_seeds_author(browser_of, cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)
    suggestion = a_suggestion(need, seed, fits=cast.michi)

    page = browser_of(cast.michi).visit(f"/workgroups/new?suggestion={suggestion.key}")
    assert seed.title in page.main
    page.press("ワーキンググループを開く", 目的="場所を決める")

    assert (_only().suggestion_id, names_in(_only())) == (suggestion.id, [cast.michi.name, cast.umi.name])


def test_an_unconfirmed_suggestion_is_refused_in_the_form(browser_of, cast):
    suggestion = a_suggestion(a_need(by=cast.michi), a_seed(by=cast.umi))

    page = browser_of(cast.mori).visit(f"/workgroups/new?suggestion={suggestion.key}")
    page.press("ワーキンググループを開く", 目的="場所を決める")

    assert page.status == 422 and "判断されていません" in page.main


@pytest.mark.parametrize("somebody", ["umi", "kan", None])
def test_a_suggestion_is_no_way_in_for_those_outside(browser_of, cast, somebody):
    suggestion = a_suggestion(a_need(by=cast.michi), a_seed(by=cast.umi), fits=cast.michi)
    browser = browser_of(getattr(cast, somebody) if somebody else None)

    here, nowhere = (browser.client.get(f"/workgroups/new?suggestion={key}") for key in (suggestion.key, "z" * 12))

    assert here.status_code == nowhere.status_code != 200


def test_those_outside_see_title_purpose_and_capacity_of_a_recruiting_group_and_no_more(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, people=(cast.umi,))
    a_meeting(workgroup, by=cast.mori, title="第1回の会議")

    page = browser_of(cast.riku).visit(f"/workgroups/{workgroup.key}")

    assert (page.status, page.heading, page.buttons) == (200, WORDS["title"], ["参加する"])
    assert WORDS["purpose"] in page.main and "10人" in page.main
    hidden = (cast.umi.name, cast.michi.name, cast.minato.name, "第1回の会議", "構成員を募る")
    assert [words for words in hidden if words in page.main] == []


def test_who_read_an_earlier_charter_reads_the_new_one_and_then_joins(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.RECRUITING)
    with db.transaction():
        write_charter(workgroup, by=cast.mori, seen=0, goal="測り方を決める。")
    umi = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}")
    with db.transaction():
        write_charter(workgroup, by=cast.mori, seen=1, goal="場所も決める。")

    umi.press("参加する", 設置要綱を読みました="y")
    assert (umi.status, "場所も決める。" in umi.main, umi.questions.get("agreed")) == (422, True, None)

    umi.press("参加する", 設置要綱を読みました="y")
    assert (umi.status, "参加しました" in umi.words) == (200, True)


def test_a_proposer_joins_reads_the_inside_and_leaves_again(browser_of, cast):
    need = a_need(by=cast.michi)
    workgroup = a_workgroup(by=cast.mori, need=need, step=RECRUITING)
    proposal = a_proposal(by=cast.sora, need=need, step=ProposalStep.REVIEW)

    page = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}").press("参加する")
    assert cast.michi.name in page.main and "構成員" in page.main
    joined = _only().members[-1]
    assert joined.proposal_id == proposal.id
    page.press("グループから抜ける")

    assert names_in(_only()) == [cast.mori.name, cast.michi.name]


def test_pressing_join_twice_is_one_place_and_no_error(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)
    browser = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}")

    statuses = [_posted(browser, f"/workgroups/{workgroup.key}/join") for _ in range(2)]

    assert (statuses, _only().taken) == ([302, 302], 3)


def test_a_full_group_says_so_before_and_after_the_button(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, capacity=2)

    page = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}")
    assert "定員に達しています" in page.main
    page.press("参加する")

    assert (page.status, _only().taken) == (422, 2)
    assert "定員に達したため" in page.main


def test_after_the_last_day_for_joining_the_page_says_so(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, join_until=clock.today())
    with clock.stopped_at(clock.end_of(clock.today())):
        page = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}").press("参加する")

        assert page.status == 422 and "2026年5月12日の24時に締め切りました" in page.main


@pytest.mark.parametrize("step", [WorkgroupStep.FORMING, WorkgroupStep.ACTIVE])
@pytest.mark.parametrize("somebody", ["riku", "kaji", "midori", "kan", "ken", None])
@pytest.mark.parametrize("page", ["", "/edit", "/close", "/meetings/new"])
def test_a_group_that_is_closed_to_somebody_is_as_if_it_were_not_there(browser_of, cast, step, somebody, page):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=step)
    browser = browser_of(getattr(cast, somebody) if somebody else None)
    assert browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}{page}").status == 200

    here, nowhere = (browser.client.get(f"/workgroups/{key}{page}") for key in (workgroup.key, "z" * 12))

    assert here.status_code == nowhere.status_code
    assert here.status_code == 404 or somebody is None
    assert WORDS["title"] not in here.get_data(as_text=True)


def test_a_former_member_gets_the_same_answer_as_for_an_unknown_group(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    meeting = a_meeting(workgroup, by=cast.mori)
    pages = [f"/workgroups/{workgroup.key}", f"/workgroups/{workgroup.key}/meetings/{meeting.key}"]
    browser = browser_of(cast.umi)
    assert [browser.visit(path).status for path in pages] == [200, 200]

    with db.transaction():
        leave(workgroup, by=cast.umi)

    assert [browser.visit(path).status for path in pages] == [404, 404]


@pytest.mark.parametrize("deed", ["edit", "moves", "take-back", "close", "members"])
def test_a_member_of_a_company_reads_the_group_and_does_not_lead_it(browser_of, cast, deed):
    workgroup = a_workgroup(
        by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.SUMMARISING, people=(cast.umi,)
    )
    browser = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}")

    status = _posted(browser, f"/workgroups/{workgroup.key}/{deed}", name="dissolve", reason="x", title="x", report="x")

    assert (status, _only().step, _only().title) == (403, WorkgroupStep.SUMMARISING, WORDS["title"])


def test_a_coordinator_brings_somebody_in_by_the_address(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}")

    assert page.press("構成員に加える", 加える人のメールアドレス="nobody@city.example").status == 422
    assert "利用者は見つかりません" in page.main
    assert page.questions["email"] == "nobody@city.example"
    assert page.press("構成員に加える", 加える人のメールアドレス=" Kita@Campus.example ").status == 200
    assert names_in(_only())[-1] == cast.kita.name
    page.follow(f"{cast.kita.name}さんの役割を変える・外す")
    assert page.press("グループから外す").status == 422
    page.press("グループから外す", 外す理由="異動のため")

    assert cast.kita.name not in names_in(_only())


def test_a_meeting_is_called_for_japanese_hours(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    page = browser_of(cast.michi).visit(f"/workgroups/{workgroup.key}").follow("会議を開く")
    page.press("会議を開く", 会議の名前="第1回", 日付="2026-06-02", 始まり="14:00", 終わり="16:00", 場所="会議室1")

    meeting = _only(Meeting)
    assert (meeting.starts_at.isoformat(), meeting.ends_at.isoformat()) == (
        "2026-06-02T05:00:00+00:00",
        "2026-06-02T07:00:00+00:00",
    )
    assert "2026年6月2日(火) 14時00分" in page.main


def test_calling_a_meeting_twice_calls_one(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    path = f"/workgroups/{workgroup.key}/meetings/new"
    browser = browser_of(cast.mori).visit(path)
    sent = browser.questions | {"title": "第1回", "day": "2026-06-02", "begins": "14:00"}

    answers = [browser.client.post(path, data=sent) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert answers[0].location.endswith(f"/meetings/{_only(Meeting).key}")


@pytest.mark.parametrize(
    ("label", "answer", "says"),
    [
        ("日付", "0001-01-01", "2000年から2100年までの日付を入力してください。"),
        ("日付", "9999-12-31", "2000年から2100年までの日付を入力してください。"),
        ("日付", "あした", "日付を「2026-04-01」の形で入力してください。"),
        ("始まり", "25時", "時刻を「14:00」の形で入力してください。"),
        ("終わり", "13:00", "終わりの時刻は、始まりより後にしてください。"),
        ("会議の名前", "", "会議の名前を入力してください。"),
    ],
)
def test_a_meeting_that_cannot_be_is_asked_about(browser_of, cast, label, answer, says):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    typed = {"会議の名前": "第1回", "日付": "2026-06-02", "始まり": "14:00", "終わり": "16:00"} | {label: answer}

    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}/meetings/new").press("会議を開く", **typed)

    assert page.status == 422
    assert [link.get_text() for link in page.page.select(".summary a")] == [f"{label}: {says}"]
    assert db.session.scalar(select(func.count()).select_from(Meeting)) == 0


def test_a_changed_meeting_shows_the_others_words_beside_what_was_typed(browser_of, cast):
    meeting = a_meeting(a_workgroup(by=cast.mori, need=a_need(by=cast.michi)), by=cast.mori)
    page = browser_of(cast.michi).visit(f"/workgroups/{meeting.workgroup.key}/meetings/{meeting.key}/edit")
    with db.transaction():
        edit_meeting(meeting, by=cast.mori, seen=meeting.version, place="会議室9")

    page.press("保存する", 場所="会議室5")
    assert (page.status, page.questions["place"]) == (422, "会議室5")
    beside = page.page.find(id="beside").get_text(" ")
    assert "会議室9" in beside and "日付" not in beside
    page.press("保存する")

    assert _only(Meeting).place == "会議室5"


def test_minutes_written_by_two_lose_neither_ones_words(browser_of, cast):
    meeting = a_meeting(a_workgroup(by=cast.mori, need=a_need(by=cast.michi)), by=cast.mori)
    page = browser_of(cast.michi).visit(f"/workgroups/{meeting.workgroup.key}/meetings/{meeting.key}/minutes")
    with db.transaction():
        keep_minutes(meeting, by=cast.mori, minutes="森が書いた議事録", seen=meeting.version)

    page.press("保存する", 議事録="道野が書いた議事録", 決まったこと="2か所にする。")
    assert (page.status, page.questions["minutes"].strip()) == (422, "道野が書いた議事録")
    assert "森が書いた議事録" in page.page.find(id="beside").get_text(" ")
    assert _only(Meeting).minutes == "森が書いた議事録"
    page.press("保存する")

    assert (_only(Meeting).minutes, _only(Resolution).words) == ("道野が書いた議事録", "2か所にする。")


def test_what_was_decided_is_read_by_the_members(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    meeting = a_meeting(workgroup, by=cast.mori)
    with db.transaction():
        keep_minutes(meeting, by=cast.mori, minutes="場所を話した。", decisions="2か所にする。", seen=meeting.version)

    page = browser_of(cast.umi).visit(f"/workgroups/{workgroup.key}").follow("第1回")

    assert "2か所にする。" in page.main and "場所を話した。" in page.main
    assert "議事録を書く" not in page.links


def test_a_group_goes_its_way_by_its_buttons_and_ends_with_a_report(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}")

    for button in ("参加者を募る", "顔ぶれを決めて開催へ", "検討を始める", "取りまとめに入る"):
        page.press(button)
    page.follow("情報収集で終える")
    assert page.press("グループを閉じる").status == 422
    page.press("グループを閉じる", 結論="4回話し合いました。", 公開する要約の下書き="技術の見通しが得られました。")

    assert (page.status, _only().step) == (200, WorkgroupStep.INFORMED)
    assert "4回話し合いました。" in page.main


def test_a_group_that_is_not_summed_up_yet_cannot_be_closed(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.ACTIVE)

    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}/close")

    assert (page.buttons, "取りまとめの段階になってから" in page.main) == ([], True)


def test_a_move_without_its_reason_and_one_that_came_too_late_are_said_on_the_page(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}")

    assert page.press("解散する").status == 422
    assert "理由を入力してください。" in page.main
    with db.transaction():
        move_workgroup(workgroup, "dissolve", by=cast.mori, reason="集まらなかった")
    page.press("参加者を募る")

    assert page.status == 422 and "ほかの人が先に進めた" in page.main


def test_a_wrong_move_is_taken_back_on_the_page(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)

    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}").press("取り消す", 取り消す理由="まだ早いため")

    assert (page.status, _only().step) == (200, WorkgroupStep.FORMING)


def test_a_group_is_edited_on_its_page(browser_of, cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}").follow("内容を直す")
    page.press("保存する", 定員="1")
    assert page.status == 422
    page.press("保存する", 定員="3", 参加の申込みの締切="2026-06-01")

    assert (_only().capacity, _only().join_until.isoformat()) == (3, "2026-06-01")


def test_lists_hold_what_each_may_see(browser_of, cast):
    need = a_need(by=cast.michi)
    a_workgroup(by=cast.mori, need=need, title="内輪のグループ", people=(cast.umi,))
    a_workgroup(by=cast.mori, need=need, title="募集中のグループ", step=RECRUITING)

    def titles(person, path):
        words = browser_of(person).visit(path).main
        return [title for title in ("内輪のグループ", "募集中のグループ") if title in words]

    both, open_one = ["内輪のグループ", "募集中のグループ"], ["募集中のグループ"]
    assert titles(cast.umi, "/workgroups/") == ["内輪のグループ"]
    assert titles(cast.riku, "/workgroups/") == []
    assert titles(cast.riku, "/workgroups/?show=open") == open_one
    assert titles(cast.riku, "/workgroups/?show=all&page=x") == []
    assert titles(cast.mori, "/workgroups/?show=all") == both
    assert titles(cast.riku, f"/needs/{need.key}/workgroups") == open_one
    assert titles(cast.michi, f"/needs/{need.key}/workgroups") == both
    assert titles(cast.kaji, f"/needs/{need.key}/workgroups") == titles(None, f"/needs/{need.key}/workgroups") == []


def test_everybody_reads_the_public_summary_and_nothing_else_of_a_group(browser_of, cast):
    need = a_need(by=cast.michi)
    workgroup = a_workgroup(by=cast.mori, need=need, purpose="内輪の目的", people=(cast.umi,))
    with db.transaction():
        workgroup.summary = "2か所で試すことになりました。"
        publish_summary(workgroup, by=cast.mori)

    page = browser_of(None).visit(f"/needs/{need.key}/workgroups")

    assert page.status == 200 and "2か所で試すことになりました。" in page.main
    assert [words for words in ("内輪の目的", cast.umi.name, workgroup.key) if words in page.page.decode()] == []


@pytest.mark.parametrize(
    ("somebody", "path"),
    [
        ("mori", "/workgroups/{group}"),
        ("umi", "/workgroups/{group}"),
        ("kita", "/workgroups/{open}"),
        ("mori", "/workgroups/?show=all"),
        ("michi", "/workgroups/"),
        ("umi", "/workgroups/?show=open"),
        ("mori", "/needs/{need}/workgroups"),
        ("mori", "/workgroups/new?need={need}"),
        ("mori", "/workgroups/new?suggestion={suggestion}"),
        ("mori", "/workgroups/{group}/edit"),
        ("mori", "/workgroups/{group}/close"),
        ("umi", "/workgroups/{group}/meetings/{meeting}"),
        ("mori", "/workgroups/{group}/meetings/{meeting}/edit"),
        ("mori", "/workgroups/{group}/meetings/{meeting}/minutes"),
    ],
)
def test_no_page_asks_the_database_more_than_twelve_times(browser_of, cast, somebody, path):
    need = a_need(by=cast.michi)
    for person in (cast.umi, cast.sora, cast.riku, cast.kita):
        a_proposal(by=person, need=need, step=ProposalStep.REVIEW)
        a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)
    people = (cast.umi, cast.sora, cast.riku, cast.kaji, cast.midori)
    group, open_one = (
        a_workgroup(by=cast.mori, need=need, people=people),
        a_workgroup(by=cast.mori, need=need, step=RECRUITING),
    )
    meeting = [a_meeting(group, by=cast.mori, title=f"第{n}回") for n in range(5)][0]
    suggestion = a_suggestion(need, a_seed(by=cast.umi), fits=cast.michi)
    keys = {"group": group, "open": open_one, "need": need, "meeting": meeting, "suggestion": suggestion}
    address = path.format(**{name: thing.key for name, thing in keys.items()})
    browser = browser_of(getattr(cast, somebody))
    asked = []
    engine = db.session.get_bind()
    db.session.remove()

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert browser.visit(address).status == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)

    assert len(asked) <= 12, "\n".join(asked)


def test_nobody_can_apply_until_a_day_that_is_over(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED)
    answers = {"グループの名前": "計測WG", "目的": "場所を決める", "定員": "5", "参加の申込みの締切": "2026-05-11"}

    page = browser_of(cast.mori).visit(f"/workgroups/new?need={need.key}").press("ワーキンググループを開く", **answers)

    assert page.status == 422
    assert "今日か、それより後の日を入力してください。" in page.main


def test_a_last_day_that_has_passed_meanwhile_hinders_no_other_change(browser_of, cast):
    yesterday = clock.today() - timedelta(days=1)
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), join_until=yesterday)

    page = browser_of(cast.mori).visit(f"/workgroups/{workgroup.key}/edit").press("保存する", 目的="数を決める")

    db.session.rollback()
    assert (page.status, workgroup.purpose, workgroup.join_until) == (200, "数を決める", yesterday)
