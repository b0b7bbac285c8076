"""What the demo's people say of suggestions."""

from collections import Counter

from sqlalchemy import func, select

from hack import clock, db
from hack.accounts.models import User
from hack.demo.judging import judge_suggestions
from hack.demo.script import read_script
from hack.indicators.quarters import last_quarters
from hack.indicators.queries import precision, standing
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.outbox import EventRecord

R = VerdictReason


def said():
    return list(db.session.scalars(select(Verdict).order_by(Verdict.id)))


def test_nearly_all_that_the_script_says_is_said_by_sections_the_secretariat_and_firms(played):
    verdicts = said()
    sides = Counter(verdict.by.role.value if verdict.by.organization_id is None else "firm" for verdict in verdicts)
    events = db.session.scalar(select(func.count()).select_from(EventRecord).where(EventRecord.name == "VerdictGiven"))

    assert len(verdicts) >= 0.8 * len(read_script().verdicts)
    assert events == len(verdicts)
    assert sides["officer"] > 20 and sides["coordinator"] >= 2 and sides["firm"] >= 3
    assert len({verdict.reason for verdict in verdicts}) >= 6


def test_nobody_judges_what_is_not_there_yet(played):
    early = [
        (verdict.need.title, verdict.seed.title)
        for verdict in said()
        if verdict.at < verdict.seed.published_at or verdict.at < verdict.need.drafted_at
    ]

    assert early == []
    assert max(verdict.at for verdict in said()) < clock.now()


def test_somebody_has_changed_their_mind(played):
    (first,) = [verdict for verdict in said() if verdict.withdrawn_at is not None]
    again = [verdict for verdict in said() if (verdict.need_id, verdict.seed_id) == (first.need_id, first.seed_id)]

    assert [(verdict.fits, verdict.by_id) for verdict in again] == [(False, first.by_id), (True, first.by_id)]


def test_the_page_on_how_well_matching_does_has_figures_for_two_quarters(played):
    quarters = last_quarters(8)
    found = precision(quarters)

    assert [found[quarter].judged > 5 and found[quarter].percent is not None for quarter in quarters[:2]] == [
        True,
        True,
    ]
    assert sum(one.otherwise for one in found.values()) > 1
    assert standing().judged > 30


def test_what_was_said_has_moved_lists(played):
    assert db.session.scalar(select(func.count()).select_from(Suggestion).where(Suggestion.learnt != 0)) > 10


def test_judging_twice_says_nothing_twice(played):
    before = [(verdict.id, verdict.at) for verdict in said()]

    assert judge_suggestions(lambda line: None) == 0
    assert [(verdict.id, verdict.at) for verdict in said()] == before


def test_where_nothing_is_suggested_nothing_is_said(stage, cast):
    assert judge_suggestions(lambda line: None) == 0
    assert db.session.scalar(select(func.count()).select_from(User)) > 0
