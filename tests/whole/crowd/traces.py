"""What everything leaves behind: histories, follows, letters."""

from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.consultations.models import Check
from hack.following.models import Follow, Kind
from hack.intake.models import Case
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.outbox import Delivery, EventRecord
from hack.passages import Passage
from hack.proposals.models import Proposal
from hack.support.models import Support
from hack.workgroups.models import Workgroup
from tests.whole.crowd.rows import many

HISTORY = {
    "need": "return",
    "support": "decline",
    "proposal": "query",
    "workgroup": "resume",
    "check": "query",
    "front": "recall_dates",
    "member": "suspend",
}
"""A move of each path that leaves a line in the history."""


def histories(people: list[User], things: dict[str, list[Any]]) -> None:
    """Thirty lines in the history of everything that has one."""
    for noun, kind in (
        ("need", Need),
        ("support", Support),
        ("proposal", Proposal),
        ("workgroup", Workgroup),
        ("check", Check),
        ("front", Case),
        ("member", Organization),
    ):
        first = db.session.scalars(select(kind).order_by(kind.id).limit(12)).all()
        move = kind.path.move(HISTORY[noun])
        about = {"noun": noun, "start": move.from_steps[0].value, "end": move.end.value, "move": move.name}
        when = {"at": clock.now(), "happened_on": clock.today(), "reason": "そのため"}
        those = [(thing.id, person) for thing in [*first, *things[noun][:5]] for person in people[:30]]
        facts = about | when
        many(Passage, len(those), those, lambda _, one, facts=facts: facts | {"thing_id": one[0], "by_id": one[1].id})


def follow(people: list[User], needs: list[Need]) -> None:
    """Each of these people follows a hundred needs, and twenty searches."""
    for person in people:
        many(
            Follow,
            100,
            needs,
            lambda _, one, person=person: {"user_id": person.id, "kind": Kind.NEED, "thing": one.key},
        )
        many(Follow, 20, [person], lambda n, one: {"user_id": one.id, "kind": Kind.SEARCH, "thing": f"言葉{n}"})


def letters(people: list[User], others: list[User]) -> None:
    """A hundred letters to each of these people, as many that were given up, and reactions that were."""
    about = {"occasion": "need_published", "subject": "募集が始まりました", "path": "/needs/"}

    def letter(n: int, person: Any) -> dict[str, Any]:
        died = clock.now() if person.section_id and n % 2 else None
        return about | {
            "to_id": person.id,
            "address": f"{n}@x.example",
            "facts": {"about": ["need", "x"]},
            "died_at": died,
        }

    def event(n: int, person: Any) -> dict[str, Any]:
        return {
            "name": "NeedChanged",
            "thing": "need:1",
            "facts": {"need_id": 1},
            "by_id": person.id,
            "at": clock.now(),
        }

    many(Letter, 700, [*people, *others[:2]], letter)
    events = many(EventRecord, 100, others, event)
    many(
        Delivery,
        100,
        events,
        lambda _, one: {"event_id": one.id, "reaction": "search.reactions.index_need", "died_at": clock.now()},
    )
