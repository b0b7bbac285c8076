"""Rounds of sixty proposals and twenty people, and a hundred that were given up."""

from typing import Any

from sqlalchemy import select

from hack import db
from hack.accounts.models import User
from hack.evaluation.models import Entry, Evaluator
from hack.pipeline.round import RoundStep
from hack.rounds.models import Carrier, Matter, Placing, Round, RoundKind
from tests.whole.crowd.rows import many

CLUES = ["所管課の職員", "共通する言葉: 河川、土砂"]


def give_out(coordinator: User) -> None:
    """All proposals and all evaluators in every round there is, two people for each proposal."""
    for round_ in db.session.scalars(select(Round).order_by(Round.id)).all():
        _fill(round_)

    def given_up(n: int, by: Any) -> dict[str, Any]:
        about = {"kind": RoundKind.COORDINATORS, "made_by_id": by.id, "wanted": 1, "evenly": n % 2 == 0}
        return about | {"step": RoundStep.DISCARDED}

    many(Round, 100, [coordinator], given_up)


def _fill(round_: Round) -> None:
    there = {one.user_id for one in round_.carriers}
    people = select(Evaluator).where(
        Evaluator.evaluation_id == round_.evaluation_id, Evaluator.declared_at.is_not(None)
    )
    users = [one.user_id for one in db.session.scalars(people) if one.user_id not in there]
    known = {one.entry_id for one in round_.matters}
    entries = select(Entry.id).where(Entry.evaluation_id == round_.evaluation_id, Entry.id.not_in(known))
    carriers = many(
        Carrier, len(users), users, lambda _, user_id: {"round_id": round_.id, "user_id": user_id, "capacity": 9}
    )
    told = [[one.id, 0.5, CLUES] for one in carriers]
    things = list(db.session.scalars(entries))

    def thing(_: int, entry_id: int) -> dict[str, Any]:
        return {"round_id": round_.id, "entry_id": entry_id, "wishes": {}, "told": told}

    matters = many(Matter, len(things), things, thing)
    pairs = [(one, carriers[(n + more) % len(carriers)]) for n, one in enumerate(matters) for more in (0, 1)]
    many(Placing, len(pairs), pairs, lambda _, pair: {"matter_id": pair[0].id, "carrier_id": pair[1].id})
