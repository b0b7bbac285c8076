"""Fills an empty installation with a made-up town: rows in bulk, with steps, dates and histories as after some years.

No deed is done and nobody reacts.
"""

from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import insert, select

from bench import things
from bench.things import Rows
from bench.town import Town
from hack import db
from hack.accounts.models import Organization, Section, SignIn, User
from hack.accounts.reference import load_bureaus
from hack.matching.models import Run, Suggestion, Verdict
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.outbox import Delivery, EventRecord
from hack.passages import Passage
from hack.pipeline import Path
from hack.proposals.models import Proposal
from hack.seeds.models import Seed
from hack.workgroups.models import Meeting, Member, Workgroup

AT_ONCE = 2_000
TABLES = {
    Organization: things.organizations,
    User: things.people,
    Need: things.needs,
    Seed: things.seeds,
    Run: things.runs,
    Suggestion: things.suggestions,
    Verdict: things.verdicts,
    Proposal: things.proposals,
    Workgroup: things.workgroups,
    Member: things.members,
    Meeting: things.meetings,
}


def fill(town: Town) -> None:
    """Write down the whole town."""
    with db.transaction():
        load_bureaus()
        town.sections = list(db.session.scalars(select(Section.id).order_by(Section.id)))
    for kind, rows in TABLES.items():
        _write(kind, rows(town))
    _write(SignIn, _sign_ins(town))
    _write(Letter, _letters(town))
    passages = list(_passages(town))
    _write(Passage, passages)
    _write(EventRecord, _events(town, len(passages)))
    _write(Delivery, _deliveries(town, len(passages)))


def _write(kind: Any, rows: Iterable[dict[str, Any]]) -> None:
    """Write the rows in portions, each in a transaction of its own; what a row leaves out has its usual value."""
    rows = iter(rows)
    while portion := list(islice(rows, AT_ONCE)):
        with db.transaction():
            db.session.execute(insert(kind), portion)


def _passages(town: Town) -> Rows:
    """How everything came to its step, by the shortest way."""
    standing = (
        (Need.path, town.need_steps),
        (Proposal.path, town.proposal_steps),
        (Workgroup.path, town.workgroup_steps),
    )
    for path, steps in standing:
        ways = {step: _way_to(path, step) for step in set(steps)}
        for thing, step in enumerate(steps, 1):
            for place, (start, move, end) in enumerate(ways[step]):
                at = town.now - timedelta(days=700 - 30 * place)
                yield {
                    "noun": path.noun,
                    "thing_id": thing,
                    "at": at,
                    "happened_on": at.date(),
                    "by_id": 1 + thing % 10,
                    "start": start,
                    "end": end,
                    "move": move,
                }


def _way_to(path: Path, end: Any) -> list[tuple[str, str, str]]:
    """The shortest way along the path to a step: (start, move, end) of each passage."""
    ways: dict[Any, list[tuple[str, str, str]]] = {path.begins: []}
    waiting = [path.begins]
    while end not in ways:
        here = waiting.pop(0)
        for move in path.moves_from(here):
            if move.end not in ways:
                ways[move.end] = [*ways[here], (here.value, move.name, move.end.value)]
                waiting.append(move.end)
    return ways[end]


def _events(town: Town, many: int) -> Rows:
    for number in range(1, many + 1):
        need = 1 + number % town.needs
        facts = {"need_id": need, "start": "draft", "end": "checking", "move": "submit"}
        who = 1 + number % town.people
        yield {
            "id": number,
            "at": town.ago(900),
            "name": "NeedMoved",
            "thing": f"need:{need}",
            "facts": facts,
            "by_id": who,
        }


def _deliveries(town: Town, many: int) -> Rows:
    """One of each event, done."""
    for number in range(1, many + 1):
        yield {"event_id": number, "reaction": "search.reactions.index_need", "done_at": town.now, "tries": 1}


def _letters(town: Town) -> Rows:
    """Two for each need, a quarter of them to the secretariat; one in 500 was given up."""
    for number in range(1, town.needs * 2 + 1):
        at, to = town.ago(700), 1 + number % (20 if number % 4 == 0 else town.people)
        yield {
            "occasion": "need_submitted",
            "to_id": to,
            "address": f"person{to}@example.jp",
            "subject": f"ニーズ{number}の確認をお願いします",
            "facts": {"about": ["need", "somenumber22"]},
            "path": "/needs/",
            "written_at": at,
            "posted_at": at,
            "died_at": at if number % 500 == 0 else None,
            "tries": 1,
        }


def _sign_ins(town: Town) -> Rows:
    """Ten ended ones for each person."""
    for number in range(town.people * 10):
        at = town.ago(300)
        when = {"began_at": at, "seen_at": at, "ended_at": at}
        yield {"digest": f"{number:064x}", "user_id": 1 + number % town.people, "device": "Windows の Edge", **when}
