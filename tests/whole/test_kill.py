"""A worker that is killed costs a delay, and never the work: with a process of its own and a real SIGKILL."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from hack import clock, db, outbox
from hack.events import NeedChanged
from hack.limits import Attempt
from hack.outbox import Delivery
from tests.conftest import NOON

PATIENCE = 60
SIGNS = "SIGNS"
"""The environment variable that says in which folder a reaction gives its sign and is held."""


def writes_down(event):
    """A reaction that can be held in its reading part and in its deed, and leaves one mark each time it is done."""
    _be_held("reading")

    def deed():
        db.session.add(Attempt(kind="effect", subject=event.thing, at=clock.now()))
        db.session.flush()
        _be_held("writing")

    return deed


def _be_held(part):
    """Say that this part has begun, and go on only when nothing holds it."""
    folder = Path(os.environ[SIGNS])
    (folder / f"{part}-begun").touch()
    while (folder / f"{part}-held").exists():
        time.sleep(0.02)


def work(database):
    """What the worker's process does: run what is owed, as of noon."""
    with clock.stopped_at(NOON):
        db.connect(database)
        outbox.connect({NeedChanged: (writes_down,)})
        outbox.deliver()


@pytest.fixture
def signs(tmp_path, monkeypatch):
    folder = tmp_path / "signs"
    folder.mkdir()
    monkeypatch.setenv(SIGNS, str(folder))
    return folder


def _begin_and_kill(database, signs, part):
    """Begin a worker, wait until it is held in that part of the reaction, and kill it there."""
    (signs / f"{part}-held").touch()
    code = "import sys; from tests.whole.test_kill import work; work(sys.argv[1])"
    worker = subprocess.Popen([sys.executable, "-c", code, database], stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + PATIENCE
    while not (signs / f"{part}-begun").exists():
        assert worker.poll() is None, worker.communicate()[1]
        assert time.monotonic() < until, "the worker did not begin"
        time.sleep(0.02)
    worker.kill()
    worker.communicate()
    assert worker.returncode == -9
    (signs / f"{part}-held").unlink()
    with db.transaction():  # waits until the database has noticed
        db.session.scalars(select(Delivery).with_for_update()).all()


def _effects():
    db.session.rollback()
    return db.session.scalars(select(Attempt.subject).where(Attempt.kind == "effect")).all()


@pytest.mark.parametrize("part", ["reading", "writing"])
def test_what_a_killed_worker_had_begun_is_done_once_when_its_lease_is_over(cast, stage, signs, part):
    outbox.connect({NeedChanged: (writes_down,)})
    with db.transaction():
        outbox.record(NeedChanged(7), by=cast.michi)
    db.session.rollback()

    _begin_and_kill(stage.database, signs, part)
    claimed = db.session.scalars(select(Delivery)).one()
    assert (claimed.tries, claimed.due_at, claimed.done_at) == (1, NOON + outbox.LEASE, None)
    assert _effects() == []

    with clock.stopped_at(NOON + outbox.LEASE - timedelta(seconds=1)):
        assert outbox.deliver() == 0
    assert _effects() == []

    with clock.stopped_at(NOON + outbox.LEASE):
        assert outbox.deliver() == 1
        assert outbox.deliver() == 0
    assert _effects() == ["need:7"]
    with clock.stopped_at(NOON + outbox.LEASE * 10):
        assert outbox.deliver() == 0
    assert _effects() == ["need:7"]
    db.session.rollback()
    assert (claimed.tries, claimed.due_at, claimed.done_at, claimed.died_at) == (2, None, NOON + outbox.LEASE, None)


def test_workers_that_are_killed_again_and_again_leave_the_work_to_the_last(cast, stage, signs):
    """Each is killed in the deed itself, after it has written; the rows it wrote go with it."""
    outbox.connect({NeedChanged: (writes_down,)})
    with db.transaction():
        for number in (1, 2):
            outbox.record(NeedChanged(number), by=cast.michi)
    db.session.rollback()

    _begin_and_kill(stage.database, signs, "writing")
    (signs / "writing-begun").unlink()
    _begin_and_kill(stage.database, signs, "writing")
    assert _effects() == []

    with clock.stopped_at(NOON + outbox.LEASE):
        assert outbox.deliver() == 2
    assert _effects() == ["need:1", "need:2"]
