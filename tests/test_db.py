"""The only commit: what is kept, what is refused, and that nobody's change is lost."""

import subprocess
import sys

import pytest
from sqlalchemy import select, text

from hack import db
from hack.accounts.models import Bureau
from hack.limits import Attempt
from hack.once import Once

COUNTING = """
import sys
from sqlalchemy import select
from hack import db
from hack.accounts.models import Bureau
db.connect(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with db.transaction():
        bureau = db.session.scalars(select(Bureau).with_for_update()).one()
        bureau.kind = str(int(bureau.kind) + 1)
"""


def test_sqlite_keeps_what_it_has_confirmed_and_lets_no_row_point_to_nothing(tmp_path):
    db.connect(f"sqlite:///{tmp_path / 'hack.db'}")
    names = ("journal_mode", "synchronous", "foreign_keys")

    assert [db.session.scalar(text(f"PRAGMA {name}")) for name in names] == ["wal", 2, 1]


def test_what_is_changed_outside_a_transaction_is_refused(stage):
    db.session.add(Bureau(name="港湾局", kind="局"))

    with pytest.raises(RuntimeError, match="outside"):
        db.session.flush()


def test_a_transaction_inside_a_transaction_is_refused(stage):
    with pytest.raises(RuntimeError, match="inside"), db.transaction(), db.transaction():
        pass


def test_a_fault_inside_leaves_nothing_behind(stage):
    with pytest.raises(ZeroDivisionError), db.transaction():
        db.session.add(Bureau(name="港湾局", kind="局"))
        db.session.flush()
        raise ZeroDivisionError

    assert db.session.scalars(select(Bureau)).all() == []


def test_no_update_is_lost_when_four_processes_count_together(stage):
    with db.transaction():
        db.session.add(Bureau(name="港湾局", kind="0"))
    counting = [sys.executable, "-c", COUNTING, stage.database, "40"]

    counters = [subprocess.Popen(counting) for _ in range(4)]

    assert [counter.wait(60) for counter in counters] == [0, 0, 0, 0]
    db.session.rollback()
    assert db.session.scalars(select(Bureau.kind)).one() == "160"


def test_nobody_holds_up_a_postgresql_for_ever(stage, postgres):
    if postgres is None:
        pytest.skip("SQLite waits for ten seconds by itself")
    shown = {name: db.session.scalar(text(f"SHOW {name}")) for name in db.PATIENCE}

    assert shown == {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
    }


def test_what_may_not_be_there_twice_is_written_once(cast):
    with db.transaction():
        written = [db.insert_once(Once, key="k", by_id=person.id) for person in (cast.umi, cast.riku, cast.umi)]

    assert written == [True, True, False]


def test_a_page_beyond_the_end_is_the_last_one(stage):
    with db.transaction():
        db.session.add_all(Bureau(name=f"第{number:02}局", kind="局") for number in range(1, 46))

    page = db.page_of(select(Bureau).order_by(Bureau.name), 99)

    assert [bureau.name for bureau in page.rows] == ["第41局", "第42局", "第43局", "第44局", "第45局"]
    assert (page.number, page.pages, page.first, page.last, page.total) == (3, 3, 41, 45, 45)


def test_an_empty_list_has_one_empty_page(stage):
    page = db.page_of(select(Attempt), -3)

    assert (page.rows, page.number, page.pages, page.first, page.last) == ([], 1, 1, 0, 0)


def test_rows_at_hand_are_cut_into_the_same_pages():
    numbers = list(range(1, 46))

    page = db.page_in(numbers, 99)

    assert (page.rows, page.number, page.pages, page.total) == ([41, 42, 43, 44, 45], 3, 3, 45)
    assert [db.page_in(numbers, number).number for number in (-1, 0, 2)] == [1, 1, 2]
    assert (db.page_in([], 7).rows, db.page_in([], 7).number) == ([], 1)
