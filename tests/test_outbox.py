"""What happened, and what is owed because of it."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hack import clock, db, outbox
from hack.events import NeedChanged, NeedMoved, SignedOut
from hack.leases import STOPPED, TRIES, claim
from hack.outbox import Delivery, EventRecord


def test_an_event_and_what_it_owes_are_kept_together_or_not_at_all(cast):
    outbox.connect({NeedChanged: (lambda event: None,)})

    with pytest.raises(ZeroDivisionError), db.transaction():
        outbox.record(NeedChanged(1), by=cast.mori)
        raise ZeroDivisionError

    assert db.session.scalar(select(func.count(EventRecord.id))) == 0
    assert db.session.scalar(select(func.count(Delivery.id))) == 0


def test_a_failing_reaction_leaves_its_neighbours_undisturbed_and_is_tried_again(cast):
    done = []
    tries = []

    def fails_once(event):
        tries.append(event)
        if len(tries) == 1:
            raise ValueError("not now")

    outbox.connect({NeedChanged: (fails_once, lambda event: lambda: done.append(event))})
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.mori)

    assert outbox.deliver() == 1
    assert outbox.deliver() == 0
    with clock.stopped_at(clock.now() + outbox.LEASE * 2):
        assert outbox.deliver() == 1
    assert (done, tries) == ([NeedChanged(7)], [NeedChanged(7)] * 2)


def test_a_reaction_that_always_fails_ends_dead_and_can_be_revived(cast):
    def fails(event):
        raise ValueError("never")

    outbox.connect({NeedChanged: (fails,)})
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.mori)
    moment = clock.now()
    for _ in range(TRIES):
        with clock.stopped_at(moment):
            outbox.deliver()
        moment += outbox.LEASE * 120

    dead = db.session.scalars(select(Delivery)).one()
    assert (dead.tries, dead.due_at, dead.died_at is None, dead.fault) == (
        TRIES,
        None,
        False,
        "ValueError: never",
    )

    with db.transaction():
        outbox.revive(dead.id)
    assert (dead.tries, dead.died_at, dead.due_at) == (0, None, clock.now())

    begun = clock.now() + timedelta(minutes=10)
    with db.transaction():
        dead.due_at, dead.tries = begun, 1
    with db.transaction():
        outbox.revive(dead.id)
    assert (dead.tries, dead.due_at) == (1, begun)


def test_a_claim_whose_lease_ran_out_leaves_no_trace_of_its_deed(cast):
    done = []

    def slow(event):
        with db.transaction():
            db.session.execute(Delivery.__table__.update().values(due_at=clock.now()))
        return lambda: done.append(event)

    outbox.connect({NeedChanged: (slow,)})
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.mori)

    assert outbox.deliver(most=1) == 0
    assert done == []


def test_a_reaction_that_takes_its_process_with_it_every_time_ends_dead_and_holds_up_no_other(cast):
    done = []
    outbox.connect({NeedChanged: (lambda event: lambda: done.append(event),)})
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.mori)
    killer = db.session.scalars(select(Delivery)).one()
    moment = clock.now()
    for _ in range(TRIES):
        with clock.stopped_at(moment):
            assert claim(Delivery, outbox.LEASE).number == killer.id  # and its process is heard of no more
        moment += outbox.LEASE

    with clock.stopped_at(moment):
        with db.transaction():
            outbox.record(NeedChanged(8), by=cast.mori)
        assert outbox.deliver() == 1

    assert done == [NeedChanged(8)]
    assert (killer.tries, killer.due_at, killer.died_at, killer.fault) == (TRIES, None, moment, STOPPED)


def test_what_has_been_due_for_longest_is_done_first(cast):
    done = []
    outbox.connect({NeedChanged: (lambda event: lambda: done.append(event),)})
    with db.transaction():
        rows = [outbox.record(NeedChanged(number), by=cast.mori) for number in (1, 2, 3)]
    first = db.session.scalars(select(Delivery).where(Delivery.event_id == rows[0].id)).one()
    with db.transaction():
        first.due_at = clock.now() + outbox.LEASE

    with clock.stopped_at(clock.now() + outbox.LEASE * 2):
        outbox.deliver()

    assert done == [NeedChanged(2), NeedChanged(3), NeedChanged(1)]


def test_what_nobody_reacts_to_leaves_nothing_owed(cast):
    outbox.connect({NeedChanged: (lambda event: None,)})
    db.session.info.pop("owed", None)

    with db.transaction():
        outbox.record(SignedOut(cast.umi.id), by=cast.umi)
    assert "owed" not in db.session.info
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.mori)
    assert db.session.info["owed"]


def test_events_are_never_changed(cast):
    with db.transaction():
        outbox.record(NeedMoved(3, "draft", "checking", "submit"), by=cast.michi)

    row = db.session.scalars(select(EventRecord)).one()
    assert row.read() == NeedMoved(3, "draft", "checking", "submit")
    assert (row.thing, row.by_id) == ("need:3", cast.michi.id)
    for statement in (EventRecord.__table__.update().values(name="x"), EventRecord.__table__.delete()):
        with pytest.raises(Exception, match="never changed"), db.transaction():
            db.session.execute(statement)
