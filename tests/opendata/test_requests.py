"""Data that is asked for: who asks, who is asked, what comes of it, and what the clock does."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.opendata.actions import (
    Outcome,
    agree_to_show,
    answer_inquiry,
    ask_for_data,
    ask_sections,
    change_plan,
    decide,
    edit_request,
    move_request,
    remind_of_plan,
    show_answer,
    take_back_request,
    withdraw_inquiry,
)
from hack.opendata.models import DataInquiry
from hack.opendata.queries import (
    listed_requests,
    one_data_inquiry,
    one_datarequest,
    plans_due,
    shown_answers,
    totals,
)
from hack.opendata.rules import moves_open_to
from hack.opendata.words import Obstacle, Says
from hack.outbox import EventRecord
from hack.passages import last_passage
from hack.pipeline.datarequest import PATH, DataRequestStep
from hack.pipeline.dataset import DataSetStep
from hack.pipeline.inquiry import InquiryStep
from hack.working_days import working_day_after
from tests.opendata.words import WISH, a_dataset, a_request, answered, decided, due_day, inquired, shown

S = DataRequestStep


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _moves(person, request):
    return [move.name for move in moves_open_to(person, request)]


def _seen(person):
    return [one.number for one in db.session.scalars(listed_requests(person)).unique()]


def _events():
    return [one.name for one in db.session.scalars(select(EventRecord).order_by(EventRecord.id))]


def test_requests_are_counted_within_the_fiscal_year(cast):
    numbers = [a_request(by=one).number for one in (cast.umi, cast.riku)]
    with clock.stopped_at(clock.start_of(date(2027, 4, 1))):
        numbers.append(a_request(by=cast.umi).number)

    assert numbers == ["D-2026-0001", "D-2026-0002", "D-2027-0001"]


def test_only_people_of_active_organisations_ask_for_data(cast):
    for person in (cast.mori, cast.michi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            ask_for_data(by=person, **WISH)


def test_the_desk_has_five_working_days_to_begin(cast):
    assert a_request(by=cast.umi).due_on == date(2026, 5, 19)


def test_a_request_is_seen_by_its_organisation_the_desk_and_the_sections_asked(cast):
    request = a_request(by=cast.umi)
    before = {one.name: _seen(one) for one in cast.people}
    inquired(request, cast, cast.rivers)

    assert {name for name, seen in before.items() if seen} == {cast.umi.name, cast.sora.name, cast.mori.name}
    assert [one.name for one in cast.people if _seen(one)] == [
        one.name for one in (cast.mori, cast.kaji, cast.umi, cast.sora)
    ]
    assert [one_datarequest(request.key, one) for one in (cast.riku, cast.michi, cast.ken, cast.kan)] == [None] * 4


def test_it_may_be_rewritten_until_a_section_is_asked(cast):
    request = a_request(by=cast.umi)
    with db.transaction():
        edit_request(request, by=cast.sora, seen=request.version, title="交通量")
    with pytest.raises(Overtaken):
        edit_request(request, by=cast.umi, seen=1, title="ほかの題")
    with pytest.raises(NotAllowed):
        edit_request(request, by=cast.riku, seen=request.version, title="ほかの題")
    inquired(request, cast)

    with pytest.raises(Overtaken, match="書き換えられません"):
        edit_request(request, by=cast.umi, seen=request.version, title="ほかの題")
    assert request.title == "交通量"


def test_sections_are_asked_until_a_working_day(cast):
    request = a_request(by=cast.umi)
    facts = {"by": cast.mori, "question": "ありますか。", "sections": [cast.roads]}
    with pytest.raises(RuleBroken, match="課を選んで"):
        ask_sections(request, due_on=due_day(), **(facts | {"sections": []}))
    with pytest.raises(NotAllowed):
        ask_sections(request, due_on=due_day(), **(facts | {"by": cast.michi}))

    inquired(request, cast, cast.roads, cast.rivers)

    assert (request.step, request.due_on, request.inquiries) == (S.ASKED, due_day(), 2)
    with pytest.raises(RuleBroken, match="道路局 企画課には、もう照会しています"):
        ask_sections(request, due_on=due_day(), **facts)


def test_no_more_sections_are_asked_than_there_is_room_for(cast):
    request = a_request(by=cast.umi)
    with db.transaction():
        request.inquiries = 9

    with pytest.raises(RuleBroken, match="10回まで"):
        inquired(request, cast, cast.roads, cast.rivers)
    db.session.rollback()
    assert request.step is S.RECEIVED


def test_the_last_answer_takes_the_request_on(cast):
    request = a_request(by=cast.umi)
    first, second = inquired(request, cast, cast.roads, cast.rivers)
    with db.transaction():
        answer_inquiry(first, by=cast.michi, says=Says.NOT_HERE, remark="ありません。")
    assert request.step is S.ASKED
    with pytest.raises(NotAllowed):
        answer_inquiry(second, by=cast.michi, says=Says.CAN, remark="よその課の分")
    with pytest.raises(Overtaken):
        answer_inquiry(first, by=cast.michi, says=Says.CAN, remark="もう一度")

    with db.transaction():
        answer_inquiry(second, by=cast.kaji, says=Says.CAN, remark="あります。")

    assert (request.step, request.due_on) == (S.ANSWERED, working_day_after(clock.today(), 5))
    assert one_data_inquiry(second.key, cast.michi) is None and one_data_inquiry(second.key, cast.umi) is None


def test_a_single_answer_takes_it_on_whatever_was_read_before(cast):
    request = a_request(by=cast.umi)
    inquired(request, cast)
    db.session.expire_all()
    (inquiry,) = db.session.scalars(select(DataInquiry)).all()
    with db.transaction():
        answer_inquiry(inquiry, by=cast.michi, says=Says.CAN, remark="あります。")

    assert request.step is S.ANSWERED


def test_an_answered_request_may_be_asked_about_once_more(cast):
    request = answered(a_request(by=cast.umi), cast)
    inquired(request, cast, cast.roads, cast.resources)

    assert request.step is S.ASKED and request.inquiries == 3


def test_what_is_published_is_a_data_set_of_the_catalogue(cast):
    request = answered(a_request(by=cast.umi), cast)
    for dataset in (None, a_dataset(cast, step=DataSetStep.DRAFT)):
        with pytest.raises(RuleBroken, match="カタログに公開されている"):
            decide(request, Outcome("publish", "公開しました。", dataset=dataset), by=cast.mori)
    dataset = a_dataset(cast)

    decided(request, "publish", cast, dataset=dataset)

    assert (request.step, request.dataset_id, request.due_on) == (S.PUBLISHED, dataset.id, None)
    assert totals() == (1, 1, 1)
    with pytest.raises(Overtaken):
        decide(request, Outcome("refuse", "やはり", obstacle=Obstacle.COST), by=cast.mori)


def test_data_is_promised_for_a_day_to_come_and_the_day_may_change(cast):
    request = answered(a_request(by=cast.umi), cast)
    for day in (None, clock.today(), clock.today() + timedelta(days=2000)):
        with pytest.raises(RuleBroken) as refused:
            decide(request, Outcome("plan", "公開します。", planned_on=day), by=cast.mori)
        assert refused.value.field == "planned_on"
    day = clock.today() + timedelta(days=30)
    decided(request, "plan", cast, planned_on=day)
    assert (request.step, request.due_on) == (S.PLANNED, day)

    with db.transaction():
        change_plan(request, by=cast.mori, planned_on=day + timedelta(days=30), told="延びます。", seen=request.version)

    assert (request.planned_on, request.due_on, request.told) == (day + timedelta(days=30),) * 2 + ("延びます。",)
    with pytest.raises(NotAllowed):
        change_plan(request, by=cast.umi, planned_on=day, told="早く", seen=request.version)
    decided(request, "publish", cast, dataset=a_dataset(cast))
    with pytest.raises(Overtaken):
        change_plan(request, by=cast.mori, planned_on=day, told="早く", seen=request.version)


def test_a_refusal_owes_its_kind_and_its_words(cast):
    request = answered(a_request(by=cast.umi), cast)
    with pytest.raises(RuleBroken, match="理由を選んで"):
        decide(request, Outcome("refuse", "出せません。"), by=cast.mori)
    with pytest.raises(RuleBroken, match="伝える内容"):
        decide(request, Outcome("refuse", " ", obstacle=Obstacle.PERSONAL), by=cast.mori)

    decided(request, "refuse", cast, told="個人が分かるため。", obstacle=Obstacle.PERSONAL)

    assert (request.step, request.obstacle, request.told) == (S.REFUSED, Obstacle.PERSONAL, "個人が分かるため。")
    with pytest.raises(IntegrityError), db.transaction():
        request.told = ""


def test_an_answer_taken_back_is_told_no_more(cast):
    request = answered(a_request(by=cast.umi, open_to_all=True), cast)
    shown(decided(request, "refuse", cast, obstacle=Obstacle.COST), cast)
    with db.transaction():
        take_back_request(request, by=cast.mori, reason="取り違え")

    assert (request.step, request.told, request.obstacle, request.shown) == (S.ANSWERED, "", None, False)
    assert request.due_on == working_day_after(clock.today(), 5)
    with pytest.raises(NotAllowed):
        take_back_request(request, by=cast.umi, reason="取り違え")


def test_a_withdrawn_request_waits_for_nobody_and_its_return_waits_again(cast):
    request = a_request(by=cast.umi)
    (inquiry,) = inquired(request, cast)
    with db.transaction():
        move_request(request, "withdraw", by=cast.sora, reason="いらなくなった")
    assert (request.step, request.due_on, inquiry.open) == (S.WITHDRAWN, None, False)
    with pytest.raises(Overtaken):
        answer_inquiry(inquiry, by=cast.michi, says=Says.CAN, remark="あります。")

    with db.transaction():
        take_back_request(request, by=cast.mori, reason="電話で取り消された")

    db.session.expire_all()
    assert (request.step, request.due_on, inquiry.open) == (S.ASKED, due_day(), True)


def test_what_a_silent_section_was_asked_is_taken_back_and_the_request_goes_on(cast):
    request = a_request(by=cast.umi)
    first, second, third = inquired(request, cast, cast.roads, cast.rivers, cast.resources)
    for by, how in ((cast.kaji, NotAllowed), (cast.umi, NotAllowed), (cast.mori, RuleBroken)):
        with pytest.raises(how), db.transaction():
            withdraw_inquiry(second, by=by, reason=" ")
    with db.transaction():
        withdraw_inquiry(third, by=cast.mori, reason="課を間違えたため。")
    assert (request.step, third.step, third.open) == (S.ASKED, InquiryStep.WITHDRAWN, False)
    with db.transaction():
        answer_inquiry(first, by=cast.michi, says=Says.CAN, remark="あります。")
    with db.transaction():
        withdraw_inquiry(second, by=cast.mori, reason="回答がないため。")

    assert (request.step, last_passage(request).move, last_passage(request).reason) == (S.ANSWERED, "go_on", "")
    assert (last_passage(second).move, last_passage(second).reason) == ("withdraw", "回答がないため。")
    with pytest.raises(Overtaken), db.transaction():
        answer_inquiry(second, by=cast.kaji, says=Says.CAN, remark="あります。")


def test_where_no_section_answers_the_desk_decides_or_asks_others(cast):
    request = a_request(by=cast.umi)
    (inquiry,) = inquired(request, cast)
    with db.transaction():
        withdraw_inquiry(inquiry, by=cast.mori, reason="回答がないため。")

    assert (request.step, last_passage(request).move) == (S.RECEIVED, "give_up")
    assert request.due_on == working_day_after(clock.today(), 5)
    inquired(request, cast, cast.roads)
    assert request.step is S.ASKED


def test_the_last_day_of_a_request_is_that_of_those_who_are_still_waited_for(cast):
    request = a_request(by=cast.umi)
    (longer,) = inquired(request, cast)
    soon = working_day_after(clock.today(), 3)
    with db.transaction():
        ask_sections(request, by=cast.mori, sections=[cast.rivers], question="ありますか。", due_on=soon)
    assert request.due_on == due_day()

    with db.transaction():
        withdraw_inquiry(longer, by=cast.mori, reason="課を間違えたため。")
    assert (request.step, request.due_on) == (S.ASKED, soon)


def test_what_was_promised_stands_again_when_the_end_of_the_request_is_taken_back(cast):
    request = answered(a_request(by=cast.umi, open_to_all=True), cast)
    decided(request, "plan", cast, planned_on=date(2026, 9, 1), told="9月に公開します。")
    for move, by in (("withdraw", cast.umi), ("close", cast.mori)):
        with db.transaction():
            move_request(request, move, by=by, reason="いらなくなった")
        with db.transaction():
            take_back_request(request, by=cast.mori, reason="電話で取り消された")

        assert (request.step, request.told, request.planned_on) == (S.PLANNED, "9月に公開します。", date(2026, 9, 1))


def test_an_answer_is_read_no_more_when_its_request_ends_without_it(cast):
    for move, by in (("withdraw", cast.umi), ("close", cast.mori)):
        request = answered(a_request(by=cast.umi, open_to_all=True), cast)
        shown(decided(request, "plan", cast, planned_on=date(2026, 9, 1)), cast)
        with db.transaction():
            move_request(request, move, by=by, reason="いらなくなった")

        assert (request.shown, list(db.session.scalars(shown_answers()))) == (False, [])
        assert _events()[-2:] == ["DataRequestMoved", "DataAnswerHidden"]


def test_the_moves_of_each_side(cast):
    request = a_request(by=cast.umi)
    desk = ["ask", "publish", "plan", "refuse", "close"]
    assert [_moves(one, request) for one in (cast.mori, cast.umi, cast.riku, cast.michi)] == [
        desk,
        ["withdraw"],
        [],
        [],
    ]
    inquired(request, cast)

    assert [_moves(one, request) for one in (cast.mori, cast.michi, cast.kaji)] == [
        ["go_on", "give_up", "close"],
        ["answer"],
        [],
    ]


def test_once_sections_have_answered_the_desk_is_waited_for_to_answer_and_not_to_ask_again():
    awaited = {step: move.wanted for step in S if (move := PATH.turn(step))}

    assert awaited == {
        S.RECEIVED: "所管課に照会する",
        S.ASKED: "照会に答える",
        S.ANSWERED: "依頼に答える",
        S.PLANNED: "依頼に答える",
    }


def test_question_and_answer_are_shown_with_consent_only_and_in_other_words(cast):
    request = answered(a_request(by=cast.umi), cast)
    decided(request, "refuse", cast, obstacle=Obstacle.COST)
    with pytest.raises(RuleBroken, match="同意していません"):
        shown(request, cast)
    with db.transaction():
        agree_to_show(request, True, by=cast.umi)
    with pytest.raises(Incomplete):
        shown(request, cast, wording=" ")
    with pytest.raises(NotAllowed):
        show_answer(request, by=cast.umi, wording="x", answer="x", seen=request.version)
    shown(request, cast)
    assert [one.wording for one in db.session.scalars(shown_answers())] == ["ありますか。"]
    assert db.session.scalars(shown_answers("ない言葉")).all() == []

    with db.transaction():
        agree_to_show(request, False, by=cast.sora)

    assert db.session.scalars(shown_answers()).all() == []
    assert _events()[-2:] == ["DataRequestChanged", "DataAnswerHidden"]
    with pytest.raises(NotAllowed):
        agree_to_show(request, True, by=cast.mori)


def test_the_database_shows_nothing_without_consent(cast):
    request = answered(a_request(by=cast.umi), cast)
    with pytest.raises(IntegrityError), db.transaction():
        request.wording, request.answer, request.shown_at = "x", "x", clock.now()


def test_nothing_is_shown_before_there_is_an_answer(cast):
    with pytest.raises(RuleBroken, match="結果を答えてから"):
        shown(a_request(by=cast.umi, open_to_all=True), cast)


def test_people_are_reminded_once_of_each_promised_day(cast):
    request = answered(a_request(by=cast.umi), cast)
    day = clock.today() + timedelta(days=30)
    decided(request, "plan", cast, planned_on=day)
    assert plans_due() == []
    with clock.stopped_at(clock.start_of(day - timedelta(days=7))):
        assert plans_due() == [request]
        for told in (True, False):
            with db.transaction():
                assert remind_of_plan(request) is told
        assert plans_due() == []
        with db.transaction():
            change_plan(request, by=cast.mori, planned_on=day + timedelta(days=1), told="延びます。", seen=None)

    with clock.stopped_at(clock.start_of(day + timedelta(days=2))):
        assert plans_due() == [request] and request.late
    assert _events().count("DataPlanDue") == 1


def test_a_section_is_asked_once_at_a_time(cast):
    (inquiry,) = inquired(a_request(by=cast.umi), cast)
    twin = {"request_id": inquiry.request_id, "section_id": inquiry.section_id, "asked_by_id": cast.mori.id}
    with pytest.raises(IntegrityError), db.transaction():
        db.session.add(DataInquiry(**twin, asked="もう一度", due_on=due_day()))
