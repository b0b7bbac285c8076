"""A count by kind or place of a day that is over stays, whatever the organisation becomes later."""

from sqlalchemy import select

from hack import clock, db
from hack.accounts.actions import edit_organization
from hack.accounts.models import Organization, OrganizationKind, Place
from hack.indicators.participants.counting import count, history, those
from hack.indicators.participants.definition import Counted
from hack.outbox import EventRecord
from tests.indicators.words import an_entering, day, moved

STARTUP, COMPANY = OrganizationKind.STARTUP, OrganizationKind.COMPANY


def _becomes(house, at, *, by, **facts):
    with clock.stopped_at(day(at)), db.transaction():
        edit_organization(db.session.get_one(Organization, house.id), by=by, seen=None, **facts)


def _counts(kind, *days, who=Counted.ORGANIZATIONS, place=None):
    past = history()
    return [count(day(one), who, kind, place, of=past) for one in days]


def test_a_past_count_by_kind_stays_when_the_organization_is_of_another_kind_later(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori, kind=STARTUP)
    days = ("2026-01-11", "2026-02-28", "2026-03-02")
    before = _counts(STARTUP, *days)
    _becomes(house, "2026-03-01", by=cast.mori, kind=COMPANY)

    assert before == [1, 1, 1]
    for who in Counted:
        assert _counts(STARTUP, *days, who=who) == [1, 1, 0]
        assert _counts(COMPANY, *days, who=who) == [0, 0, 1]
        assert _counts(None, *days, who=who) == [1, 1, 1]


def test_places_are_kept_alike_and_a_change_twice_over(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori, kind=STARTUP)
    _becomes(house, "2026-02-01", by=cast.mori, in_city=None)
    _becomes(house, "2026-03-01", by=cast.mori, in_city=False)
    days = ("2026-01-11", "2026-02-02", "2026-03-02")

    assert [_counts(STARTUP, *days, place=place) for place in Place] == [[1, 0, 0], [0, 0, 1], [0, 1, 0]]


def test_who_is_of_another_kind_has_taken_part_since_the_day_it_came(cast):
    house, person = an_entering("磯子精機", day("2026-01-10"), by=cast.mori, kind=STARTUP)
    _becomes(house, "2026-02-01", by=cast.mori, kind=COMPANY)
    moved(house, "suspend", day("2026-02-10"), by=cast.mori)
    moved(house, "resume", day("2026-03-01"), by=cast.mori)

    def since(at, who):
        return [one.since for one in those(day(at), who) if one.number in (house.id, person.id)]

    for who in Counted:
        assert since("2026-02-05", who) == [day("2026-01-10")]
        assert since("2026-03-05", who) == [day("2026-03-01")]


def test_only_another_kind_or_place_is_written_down(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    for facts in ({"url": "https://isogo.example"}, {"kind": COMPANY, "in_city": True}, {"name": "磯子精機(株)"}):
        _becomes(house, "2026-02-01", by=cast.mori, **facts)
    kept = select(EventRecord.facts).where(EventRecord.name == "OrganizationResorted")
    assert list(db.session.scalars(kept)) == []
    _becomes(house, "2026-02-02", by=cast.mori, in_city=False)

    assert list(db.session.scalars(kept)) == [
        {
            "organization_id": house.id,
            "kind_before": "company",
            "place_before": "yes",
            "kind": "company",
            "place": "no",
        }
    ]
