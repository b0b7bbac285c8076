"""How the terms of the strategy stand, how the number of participants has grown, who is behind a number, and what was put right."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import Organization, OrganizationKind, Place, User
from hack.accounts.queries import people_visible_to, visible_to
from hack.indicators.participants.counting import History, Spell, count, history, those
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import Forecast, Point, foresee
from hack.indicators.participants.models import ParticipantChange, ParticipantMeasure, ParticipantTerm
from hack.indicators.participants.standing import Actual, Standing, standing
from hack.indicators.participants.terms import LATEST, TERMS, Term, term_called

PLATFORM = "このサイトの記録"
AHEAD = 5
"""How many years ahead a term may be added."""
AT_FIRST = Counted.ORGANIZATIONS
"""What is compared while nobody has chosen."""


class Someone(NamedTuple):
    """One who is behind a number: a name, the organisation (of a person), and since when. `key`: the organisation's page, if it may be seen."""

    name: str
    house: str
    key: str
    kind: OrganizationKind
    place: Place
    since: datetime


def one_term(term: str, viewer: Any) -> ParticipantTerm | None:
    """What is kept of the term that addresses call so; it is for everybody. None where there is no such term."""
    called = term_called(term)
    kept = kept_of(called) if called is not None else None
    return kept if kept is not None and called is not None and (called.given or kept.told) else None


def kept_of(term: Term) -> ParticipantTerm:
    """What is kept of a term; an empty row, not in the database, where nothing is kept of it yet."""
    year = term.year
    kept = db.session.scalar(select(ParticipantTerm).where(ParticipantTerm.year == year))
    return kept or ParticipantTerm(year=year, version=0, target_source="", actual_source="", outlook="")


def kept_terms() -> dict[int, ParticipantTerm]:
    """What is kept of each term, by its fiscal year. One query."""
    return {row.year: row for row in db.session.scalars(select(ParticipantTerm))}


def terms_among(kept: Mapping[int, ParticipantTerm]) -> list[Term]:
    """The terms there are, in their order: the strategy's four, and the later ones of which the city says something."""
    later = sorted(year for year, row in kept.items() if row.told and not Term(year).given)
    return [*TERMS, *map(Term, later)]


def terms_to_add(kept: Mapping[int, ParticipantTerm]) -> list[Term]:
    """The terms that the city may add now: of the next years those that are not there."""
    there, first = {term.year for term in terms_among(kept)}, TERMS[-1].year + 1
    ahead = max(first, clock.fiscal_year(clock.today())) + AHEAD
    return [Term(year) for year in range(first, min(ahead, LATEST) + 1) if year not in there]


def newest_measure() -> ParticipantMeasure | None:
    """The newest choice of what is compared; None where nobody has chosen. One query."""
    newest = select(ParticipantMeasure).order_by(ParticipantMeasure.id.desc()).limit(1)
    return db.session.scalar(newest.options(joinedload(ParticipantMeasure.by)))


def listed_measures() -> Select[Any]:
    """What was chosen to be compared, newest first, for `db.page_of`."""
    return select(ParticipantMeasure).options(joinedload(ParticipantMeasure.by)).order_by(ParticipantMeasure.id.desc())


def listed_changes() -> Select[Any]:
    """What was entered and put right, newest first, for `db.page_of`."""
    return select(ParticipantChange).options(joinedload(ParticipantChange.by)).order_by(ParticipantChange.id.desc())


def growth(who: Counted, past: History) -> list[Point]:
    """How many there were at the end of each month (24:00 of its last day) since anybody has taken part, and now."""
    if past.begins is None:
        return []
    today = clock.today()
    ends = _month_ends(clock.in_japan(past.begins).date(), today)
    return [
        *((day, count(clock.end_of(day), who, of=past)) for day in ends),
        (today, count(clock.now(), who, of=past)),
    ]


