"""How the demo's secretariat looks at who takes part: the published numbers are read, and it is chosen what is compared."""

from datetime import date

from hack.accounts.actions import edit_organization
from hack.accounts.models import OrganizationKind
from hack.demo.entering import Stage
from hack.demo.script import Row, choice
from hack.indicators.figures.reference import load_published
from hack.indicators.participants.actions import choose_measure, write_outlook
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.queries import kept_of, newest_measure
from hack.indicators.participants.terms import Term


def read_published(stage: Stage, act: Row, today: date) -> None:
    """The published numbers and aims are entered, where the installation did not do so when it began."""
    load_published()


def compare(stage: Stage, act: Row, today: date) -> None:
    """The secretariat chooses what is compared with the aims."""
    newest = newest_measure()
    reason = stage.script.reason(act)
    choose_measure(choice(Counted, act["who"]), reason=reason, by=stage.coordinator, seen=newest.id if newest else 0)


def look_ahead(stage: Stage, act: Row, today: date) -> None:
    """The secretariat writes what it will do so that a term's aim is reached."""
    write_outlook(kept_of(Term(act["year"])), outlook=act["outlook"], by=stage.coordinator, seen=None)


def resort(stage: Stage, act: Row, today: date) -> None:
    """An organisation is of another kind from now on."""
    house = stage.organizations[act["house"]]
    edit_organization(house, by=stage.coordinator, seen=None, kind=choice(OrganizationKind, act["kind"]))
