"""Letters about papers that lie before the city's body, and about its sittings: the number of the case, the day, and a link."""

from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.deliberations.models import Ruling, Sitting, Tabling
from hack.notices.letters.facts import once_each
from hack.notices.queries import coordinators, officers_of
from hack.notices.writing import Draft, path_to, to_each
from hack.web.display import jdate


def paper_tabled(item: Tabling) -> list[Draft]:
    """To the sections that the case concerns: on which day it lies before which body."""
    told: dict[str, Any] = {"body": item.sitting.body.name, "day": jdate(item.sitting.held_on)}
    return to_each(_concerned(item), "paper_tabled", **_paper(item), **told)


def paper_ruled(item: Tabling) -> list[Draft]:
    """To the sections that the case concerns: something was ruled; what, stands on the page. Or it was taken off before the day."""
    told: dict[str, Any] = {"body": item.sitting.body.name, "day": jdate(item.sitting.held_on), "off": item.taken_off}
    return to_each(_concerned(item), "paper_ruled", **_paper(item), **told)


def ruling_corrected(item: Tabling) -> list[Draft]:
    """To whom the ruling was told, and to whoever looks after the case: what was written down of it was put right."""
    looks_after = item.paper.case.taken_by
    people = [*_concerned(item), *([looks_after] if looks_after and looks_after.active else [])]
    return to_each(once_each(people), "ruling_corrected", **_paper(item), body=item.sitting.body.name)


def sitting_moved(sitting: Sitting) -> list[Draft]:
    """To the sections whose papers lie before a sitting to come, and to the coordinators: on which day it is now."""
    waiting = [item for item in sitting.agenda if item.waits]
    if sitting.held_on < clock.today() or not waiting:
        return []
    return _about(sitting, waiting, "sitting_moved")


def sitting_called_off(sitting: Sitting) -> list[Draft]:
    """To the sections whose papers lay before a sitting, and to the coordinators: it is not held, and they are tabled again."""
    return _about(sitting, [item for item in sitting.agenda if item.ruling is Ruling.NOT_HELD], "sitting_called_off")


def _about(sitting: Sitting, items: list[Tabling], occasion: str) -> list[Draft]:
    """One letter to each coordinator about the sitting; to the sections one about each paper of theirs."""
    begins = f" {sitting.begins:%H:%M}" if sitting.begins else ""
    told: dict[str, Any] = {"body": sitting.body.name, "day": f"{jdate(sitting.held_on)}{begins}"}
    page = path_to("deliberations.sitting", key=sitting.key)
    letters = to_each(
        coordinators(), occasion, about=("sitting", sitting.key), path=page, number="", count=len(items), **told
    )
    for item in items:
        letters += to_each(_concerned(item), occasion, **_paper(item), **told)
    return letters


def _concerned(item: Tabling) -> list[User]:
    case = item.paper.case
    sections = [*case.sections, *([case.section] if case.section else [])]
    return once_each(officers_of(*sections)) if sections else []


def _paper(item: Tabling) -> dict[str, Any]:
    case = item.paper.case
    page = path_to("deliberations.show", key=case.key)
    return {"about": ("paper", case.key), "path": page, "number": case.number}
