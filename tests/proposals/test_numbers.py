"""The receipt numbers: one after the other, by fiscal year, never twice."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.proposals.actions import submit_proposal
from hack.proposals.models import Proposal
from tests.cast import a_need, a_proposal
from tests.proposals.words import a_draft, handed_in


def test_numbers_count_on_within_a_fiscal_year_and_begin_anew_in_april(cast):
    need = a_need(by=cast.michi)
    first, second = handed_in(by=cast.umi, need=need), handed_in(by=cast.riku, need=need)
    last_minute_of_march = datetime(2027, 3, 31, 14, 59, 59, tzinfo=UTC)
    with clock.stopped_at(last_minute_of_march):
        third = handed_in(by=cast.kita, need=a_need(by=cast.michi))
    with clock.stopped_at(datetime(2027, 3, 31, 15, 0, tzinfo=UTC)):
        fourth = handed_in(by=cast.kita, need=a_need(by=cast.michi))

    assert [p.number for p in (first, second, third, fourth)] == ["R8-0001", "R8-0002", "R8-0003", "R9-0001"]


def test_numbers_go_on_past_four_digits(cast):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.riku, need=need, number="R8-9999")

    assert [handed_in(by=cast.umi, need=need).number for _ in range(2)] == ["R8-10000", "R8-10001"]


def test_the_database_itself_refuses_the_same_number_twice(cast):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.riku, need=need, number="R8-0001")

    with pytest.raises(IntegrityError):
        a_proposal(by=cast.umi, need=need, number="R8-0001")


def test_the_database_itself_refuses_a_receipt_without_number_or_time(cast):
    need = a_need(by=cast.michi)

    with pytest.raises(IntegrityError):
        a_proposal(by=cast.umi, need=need, number=None)
    with pytest.raises(IntegrityError):
        a_proposal(by=cast.umi, need=need, received_at=None)


def test_forty_who_hand_in_in_the_same_moment_get_forty_numbers_without_a_gap(cast):
    need = a_need(by=cast.michi)
    drafts = [a_draft(by=cast.umi, need=need).id for _ in range(40)]
    umi = cast.umi.id

    def hand_in(number):
        try:
            with db.transaction():
                by = db.session.get_one(type(cast.umi), umi)
                submit_proposal(db.session.get_one(Proposal, number), by=by)
                return db.session.get_one(Proposal, number).number
        finally:
            db.session.remove()

    with ThreadPoolExecutor(12) as pool:
        numbers = list(pool.map(lambda run: run[0].run(hand_in, run[1]), [(copy_context(), n) for n in drafts]))

    assert sorted(numbers) == [f"R8-{count:04d}" for count in range(1, 41)]
