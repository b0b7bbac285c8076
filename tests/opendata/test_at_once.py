"""Sections that are asked and answer at one moment: nothing is left that nobody can answer."""

from threading import Lock

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import Section, User
from hack.opendata.actions import answer_inquiry, ask_sections, move_request
from hack.opendata.models import DataInquiry, DataRequest
from hack.opendata.words import Says
from hack.pipeline.datarequest import DataRequestStep
from tests.conftest import NOON
from tests.opendata.words import a_request, due_day, inquired
from tests.together import together

S = DataRequestStep


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _each_once(*deeds):
    """A deed that does the first of these when it is called first, then the second, and so on."""
    left, turn = list(deeds), Lock()

    def deed():
        with turn:
            mine = left.pop()
        with clock.stopped_at(NOON):
            mine()

    return deed


def _answering(inquiry_id, person_id):
    def deed():
        inquiry = db.session.get(DataInquiry, inquiry_id)
        answer_inquiry(inquiry, by=db.session.get(User, person_id), says=Says.CAN, remark="あります。")

    return deed


def _inquired(cast, count=4):
    """The numbers of so many requests about which Michi's section is asked, each with that of its inquiry."""
    asked = [inquired(a_request(by=cast.umi), cast)[0] for _ in range(count)]
    return [(one.request_id, one.id) for one in asked]


def test_a_section_that_is_asked_while_the_last_one_answers_can_still_answer(cast):
    desk, officer, rivers, day = cast.mori.id, cast.michi.id, cast.rivers.id, due_day()

    def asking(number):
        def deed():
            sections = [db.session.get(Section, rivers)]
            asked, by = db.session.get(DataRequest, number), db.session.get(User, desk)
            ask_sections(asked, by=by, sections=sections, question="ありますか。", due_on=day)

        return deed

    for number, inquiry in _inquired(cast):
        assert together(2, _each_once(_answering(inquiry, officer), asking(number))) == ["done", "done"]

        of = select(DataInquiry).where(DataInquiry.request_id == number)
        waits = [one.section_id for one in db.session.scalars(of) if one.open]
        assert (db.session.get(DataRequest, number).step, waits) == (S.ASKED, [rivers])


def test_an_answer_and_the_end_of_its_request_do_not_wait_for_one_another(cast):
    asker, officer = cast.umi.id, cast.michi.id

    def withdrawing(number):
        def deed():
            by = db.session.get(User, asker)
            move_request(db.session.get(DataRequest, number), "withdraw", by=by, reason="いらなくなった")

        return deed

    for number, inquiry in _inquired(cast):
        came = together(2, _each_once(_answering(inquiry, officer), withdrawing(number)))

        assert came in (["done", "done"], ["Overtaken", "done"])
        assert db.session.get(DataRequest, number).step is S.WITHDRAWN
