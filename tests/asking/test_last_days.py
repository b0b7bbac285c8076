"""The last day of what a section is asked, wherever it is asked: which day it can be, and that people are told of it twice."""

from datetime import date

import pytest
from sqlalchemy import select, update

from hack import clock, db, jobs
from hack.asking.actions import tell_of_last_day, until
from hack.asking.queries import last_days_to_tell_of
from hack.consultations.actions import Ask, move_check, open_consultation
from hack.consultations.models import CheckKind
from hack.errors import RuleBroken
from hack.intake.actions import answer_inquiry, move_case, take_back_case
from hack.needs.actions import move_need
from hack.needs.actions.moves import take_back_need
from hack.notices.models import Letter
from hack.opendata.actions import ask_sections, move_request, take_back_request, withdraw_inquiry
from hack.outbox import EventRecord
from hack.search.library import index
from tests.cast import a_need
from tests.intake.words import a_case, an_inquiry
from tests.opendata.words import a_request

DUE = date(2026, 5, 25)
"""A Monday; the clock stands at noon of Tuesday, 12 May."""
WARNED = date(2026, 5, 21)
"""Thursday: two working days before."""


def _check(cast, due_on=DUE):
    ask = Ask(kind=CheckKind.LEGAL, section_id=cast.rivers.id, asked="x", due_on=due_on)
    need = a_need(by=cast.michi)
    with db.transaction():
        return open_consultation(about=need, by=cast.michi, title="合議", asks=[ask]).checks[0]


def _inquiry(cast, due_on=DUE):
    return an_inquiry(a_case(by=cast.umi), cast.rivers, by=cast.mori, due_on=due_on)


def _data_inquiry(cast, due_on=DUE):
    request = a_request(by=cast.umi)
    with db.transaction():
        return ask_sections(request, by=cast.mori, sections=[cast.rivers], question="x", due_on=due_on)[0]


ASKED = {"check": (_check, "michi"), "inquiry": (_inquiry, "mori"), "datainquiry": (_data_inquiry, "mori")}
"""By the first word of the letters: how Kaji's section is asked, and who asks."""


@pytest.fixture(params=ASKED)
def kind(request, app):
    index().rebuild([])
    return request.param


def _letters(kind):
    db.session.rollback()
    told = (f"{kind}_due", f"{kind}_overdue")
    written = db.session.scalars(select(Letter).where(Letter.occasion.in_(told)).order_by(Letter.id))
    return [(letter.occasion.rpartition("_")[2], letter.address.split("@")[0]) for letter in written]


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 5, 12), "明日か、それより後"),
        (date(2026, 5, 11), "明日か、それより後"),
        (date(2026, 5, 16), "平日"),
        (date(2027, 5, 3), "平日"),
        (date(2027, 5, 14), "1年以内"),
    ],
)
def test_a_last_day_is_a_working_day_from_tomorrow_within_a_year(cast, day, says):
    with pytest.raises(RuleBroken, match=says) as broken:
        until(day, "legal_due_on")
    assert broken.value.field == "legal_due_on"

    for _, (ask, _) in ASKED.items():
        with pytest.raises(RuleBroken, match=says):
            ask(cast, due_on=day)


def test_who_is_asked_for_the_day_after_tomorrow_is_reminded_by_being_asked(stage):
    assert until(date(2026, 5, 14)) == {"due_on": date(2026, 5, 14), "warned_for": date(2026, 5, 14)}
    assert until(date(2026, 5, 15)) == {"due_on": date(2026, 5, 15), "warned_for": None}


def test_the_last_day_is_told_once_two_working_days_before_and_once_after(app, cast, kind):
    ask, asks = ASKED[kind]
    asked, told = ask(cast), {}
    for day in (date(2026, 5, 20), WARNED, date(2026, 5, 24), DUE, date(2026, 5, 26), date(2026, 6, 1)):
        with clock.stopped_at(clock.start_of(day)):
            jobs.tick(app)
            jobs.tick(app)
            told[day.day] = _letters(kind)
            assert last_days_to_tell_of(type(asked)) == []
            with db.transaction():
                assert not tell_of_last_day(asked)
            assert asked.late is (day > DUE)

    before = [("due", "kaji")] if kind == "check" else [("due", "kaji"), ("due", "mori")]
    after = [*before, ("overdue", "kaji"), ("overdue", asks)]
    assert told == {20: [], 21: before, 24: before, 25: before, 26: after, 1: after}
    names = {record.name for record in db.session.scalars(select(EventRecord).where(EventRecord.by_id.is_(None)))}
    assert names == {type(asked).tells.due.__name__, type(asked).tells.overdue.__name__}


def test_another_last_day_is_told_anew(app, cast, kind):
    asked = ASKED[kind][0](cast)
    for day, due_on in ((WARNED, DUE), (date(2026, 5, 29), date(2026, 6, 2))):
        with db.transaction():
            db.session.execute(update(type(asked)).values(due_on=due_on))
        with clock.stopped_at(clock.start_of(day)):
            jobs.tick(app)

    assert [told for told in _letters(kind) if told[1] == "kaji"] == [("due", "kaji")] * 2


def test_nobody_is_told_of_what_has_ended(app, cast, kind):
    asked = ASKED[kind][0](cast)
    ends = {
        "check": lambda: move_check(asked, "withdraw", by=cast.michi, reason="x"),
        "inquiry": lambda: answer_inquiry(asked, by=cast.kaji, answer="はい"),
        "datainquiry": lambda: withdraw_inquiry(asked, by=cast.mori, reason="x"),
    }
    with clock.stopped_at(clock.end_of(DUE)):
        with db.transaction():
            assert tell_of_last_day(asked)
        with db.transaction():
            ends[kind]()
        assert not asked.late
        jobs.tick(app)

    assert _letters(kind) == []


def test_where_nobody_is_left_in_the_sections_the_secretariat_is_told(app, cast, kind):
    ASKED[kind][0](cast)
    with db.transaction():
        for person in (cast.michi, cast.kaji):
            person.active = False
    with clock.stopped_at(clock.end_of(DUE)):
        jobs.tick(app)

    assert ("overdue", "mori") in _letters(kind)


def test_of_a_last_day_that_came_while_the_clock_was_off_people_are_told_that_it_is_over_alone(app, cast, kind):
    ask, asks = ASKED[kind]
    ask(cast)
    with clock.stopped_at(clock.start_of(date(2026, 6, 4))):
        jobs.tick(app)
        jobs.tick(app)

    assert _letters(kind) == [("overdue", "kaji"), ("overdue", asks)]


def test_what_stands_again_after_its_last_day_gets_one_that_can_be_kept(app, cast, kind):
    asked = ASKED[kind][0](cast)
    about, end, back = {
        "check": (lambda: asked.consultation.need, cast.michi, take_back_need),
        "inquiry": (lambda: asked.case, cast.umi, take_back_case),
        "datainquiry": (lambda: asked.request, cast.umi, take_back_request),
    }[kind]
    move = {"check": move_need, "inquiry": move_case, "datainquiry": move_request}[kind]
    with db.transaction():
        move(about(), "withdraw", by=end, reason="押し間違い")
    jobs.tick(app)
    with clock.stopped_at(clock.start_of(date(2026, 6, 4))):
        with db.transaction():
            back(about(), by=cast.mori, reason="押し間違い")
        jobs.tick(app)
        jobs.tick(app)

    db.session.rollback()
    assert (asked.step.ends, asked.due_on) == (False, date(2026, 6, 8))
    assert _letters(kind) == []
