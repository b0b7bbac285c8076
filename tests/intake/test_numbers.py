"""The receipt numbers of the front: one after the other, by fiscal year, never twice; and the last days that come with them."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, date, datetime
from threading import Event

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.accounts.models import User
from hack.intake.actions import ask_section, decline_case, hand_in
from hack.intake.models import Case, CaseKind, Inquiry, Refusal
from hack.pipeline.inquiry import InquiryStep
from tests.intake.words import a_case


def test_numbers_count_on_within_a_fiscal_year_and_begin_anew_in_april(cast):
    first, second = a_case(by=cast.umi), a_case(by=cast.riku)
    with clock.stopped_at(datetime(2027, 3, 31, 14, 59, 59, tzinfo=UTC)):
        third = a_case(by=cast.kita)
    with clock.stopped_at(datetime(2027, 3, 31, 15, 0, tzinfo=UTC)):
        fourth = a_case(by=cast.kita)

    assert [case.number for case in (first, second, third, fourth)] == [
        "F-2026-0001",
        "F-2026-0002",
        "F-2026-0003",
        "F-2027-0001",
    ]


def test_numbers_go_on_past_four_digits(cast):
    case = a_case(by=cast.riku)
    with db.transaction():
        case.number = "F-2026-9999"

    assert [a_case(by=cast.umi).number for _ in range(2)] == ["F-2026-10000", "F-2026-10001"]


def test_the_database_itself_refuses_the_same_number_twice(cast):
    first, second = a_case(by=cast.umi), a_case(by=cast.umi)

    with pytest.raises(IntegrityError), db.transaction():
        second.number = first.number


def test_two_hundred_who_hand_in_in_the_same_moment_get_two_hundred_numbers_without_a_gap(cast):
    umi = cast.umi.id

    def send(_):
        try:
            with db.transaction():
                by = db.session.get_one(User, umi)
                return hand_in(by=by, kind=CaseKind.FREE, title="橋", body="音").number
        finally:
            db.session.remove()

    with ThreadPoolExecutor(12) as pool:
        numbers = list(pool.map(lambda run: run[0].run(send, run[1]), [(copy_context(), n) for n in range(200)]))

    assert sorted(numbers) == [f"F-2026-{count:04d}" for count in range(1, 201)]


def test_what_is_asked_in_the_moment_in_which_a_case_ends_ends_with_it(cast):
    case, mori, roads = a_case(by=cast.umi).id, cast.mori.id, cast.roads.id
    asked, ended = Event(), Event()

    def at_once(deed):
        try:
            with db.transaction():
                deed(db.session.get_one(Case, case), db.session.get_one(User, mori))
        finally:
            db.session.remove()
        ended.set()

    def ask(case, by):
        ask_section(case, by=by, section_id=roads, asked="試せますか。", due_on=date(2026, 5, 19))
        asked.set()
        ended.wait(0.4)

    def decline(case, by):
        decline_case(case, by=by, refused_for=Refusal.LAW, reason="法令による。")

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(copy_context().run, at_once, ask)
        asked.wait(5)
        other = pool.submit(copy_context().run, at_once, decline)
        one.result()
        other.result()

    db.session.rollback()
    assert db.session.scalars(select(Inquiry.step)).all() == [InquiryStep.WITHDRAWN]


def test_the_last_days_are_counted_in_working_days_without_holidays(cast):
    """The 29th of April and the 3rd to the 6th of May are holidays in 2026."""
    with clock.stopped_at(datetime(2026, 4, 27, 3, tzinfo=UTC)):
        case = a_case(by=cast.umi)

    assert (case.answer_due_on, case.dialogue_due_on) == (date(2026, 5, 8), date(2026, 5, 29))
    assert case.due_on == case.answer_due_on
