"""Entering the city's bureaus and sections."""

from sqlalchemy import func, select

from hack import db
from hack.accounts.models import Bureau, Section
from hack.accounts.reference import bureaus, load_bureaus


def count(kind):
    return db.session.scalar(select(func.count()).select_from(kind))


def test_all_bureaus_and_sections_are_entered(stage):
    with db.transaction():
        load_bureaus()

    assert count(Bureau) == len(bureaus())
    assert count(Section) == sum(len(row["sections"]) for row in bureaus())


def test_entering_twice_adds_nothing(stage):
    with db.transaction():
        load_bureaus()
    with db.transaction():
        assert load_bureaus() == 0


def test_what_is_there_already_stays_and_only_the_missing_is_added(stage):
    with db.transaction():
        db.session.add(Section(name="新しい課", bureau=Bureau(name="道路局", kind="局")))
    with db.transaction():
        load_bureaus()

    roads = db.session.scalars(select(Bureau).where(Bureau.name == "道路局")).one()
    assert [section.name for section in roads.sections] == ["新しい課", "計画調整部企画課", "河川企画課"]
