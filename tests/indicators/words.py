"""Organisations and persons that come and go, aims, and published numbers, for the tests that are about them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hack import clock, db
from hack.accounts.actions import apply_organization, deactivate, move_organization, reactivate
from hack.accounts.models import Organization, OrganizationKind, User
from hack.indicators.figures.actions import enter_figure
from hack.indicators.figures.models import Precision, PublishedFigure, Qualifier, Subject
from hack.indicators.participants.actions import enter_actual, set_target
from hack.indicators.participants.models import ParticipantTerm
from hack.indicators.participants.queries import kept_of
from hack.indicators.participants.terms import Term
from hack.passages import advance
from hack.pipeline.member import PATH
from hack.roles import Role
from tests.cast import a_person

DX = "横浜DX戦略素案"


def day(text: str) -> datetime:
    """Noon in Japan of that day."""
    return clock.start_of(date.fromisoformat(text)) + timedelta(hours=12)


def an_entering(name: str, at: datetime, *, by: User, **facts: Any) -> tuple[Organization, User]:
    """An organisation that applies, is accepted and begins at that moment, with its first person."""
    with clock.stopped_at(at), db.transaction():
        facts = {"kind": OrganizationKind.COMPANY, "in_city": True} | facts
        house = apply_organization(name=name, applicant_email=f"{name}@house.example", applicant_name="人", **facts)
        move_organization(house, "verify", by=by)
        person = a_person("人", f"{name}@house.example", Role.PROPOSER, organization=house)
        db.session.add(person)
        db.session.flush()
        advance(house, "activate", among=PATH.moves, by=person, made_at="accounts.accept")
    return house, person


def moved(house: Organization, name: str, at: datetime, *, by: User) -> None:
    """The organisation goes on along its path at that moment."""
    with clock.stopped_at(at), db.transaction():
        move_organization(house, name, by=by, reason="理由")


def put_out(person: User, at: datetime, *, by: User) -> None:
    with clock.stopped_at(at), db.transaction():
        deactivate(person, by=by)


def let_in(person: User, at: datetime, *, by: User) -> None:
    with clock.stopped_at(at), db.transaction():
        reactivate(person, by=by)


def the_term(year: int) -> ParticipantTerm:
    return kept_of(Term(year))


def aims() -> None:
    """The aims of the strategy."""
    for year, target in ((2022, 250), (2023, 500), (2024, 750), (2025, 1000)):
        with db.transaction():
            set_target(the_term(year), target=target, source=DX, by=None, seen=None)


def an_actual(year: int, actual: int | None, *, by: User, **facts: Any) -> None:
    """An actual entered by hand, as of the end of the term unless said otherwise."""
    given = {"of": None, "on": date(year + 1, 3, 31), "source": "公表資料", "seen": None} | facts
    with db.transaction():
        enter_actual(the_term(year), actual=actual, by=by, **given)


def a_figure(*, by: User | None = None, **facts: Any) -> PublishedFigure:
    """A number as a document told it."""
    answers = {
        "subject": Subject.FRONT,
        "what": "提案(累計)",
        "value": 800.0,
        "unit": "件",
        "qualifier": Qualifier.AT_LEAST,
        "as_of": date(2019, 6, 1),
        "precision": Precision.YEAR,
        "source": "2019年の文章",
        "source_url": "",
        "note": "",
    }
    with db.transaction():
        return enter_figure(by=by, **(answers | facts))


LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
