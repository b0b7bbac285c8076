"""Letters about papers that lie before the city's body: the number of the case and a link, to the sections that it concerns."""

from typing import Any

from hack.accounts.models import User
from hack.deliberations.models import Tabling
from hack.notices.letters.facts import once_each
from hack.notices.queries import officers_of
from hack.notices.writing import Draft, path_to, to_each
from hack.web.display import jdate


def paper_tabled(item: Tabling) -> list[Draft]:
    """To the sections that the case concerns: on which day it lies before which body."""
    told: dict[str, Any] = {"body": item.sitting.body.name, "day": jdate(item.sitting.held_on)}
    return to_each(_concerned(item), "paper_tabled", **_paper(item), **told)


def paper_ruled(item: Tabling) -> list[Draft]:
    """To the sections that the case concerns: something was ruled; what, stands on the page."""
    return to_each(_concerned(item), "paper_ruled", **_paper(item), body=item.sitting.body.name)


def _concerned(item: Tabling) -> list[User]:
    case = item.paper.case
    sections = [*case.sections, *([case.section] if case.section else [])]
    return once_each(officers_of(*sections)) if sections else []


def _paper(item: Tabling) -> dict[str, Any]:
    case = item.paper.case
    page = path_to("deliberations.show", key=case.key)
    return {"about": ("paper", case.key), "path": page, "number": case.number}