def foreseen(who: Counted, grown: Sequence[Point], kept: dict[int, ParticipantTerm]) -> tuple[Forecast | None, str]:
    """The forecast, and from what it was made: the platform's month-ends; where they say too little, the actuals entered by hand.

    grown: as `growth` tells it; the last point, which is now and may change yet, is left out.
    """
    if (forecast := foresee(grown[:-1])) is not None:
        return forecast, PLATFORM
    entered = {row.actual_on: row.actual for row in kept.values() if _compares(row, who)}
    points = sorted((day, number) for day, number in entered.items() if day is not None and number is not None)
    return foresee(points), "手で入れた実績"


def standings(
    who: Counted, past: History, forecast: Forecast | None, kept: dict[int, ParticipantTerm]
) -> list[Standing]:
    """How each term stands, in their order."""
    today, nothing = clock.today(), ParticipantTerm(target_source="", outlook="")
    found = []
    for term in terms_among(kept):
        row = kept.get(term.year, nothing)
        found.append(
            standing(
                term,
                who=who,
                target=row.target,
                target_source=row.target_source,
                actual=_actual(term, who, row, past, today),
                forecast=forecast,
                today=today,
                outlook=row.outlook,
            )
        )
    return found


def behind(spells: Sequence[Spell], who: Counted, viewer: Any) -> list[Someone]:
    """The names of these, in their order; of an organisation that this viewer may not see now, only that it was there. One query or two."""
    houses = {
        row.id: row
        for row in db.session.execute(
            select(Organization.id, Organization.name, Organization.key).where(
                Organization.id.in_({spell.organization_id for spell in spells}), visible_to(viewer)
            )
        )
    }
    names: dict[int, str] = {}
    if who is Counted.PERSONS:
        people = select(User.id, User.name).where(
            User.id.in_({spell.number for spell in spells}), people_visible_to(viewer)
        )
        names = {row.id: row.name for row in db.session.execute(people)}
    found = []
    for spell in spells:
        house = houses.get(spell.organization_id)
        called = house.name if house else "(いまは参加していない団体)"
        name = names.get(spell.number, "(見られない人)") if who is Counted.PERSONS else called
        found.append(
            Someone(
                name,
                called if who is Counted.PERSONS else "",
                house.key if house else "",
                spell.kind,
                spell.place,
                spell.since,
            )
        )
    return found


def behind_number(day: date, who: Counted, kind: OrganizationKind | None, place: Place | None) -> list[Spell]:
    """Those who are counted at the end of that day; today, those who are counted now."""
    return those(moment_of(day), who, kind, place)


def moment_of(day: date) -> datetime:
    """The moment at which a day is counted: when it is over in Japan; for today and what is ahead, now."""
    return min(clock.end_of(day), clock.now())


def counted_here(who: Counted, day: date) -> int | None:
    """How many the platform has counted at the end of that day; None where nobody had taken part yet."""
    past, at = history(), moment_of(day)
    return count(at, who, of=past) if past.begins is not None and past.begins < at else None


def _actual(term: Term, who: Counted, row: ParticipantTerm, past: History, today: date) -> Actual | None:
    """What was entered by hand, else what the platform has kept: of a term that is over at its end, of the present one now."""
    day = min(term.ends_on, today)
    kept = None
    if term.has_begun(today) and past.begins is not None and past.begins < moment_of(day):
        kept = count(moment_of(day), who, of=past)
    if row.actual is not None and row.actual_on is not None and _compares(row, who):
        return Actual(row.actual, row.actual_on, True, row.actual_source, row.actual_of, kept)
    return Actual(kept, day, False, PLATFORM, who, kept) if kept is not None else None


def _compares(row: ParticipantTerm, who: Counted) -> bool:
    """Whether an actual was entered that may be compared: one that counts the same, or of which its source says nothing."""
    return row.actual is not None and row.actual_of in (who, None)


def _month_ends(since: date, today: date) -> list[date]:
    """The last days of the months from that of `since`, that are over."""
    found, month = [], since.year * 12 + since.month
    while (end := date(month // 12, month % 12 + 1, 1) - timedelta(days=1)) < today:
        found.append(end)
        month += 1
    return found
