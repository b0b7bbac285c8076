"""Verdicts that are given in the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from hack import db
from hack.accounts.models import User
from hack.matching.actions import give_verdict, withdraw_verdict
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.outbox import EventRecord
from tests.cast import a_need, a_seed
from tests.whole.places import a_suggestion

TOGETHER = 4


@pytest.fixture
def suggestion(cast):
    """A suggestion that everybody in these tests may judge."""
    return a_suggestion(a_need(by=cast.michi), a_seed(by=cast.umi))[0]


def _together(*deeds):
    """Do these deeds at the same moment, each in a transaction of its own; fails where one of them does."""
    gate = threading.Barrier(len(deeds))

    def do(deed):
        try:
            gate.wait(60)
            with db.transaction():
                deed()
        finally:
            db.session.remove()

    with ThreadPoolExecutor(len(deeds)) as threads:
        for done in [threads.submit(do, deed) for deed in deeds]:
            done.result(60)
    db.session.rollback()


def _say(suggestion, by, reason):
    number, person = suggestion.id, by.id
    return lambda: give_verdict(
        db.session.get_one(Suggestion, number),
        by=db.session.get_one(User, person),
        fits=reason is VerdictReason.RELEVANT,
        reason=reason,
    )


def _standing():
    return db.session.scalars(select(Verdict.reason).where(Verdict.withdrawn_at.is_(None))).all()


def _recorded():
    return dict(
        db.session.execute(
            select(EventRecord.name, func.count()).where(EventRecord.name.startswith("Verdict")).group_by("name")
        ).all()
    )


def test_a_verdict_that_is_sent_several_times_at_once_is_given_once(cast, suggestion):
    _together(*[_say(suggestion, cast.michi, VerdictReason.RELEVANT)] * TOGETHER)

    assert (_standing(), _recorded()) == ([VerdictReason.RELEVANT], {"VerdictGiven": 1})


def test_saying_the_same_again_changes_nothing(cast, suggestion):
    for _ in range(2):
        with db.transaction():
            _say(suggestion, cast.michi, VerdictReason.COST)()

    assert (_standing(), _recorded()) == ([VerdictReason.COST], {"VerdictGiven": 1})


def test_of_two_verdicts_given_at_once_one_stands_and_the_other_is_withdrawn(cast, suggestion):
    with db.transaction():
        _say(suggestion, cast.michi, VerdictReason.KNOWN)()

    _together(*[_say(suggestion, cast.michi, reason) for reason in (VerdictReason.RELEVANT, VerdictReason.COST)])

    assert len(_standing()) == 1 and _standing() != [VerdictReason.KNOWN]
    assert _recorded() == {"VerdictGiven": 3, "VerdictWithdrawn": 2}


def test_a_verdict_is_withdrawn_once_however_often_it_is_sent(cast, suggestion):
    with db.transaction():
        _say(suggestion, cast.michi, VerdictReason.COST)()
    person = cast.michi.id

    _together(
        *[lambda: withdraw_verdict(db.session.get_one(Verdict, 1), by=db.session.get_one(User, person))] * TOGETHER
    )

    assert (_standing(), _recorded()) == ([], {"VerdictGiven": 1, "VerdictWithdrawn": 1})


def test_verdicts_of_several_people_stand_side_by_side(cast, suggestion):
    _together(*[_say(suggestion, person, VerdictReason.RELEVANT) for person in (cast.michi, cast.umi, cast.mori)])

    assert (_standing(), _recorded()) == ([VerdictReason.RELEVANT] * 3, {"VerdictGiven": 3})


def test_pressed_twice_a_verdict_is_withdrawn_once(browser_of, cast, suggestion):
    with db.transaction():
        give_verdict(suggestion, by=cast.michi, fits=True, reason=VerdictReason.RELEVANT)
    page = browser_of(cast.michi).visit(f"/suggestions/{suggestion.key}")
    _, where, sent = page.about_to_press("この判断を取り消す")

    first, second = (page.client.post(where, data=sent) for _ in range(2))
    assert [first.status_code, second.status_code] == [302, 302]
    assert first.location == second.location
