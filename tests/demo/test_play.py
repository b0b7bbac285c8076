"""Loading the demo data: once, into an empty database, without a letter to anybody."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hack import clock, db, outbox
from hack.accounts.models import Organization, User
from hack.accounts.passwords import matches
from hack.demo.play import RECENT, load_demo
from hack.errors import RuleBroken
from hack.events import SeedChanged
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.outbox import Delivery, EventRecord
from hack.proposals.models import Proposal
from hack.roles import Role
from hack.seeds.models import Seed
from hack.workgroups.models import Meeting, Workgroup

EVERYTHING = (User, Organization, Need, Seed, Proposal, Workgroup, Meeting, EventRecord)


def counts():
    return {kind.__name__: db.session.scalar(select(func.count()).select_from(kind)) for kind in EVERYTHING}


def test_loading_twice_changes_nothing_and_reactions_are_owed_again_afterwards(place):
    lines = []
    first = load_demo(place, lines.append)
    before = counts()
    second = load_demo(place, lines.append)

    assert counts() == before
    assert second == first
    assert lines[-1] == "見本データは、すでに入っています。"

    with db.transaction():
        outbox.record(SeedChanged(1), by=None)

    assert db.session.scalar(select(func.count()).select_from(Delivery)) > 0


def test_a_database_with_people_of_its_own_is_left_alone(stage, cast):
    with pytest.raises(RuleBroken, match="すでに利用者のいる"):
        load_demo(stage, lambda line: None)

    assert counts()["Need"] == 0


def test_a_loading_that_broke_off_is_not_taken_for_a_whole_one(stage):
    with db.transaction():
        db.session.add(User(name="管 理久", email="kanri@city.example", role=Role.ADMIN, password_hash="-", demo=True))

    with pytest.raises(RuleBroken, match="途中まで"):
        load_demo(stage, lambda line: None)


def test_everybody_is_invented_and_marked_so(played):
    people = db.session.scalars(select(User)).all()

    assert [person.email for person in people if not person.demo or not person.email.endswith(".example")] == []
    assert [org.name for org in db.session.scalars(select(Organization)).all() if not org.demo] == []


def test_visitors_can_sign_in_as_people_of_every_role(played):
    there = {person.email: person for person in db.session.scalars(select(User)).all()}
    people = [there[email] for _, _, email in played.people]
    kept = [person.password_hash for person in people]
    db.session.rollback()

    assert {person.role for person in people} == set(Role)
    assert matches(kept[0], played.password)
    assert set(kept) == {kept[0]}


def test_the_password_is_made_for_this_installation_and_read_by_its_owner_alone(installation):
    settings, accounts = installation
    place = Path(settings.instance) / "demo_password"

    assert place.read_text().strip() == accounts.password
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert len(accounts.password) == 23
    assert accounts.password in "\n".join(accounts.greeting)


def test_people_find_notices_of_the_last_weeks_and_none_is_posted(played):
    letters = db.session.scalars(select(Letter)).all()
    written = [clock.today() - clock.in_japan(letter.written_at).date() for letter in letters]
    officers = {person.id for person in db.session.scalars(select(User).where(User.role == Role.OFFICER))}
    companies = {person.id for person in db.session.scalars(select(User).where(User.role == Role.PROPOSER))}

    assert max(written) <= RECENT
    assert officers & {letter.to_id for letter in letters} and companies & {letter.to_id for letter in letters}
    assert {(letter.due_at, letter.posted_at, letter.died_at) for letter in letters} == {(None, None, None)}


def test_nothing_is_owed_when_the_demo_has_been_loaded(played):
    waiting = select(func.count()).select_from(Delivery).where(Delivery.done_at.is_(None))

    assert db.session.scalar(waiting) == 0
