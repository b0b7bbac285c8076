"""Letters about the support that sections ask for."""

from typing import Any

from hack.notices.letters.facts import still_in
from hack.notices.queries import coordinators
from hack.notices.writing import Draft, path_to, to_each
from hack.support.models import Support


def support_asked(support: Support) -> list[Draft]:
    """To the coordinators: a section asks for support."""
    return to_each(coordinators(), "support_asked", **_support(support))


def support_taken(support: Support) -> list[Draft]:
    """To the asker, or to the section where the asker has left it: a coordinator has taken it on; who, stands on the page."""
    return to_each(still_in(support.asked_by, support.section), "support_taken", **_support(support))


def support_ended(support: Support) -> list[Draft]:
    """To the asker, or to the section where the asker has left it: it is done, or cannot be done; what came of it or why stands on
    the page.
    """
    return to_each(
        still_in(support.asked_by, support.section), "support_ended", **_support(support), hoped=support.step.hoped
    )


def support_withdrawn(support: Support) -> list[Draft]:
    """To whoever had taken it on: the section does not need it any more. To all coordinators where nobody had, or that person is
    no coordinator any more.
    """
    everybody = coordinators()
    people = [support.taken_by] if support.taken_by in everybody else everybody
    return to_each(people, "support_withdrawn", **_support(support))


def _support(support: Support) -> dict[str, Any]:
    page = path_to("support.show", key=support.key)
    return {"about": ("support", support.key), "path": page, "section": support.section.full_name}
