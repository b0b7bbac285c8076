"""What runs beside the pages: what is owed, and what the passing of time brings about."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from hack import clock, db, events, jobs, outbox
from hack.app import create_app
from hack.limits import Attempt
from hack.needs.actions import publish_need
from hack.notices.models import Letter
from hack.once import Once
from hack.outbox import Delivery
from hack.passages import Passage
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.search.index import State
from hack.search.library import index
from hack.wiring import REACTIONS
from tests.browser import Browser
from tests.cast import a_need, a_proposal, enter_cast
from tests.notices.post_office import post_office
from tests.ports import HERE

LAST_DAY = date(2026, 5, 12)
MIDNIGHT = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
"""24:00 of the last day on a Japanese clock."""
PATIENCE = 120
OWED_BY_A_MOVE = len(REACTIONS[events.NeedMoved])


@pytest.fixture
def all_is_well(app, cast):
    """The application with an index, so that the clock finds nothing else to do."""
    index().rebuild([])
    return app


def _tick_at(app, moment):
    with clock.stopped_at(moment):
        jobs.tick(app)
    db.session.rollback()


def test_a_call_is_open_until_midnight_in_japan_and_closed_from_then_on(all_is_well, cast):
    need = a_need(by=cast.michi, closes_on=LAST_DAY)

    _tick_at(all_is_well, MIDNIGHT - timedelta(seconds=1))
    assert need.step is NeedStep.IDEAS_OPEN

    _tick_at(all_is_well, MIDNIGHT)
    assert need.step is NeedStep.IDEAS_CLOSED
    passage = db.session.scalars(select(Passage)).one()
    assert (passage.by_id, passage.move, passage.at) == (None, "close_ideas", MIDNIGHT)
    assert (need.step_since, passage.happened_on) == (MIDNIGHT, date(2026, 5, 13))


def test_both_kinds_of_calls_close_each_by_its_own_move_and_only_once(all_is_well, cast):
    ideas = a_need(by=cast.michi, closes_on=LAST_DAY)
    trials = a_need(by=cast.kaji, step=NeedStep.TRIALS_OPEN, closes_on=LAST_DAY)
    later = a_need(by=cast.midori, closes_on=LAST_DAY + timedelta(days=1))

    for minutes in range(3):
        _tick_at(all_is_well, MIDNIGHT + timedelta(minutes=minutes))

    assert (ideas.step, trials.step, later.step) == (NeedStep.IDEAS_CLOSED, NeedStep.EVALUATING, NeedStep.IDEAS_OPEN)
    assert db.session.scalars(select(Passage.move).order_by(Passage.id)).all() == ["close_ideas", "close_trials"]


def test_an_announced_call_opens_by_itself_on_its_first_day_and_is_told_of_then(all_is_well, cast):
    first = clock.today() + timedelta(days=3)
    need = a_need(by=cast.michi, step=NeedStep.READY)
    with db.transaction():
        publish_need(need, by=cast.michi, move="open_ideas", opens_on=first, closes_on=first + timedelta(days=30))
    jobs.settle(all_is_well)
    told = select(Letter.occasion).where(Letter.occasion == "need_published")
    assert (need.step, db.session.scalars(told).all()) == (NeedStep.IDEAS_COMING, [])

    _tick_at(all_is_well, clock.start_of(first) - timedelta(minutes=1))
    before = need.step
    _tick_at(all_is_well, clock.start_of(first))

    assert (before, need.step) == (NeedStep.IDEAS_COMING, NeedStep.IDEAS_OPEN)
    assert set(db.session.scalars(told)) == {"need_published"}


def test_those_who_are_concerned_are_told_that_a_call_has_closed(all_is_well, cast, stage):
    need = a_need(by=cast.michi, closes_on=LAST_DAY)
    a_proposal(by=cast.umi, need=need, step=ProposalStep.RECEIVED)

    _tick_at(all_is_well, MIDNIGHT)

    letters = db.session.scalars(select(Letter).where(Letter.occasion == "call_closed")).all()
    assert "michi@city.example" in {letter.address for letter in letters}
    assert {letter.posted_at for letter in letters} == {MIDNIGHT}
    assert {path.stem for path in (stage.folder / "letters").iterdir()} == {letter.key for letter in letters}


def test_a_call_that_cannot_be_closed_hinders_nothing_else(all_is_well, cast, stage):
    stuck, other = (a_need(by=person, closes_on=LAST_DAY) for person in (cast.michi, cast.midori))
    with db.transaction():
        db.session.execute(text("CREATE UNIQUE INDEX closes_once ON passage (noun, thing_id, move)"))
        ends = {"start": "ideas_open", "end": "ideas_closed", "move": "close_ideas"}
        db.session.add(Passage(noun="need", thing_id=stuck.id, at=clock.now(), happened_on=LAST_DAY, **ends))
        db.session.add(Attempt(kind="sign in", subject="x", at=clock.now() - timedelta(days=30)))
    shutil.rmtree(stage.folder / "index")

    _tick_at(all_is_well, MIDNIGHT)
    assert (stuck.step, other.step) == (NeedStep.IDEAS_OPEN, NeedStep.IDEAS_CLOSED)
    assert db.session.scalar(select(func.count(Attempt.id))) == 0
    assert index().healthy()

    with db.transaction():
        db.session.execute(text("DROP INDEX closes_once"))
    _tick_at(all_is_well, MIDNIGHT + timedelta(minutes=1))
    assert stuck.step is NeedStep.IDEAS_CLOSED


def test_an_index_that_was_lost_comes_back_with_everything_in_it(all_is_well, cast, browser_of, stage):
    a_need(by=cast.michi, title="街路樹の倒れそうな木を早く見つけたい")
    shutil.rmtree(stage.folder / "index")
    assert index().state() is State.MISSING

    _tick_at(all_is_well, clock.now())

    assert (index().state(), index().count()) == (State.FIT, 1)
    assert "の倒れそうな木を早く見つけたい" in browser_of(None).visit("/search?q=街路樹").main


def test_what_has_only_been_remembered_for_a_while_is_swept_away(all_is_well, cast):
    now = clock.now()
    with db.transaction():
        for days in (29, 31):
            db.session.add(Once(key=f"{days}", by_id=cast.umi.id, made="x", at=now - timedelta(days=days)))
        for hours in (47, 49):
            db.session.add(Attempt(kind="sign in", subject=f"{hours}", at=now - timedelta(hours=hours)))

    _tick_at(all_is_well, now)

    assert db.session.scalars(select(Once.key)).all() == ["29"]
    assert db.session.scalars(select(Attempt.subject)).all() == ["47"]


def test_settling_says_how_many_reactions_ended_well_and_raises_nothing(all_is_well, cast):
    def fails(event):
        raise ValueError("not now")

    def looks(event):
        return None

    def does(event):
        return lambda: db.session.add(Attempt(kind="done", subject=event.thing, at=clock.now()))

    outbox.connect({events.NeedChanged: (fails, looks, does)})
    with db.transaction():
        outbox.record(events.NeedChanged(1), by=cast.michi)

    assert (jobs.settle(all_is_well), jobs.settle(all_is_well)) == (2, 0)
    assert db.session.scalars(select(Attempt.subject)).all() == ["need:1"]


def _hanging(office):
    """Let the mail server think until the returned event is set."""
    may_go_on = threading.Event()
    office.before_taking = lambda: may_go_on.wait(PATIENCE)
    return may_go_on


def test_nobody_waits_for_the_post_and_what_is_owed_is_done_beside_the_pages(settings):
    with post_office() as office:
        mail = {"mail_server": HERE, "mail_port": str(office.port), "mail_security": "none"}
        settings = replace(settings, environment="development", **mail)
        db.connect(settings.database)
        app, cast = create_app(settings), enter_cast()
        may_go_on = _hanging(office)
        browser = Browser(app)
        for address in (cast.umi.email, cast.riku.email):
            browser.visit("/forgot").press("リンクを送る", メールアドレス=address)
            assert browser.path == "/forgot/sent"

        assert office.arrived == []
        may_go_on.set()
        _wait_until(lambda: {str(letter["To"]) for letter in office.arrived} == {cast.umi.email, cast.riku.email})
        _wait_until(lambda: _owed() == (0, 0))
    db.disconnect()


def test_what_is_wanted_while_it_is_being_done_is_done_once_more():
    begun, may_go_on = [], threading.Semaphore(0)

    def deed():
        begun.append(threading.current_thread())
        may_go_on.acquire()

    beside = jobs.Beside(deed)
    beside.wake()
    _wait_until(lambda: len(begun) == 1)
    for _ in range(3):
        beside.wake()
    may_go_on.release()
    _wait_until(lambda: len(begun) == 2)
    may_go_on.release()
    time.sleep(0.2)

    assert (len(begun), len(set(begun)), begun[0].daemon) == (2, 1, True)


def test_a_bell_that_cannot_be_rung_disturbs_nobody(app, cast, stage):
    deaf = create_app(replace(stage, delivery="worker", queue_url="redis://127.0.0.1:1"))
    need = a_need(by=cast.michi, step=NeedStep.DRAFT, published_at=None)

    page = Browser(deaf, cast.michi).visit(f"/needs/{need.key}/submit").press("確認を頼む")

    assert page.status == 200
    assert _owed() == (OWED_BY_A_MOVE, 0)
    assert need.step is NeedStep.CHECKING


@pytest.fixture
def office(settings):
    """An installation with a worker of its own, and its people; the clock goes on."""
    settings = replace(settings, delivery="worker")
    db.connect(settings.database)
    yield create_app(settings), enter_cast(), settings
    db.disconnect()


@pytest.fixture
def worker(office):
    """`worker()`: begins `hack work` as a process of its own, stopped when the test is over; returns the process."""
    settings = office[2]
    environment = os.environ | {
        "HACK_INSTANCE": settings.instance,
        "HACK_ENV": "test",
        "DATABASE_URL": settings.database,
        "SECRET_KEY": settings.secret,
        "DELIVERY": "worker",
    }
    begun = []

    def work() -> subprocess.Popen[str]:
        command = [str(Path(sys.executable).with_name("hack")), "work"]
        begun.append(subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True))
        return begun[-1]

    yield work
    for process in begun:
        process.kill()
        process.communicate()


def _wait_until(settled):
    """Wait until the database says so, looking ten times a second."""
    until = time.monotonic() + PATIENCE
    while not settled():
        assert time.monotonic() < until, "nothing happened"
        time.sleep(0.1)


def _owed():
    """How many reactions and how many letters are still owed."""
    db.session.rollback()
    return tuple(
        db.session.scalar(select(func.count(kind.id)).where(kind.due_at.is_not(None))) for kind in (Delivery, Letter)
    )


def test_a_worker_does_what_the_pages_left_owed_and_is_woken_by_what_comes_later(office, worker):
    app, cast, settings = office
    need = a_need(by=cast.michi, step=NeedStep.DRAFT, published_at=None)
    Browser(app, cast.michi).visit(f"/needs/{need.key}/submit").press("確認を頼む")
    assert _owed() == (OWED_BY_A_MOVE, 0)
    assert jobs.hang_bell(app, settings).huey.pending_count() == 1

    process = worker()
    _wait_until(lambda: _owed() == (0, 0))
    letter = db.session.scalars(select(Letter)).one()
    assert (letter.occasion, letter.address) == ("need_submitted", "mori@city.example")
    assert (settings.folder / "letters" / f"{letter.key}.eml").exists()
    assert index().count() == 1

    Browser(app, cast.mori).visit(f"/needs/{need.key}").press("公開準備へ進める")
    _wait_until(lambda: _owed() == (0, 0))
    assert db.session.scalars(select(Delivery.died_at)).all() == [None] * 2 * OWED_BY_A_MOVE
    assert "need_approved" in db.session.scalars(select(Letter.occasion)).all()
    _wait_until(lambda: jobs.hang_bell(app, settings).huey.pending_count() == 0)

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
