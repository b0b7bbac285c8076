"""Changing a draft by hand: who carries a thing, what the secretariat thinks of people for it, and how much somebody carries."""

from collections.abc import Collection, Mapping

from hack import db
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.evaluation.queries import begun_pairs
from hack.policy import can
from hack.rounds.actions.writing import keep, refuse_fixed
from hack.rounds.models import OWN_WORD, Carrier, Matter, Placing
from hack.rounds.sheet import load_of

NOT_THIS_ONE = 0
MOST_CAPACITY = 100


def place_people(
    matter: Matter, *, people: Collection[str], wishes: Mapping[str, int | None], by: User, seen: int | None
) -> None:
    """Say who carries a thing, and what speaks for or against people (1 to 3, 0: not this person); by the keys of the carriers.

    Who is put there stays when the draft is worked out anew; what speaks for people counts from then on. Raises NotAllowed, Overtaken
    (changed meanwhile, or no draft any more), RuleBroken (a conflict, somebody is full, or a sheet is begun). Records RoundChanged if
    anything is different.
    """
    if not can(by, "matter.edit", matter):
        raise NotAllowed("matter.edit")
    round_ = matter.round
    chosen = [one for one in round_.carriers if one.key in people]
    said = {one.key: wish for one in round_.carriers if (wish := wishes.get(one.key)) is not None}
    there = {one.carrier_id for one in matter.placings}
    if (there, matter.wishes) == ({one.id for one in chosen}, said):
        return
    refuse_fixed(round_, seen)
    new = [one for one in chosen if one.id not in there]
    for carrier in new:
        _refuse_unfit(matter, carrier)
    for carrier in chosen:
        if said.get(carrier.key) == NOT_THIS_ONE:
            raise RuleBroken(
                f"{carrier.user.name}さんは「任せない」となっています。どちらかを変えてください。", "people"
            )
    _refuse_losing(matter, there - {one.id for one in chosen})

    matter.wishes = said
    matter.placings[:] = [one for one in matter.placings if one.carrier_id in {one.id for one in chosen}]
    matter.placings += [Placing(carrier_id=one.id, carrier=one, stands=True) for one in new]
    keep(round_, by=by)
    db.session.expire(matter, ["placings"])


def _refuse_unfit(matter: Matter, carrier: Carrier) -> None:
    """Raise RuleBroken if the person may not have the thing, whatever the secretariat thought of it, or is full."""
    if barred := barred_because(matter, carrier):
        raise RuleBroken(f"{carrier.user.name}さんには任せられません({barred})。", "people")
    load = load_of(carrier.round, carrier)
    if load >= carrier.capacity:
        raise RuleBroken(
            f"{carrier.user.name}さんは、上限の{carrier.capacity}件をすでに持っています(いま{load}件)。"
            "上限を増やすか、ほかの案件から外してください。",
            "people",
        )


def barred_because(matter: Matter, carrier: Carrier) -> str:
    """Why the person may not have the thing; empty where they may, or where only the secretariat's own word stands against it."""
    prospect = next((one for one in matter.prospects if one.carrier_id == carrier.id), None)
    if prospect is None or prospect.value is not None or prospect.because == [OWN_WORD]:
        return ""
    return prospect.because[0]


def _refuse_losing(matter: Matter, gone: Collection[int]) -> None:
    evaluation = matter.round.evaluation
    if evaluation is None or not gone:
        return
    users = {one.user_id: one.user.name for one in matter.round.carriers if one.id in gone}
    begun = {place_id for place_id, entry_id in begun_pairs(evaluation) if entry_id == matter.entry_id}
    for place in evaluation.evaluators:
        if place.id in begun and place.user_id in users:
            raise RuleBroken(f"{users[place.user_id]}さんは評価票を書き始めているため、外せません。", "people")


def set_capacity(carrier: Carrier, *, capacity: int, by: User, seen: int | None) -> None:
    """Say how many things of this round a person carries at most. Raises NotAllowed, Overtaken, RuleBroken (out of bounds, or the person
    carries more). Records RoundChanged if it is different.
    """
    if not can(by, "carrier.edit", carrier):
        raise NotAllowed("carrier.edit")
    if carrier.capacity == capacity:
        return
    refuse_fixed(carrier.round, seen)
    if not 0 <= capacity <= MOST_CAPACITY:
        raise RuleBroken(f"0から{MOST_CAPACITY}までの数で入力してください。", "capacity")
    load = load_of(carrier.round, carrier)
    if capacity < load:
        raise RuleBroken(f"いま{load}件を持っています。先に案件から外すか、{load}以上にしてください。", "capacity")

    carrier.capacity = capacity
    keep(carrier.round, by=by)
