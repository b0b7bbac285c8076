"""Announcing a gathering of a lab, and writing down how it was."""

from datetime import date
from typing import Any

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import GatheringChanged, GatheringKept
from hack.livinglabs.actions.labs import refuse_where_over
from hack.livinglabs.actions.voices import refuse_contacts
from hack.livinglabs.models import Gathering, LivingLab
from hack.policy import can

TEXT = frozenset(("held_on", "kind", "title", "place", "online", "people", "record", "public"))


def keep_gathering(lab: LivingLab, *, by: User, **answers: Any) -> Gathering:
    """Announce a gathering, or write down one that was.

    Raises NotAllowed, Overtaken (the lab has ended), RuleBroken (neither place nor online, people or a record before its day, or a
    record that tells how to reach somebody). Records GatheringKept.
    """
    if not can(by, "gathering.keep", lab):
        raise NotAllowed("gathering.keep")
    refuse_where_over(lab)
    _refuse_odd(answers)

    gathering = Gathering(livinglab_id=lab.id, by_id=by.id, **answers)
    db.session.add(gathering)
    db.session.flush()
    outbox.record(GatheringKept(gathering.id), by=by)
    return gathering


def edit_gathering(gathering: Gathering, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change what is said of a gathering. Raises as `keep_gathering` does. Records GatheringChanged if anything is different."""
    if not can(by, "gathering.edit", gathering):
        raise NotAllowed("gathering.edit")
    if strange := set(answers) - TEXT:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    passages.check_version(gathering, seen)
    refuse_where_over(gathering.livinglab)
    _refuse_odd({name: getattr(gathering, name) for name in TEXT} | answers)

    for name, answer in answers.items():
        if getattr(gathering, name) != answer:
            setattr(gathering, name, answer)
    if gathering in db.session.dirty:
        passages.keep_changes()
        outbox.record(GatheringChanged(gathering.id), by=by)


def _refuse_odd(answers: dict[str, Any]) -> None:
    held_on: date = answers["held_on"]
    if not answers.get("place") and not answers.get("online"):
        raise RuleBroken("場所を入力するか、オンラインに印を付けてください。", "place")
    if held_on > clock.today() and answers.get("people") is not None:
        raise RuleBroken("まだ開いていない回の人数は、開いたあとに入力してください。", "people")
    if held_on > clock.today() and answers.get("record"):
        raise RuleBroken("まだ開いていない回の記録は、開いたあとに書いてください。", "record")
    for name in ("title", "record"):
        refuse_contacts(answers.get(name) or "", name)
