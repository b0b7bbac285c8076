"""Counting participants as of a moment, from what is kept of their coming and going. Every count on every page is made here.

What was counted for a moment stays what it was: later moves, taken back or not, change nothing of it, nor does another kind or place
that an organisation has had since. What its kind and place were is told by the audit trail (`OrganizationResorted`), since that is kept;
for earlier days the oldest that is known counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, and_, cast, literal, or_, select

from hack import db
from hack.accounts.models import IN_CITY, Organization, OrganizationKind, Place, User
from hack.indicators.participants.definition import TAKES_PART, Counted
from hack.outbox import EventRecord
from hack.passages import Passage
from hack.pipeline.member import PATH

EVER = datetime(1, 1, 1, tzinfo=UTC)
"""Before anything was kept."""
Span = tuple[datetime, datetime | None]
"""From when until when (not included); None: it goes on."""


class Spell(NamedTuple):
    """A time during which one takes part: who (a row number), of which organisation, from when until when; None: it goes on."""

    number: int
    organization_id: int
    kind: OrganizationKind
    place: Place
    begins: datetime
    ends: datetime | None
    joined: datetime | None = None
    """Since when it had taken part by then, where the spell began only because it is of another kind or place since; else None."""

    @property
    def since(self) -> datetime:
        """Since when it took part without a break."""
        return self.joined or self.begins

    def covers(self, at: datetime) -> bool:
        """Whether it lasts at that moment; who leaves at a moment is not there any more."""
        return self.begins <= at and (self.ends is None or at < self.ends)


class History(NamedTuple):
    """When organisations and persons have taken part; nobody has two spells at one moment."""

    organizations: Sequence[Spell]
    persons: Sequence[Spell]

    def of(self, who: Counted) -> Sequence[Spell]:
        return self.persons if who is Counted.PERSONS else self.organizations

    @property
    def begins(self) -> datetime | None:
        """Since when anybody has taken part; None where nobody has yet."""
        return min((spell.begins for spell in self.organizations), default=None)


def count(
    at: datetime,
    who: Counted = Counted.ORGANIZATIONS,
    kind: OrganizationKind | None = None,
    place: Place | None = None,
    *,
    of: History | None = None,
) -> int:
    """How many take part at that moment: organisations, or persons, as `definition.Counted` defines them.

    kind, place: only organisations of that kind or at that place, or persons of them. of: the history, where it was read before.
    """
    return len(those(at, who, kind, place, of=of))


def those(
    at: datetime,
    who: Counted = Counted.ORGANIZATIONS,
    kind: OrganizationKind | None = None,
    place: Place | None = None,
    *,
    of: History | None = None,
) -> list[Spell]:
    """Those whom `count` counts, who has taken part longest first."""
    found = [
        spell
        for spell in (of or history()).of(who)
        if spell.covers(at) and kind in (None, spell.kind) and place in (None, spell.place)
    ]
    return sorted(found, key=lambda spell: (spell.since, spell.number))


def history() -> History:
    """When organisations and persons have taken part, as everything that is kept tells it. Five queries."""
    organizations = _spells_of_organizations()
    return History(organizations, _spells_of_persons(organizations))


def _spells_of_organizations() -> list[Spell]:
    ways: dict[int, list[Any]] = defaultdict(list)
    moved = select(Passage.thing_id, Passage.at, Passage.start, Passage.end).where(Passage.noun == PATH.noun)
    for passage in db.session.execute(moved.order_by(Passage.at, Passage.id)):
        ways[passage.thing_id].append(passage)
    places, resorted = {kept: place for place, kept in IN_CITY.items()}, _resorted()
    columns = (Organization.id, Organization.kind, Organization.in_city, Organization.step, Organization.applied_at)
    found = []
    for one in db.session.execute(select(*columns).order_by(Organization.id)):
        way = ways[one.id]
        began = way[0].start if way else one.step.value
        states = [(one.applied_at, began == TAKES_PART), *((move.at, move.end == TAKES_PART) for move in way)]
        sorts = _sorts(resorted[one.id], (one.kind, places[one.in_city]))
        found += [spell for span in _spans(states) for spell in _by_sort(one.id, span, sorts)]
    return found


Sort = tuple[OrganizationKind, Place]


def _resorted() -> defaultdict[int, list[tuple[datetime, Sort]]]:
    """When each organisation became of another kind or place, in their order, and what it had been until then. One query."""
    found: defaultdict[int, list[tuple[datetime, Sort]]] = defaultdict(list)
    kept = select(EventRecord.at, EventRecord.facts).where(EventRecord.name == "OrganizationResorted")
    for at, facts in db.session.execute(kept.order_by(EventRecord.at, EventRecord.id)):
        before = OrganizationKind(facts["kind_before"]), Place(facts["place_before"])
        found[facts["organization_id"]].append((at, before))
    return found


def _sorts(changes: Sequence[tuple[datetime, Sort]], now: Sort) -> list[tuple[Span, Sort]]:
    """During which times it was of which kind and at which place; the first reaches back for ever, the last goes on."""
    found: list[tuple[Span, Sort]] = []
    since = EVER
    for at, before in changes:
        found.append(((since, at), before))
        since = at
    return [*found, ((since, None), now)]


def _by_sort(number: int, span: Span, sorts: Sequence[tuple[Span, Sort]]) -> list[Spell]:
    """The time during which an organisation took part, cut where it became of another kind or place."""
    parts = [(_overlap(span, during), sort) for during, sort in sorts]
    return [Spell(number, number, *sort, *part, span[0]) for part, sort in parts if part is not None]


def _spells_of_persons(organizations: Iterable[Spell]) -> list[Spell]:
    """A person takes part while the account is in use and the organisation takes part.

    An account that is out of use without its being kept since when is not counted for its last time in use.
    """
    at_house: dict[int, list[Spell]] = defaultdict(list)
    for spell in organizations:
        at_house[spell.organization_id].append(spell)
    changes: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    left = EventRecord.name == "PersonDeactivated"
    kept = select(EventRecord.thing, EventRecord.at, left.label("left")).where(or_(left, _came_back()))
    for event in db.session.execute(kept.order_by(EventRecord.at, EventRecord.id)):
        changes[int(event.thing.partition(":")[2])].append((event.at, not event.left))
    columns = (User.id, User.organization_id, User.joined_at, User.active)
    found = []
    for person in db.session.execute(select(*columns).where(User.organization_id.is_not(None)).order_by(User.id)):
        spans = _spans([(person.joined_at, True), *changes[person.id]])
        if not person.active:
            spans = [span for span in spans if span[1] is not None]
        for house in at_house[person.organization_id]:
            for span in spans:
                if (both := _overlap(span, (house.begins, house.ends))) is not None:
                    joined = max(span[0], house.since)
                    found.append(house._replace(number=person.id, begins=both[0], ends=both[1], joined=joined))
    return found


def _came_back() -> ColumnElement[bool]:
    """An account was taken into use again: `PersonReactivated`, and before there was that, PersonChanged by somebody else."""
    oneself = literal("user:", String) + cast(EventRecord.by_id, String)
    by_others = and_(EventRecord.name == "PersonChanged", EventRecord.thing != oneself)
    return or_(EventRecord.name == "PersonReactivated", by_others)


def _spans(states: Sequence[tuple[datetime, bool]]) -> list[Span]:
    """The times during which it was so, of moments in their order and whether it was so from then on; it began no later than any."""
    found: list[Span] = []
    since = min(at for at, _ in states) if states[0][1] else None
    for at, so in states[1:]:
        if so and since is None:
            since = at
        elif not so and since is not None:
            if since < at:
                found.append((since, at))
            since = None
    return [*found, (since, None)] if since is not None else found


def _overlap(one: Span, other: Span) -> Span | None:
    """The time that both last; None where they have none in common."""
    begins = max(one[0], other[0])
    ends = min((end for end in (one[1], other[1]) if end is not None), default=None)
    return (begins, ends) if ends is None or begins < ends else None
