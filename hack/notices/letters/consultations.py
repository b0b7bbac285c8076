"""Letters about consultations and their checks."""

from typing import Any

from hack.accounts.models import User
from hack.consultations.models import Check, CheckEntry, CheckKind
from hack.notices.letters.facts import once_each, owners_of, public_title, still_in
from hack.notices.queries import coordinators
from hack.notices.writing import Draft, path_to, to_each
from hack.pipeline.check import CheckStep
from hack.web.display import jdate


def check_asked(check: Check) -> list[Draft]:
    """To the asked section's officers, or to the one who was named: somebody asks for their check."""
    return to_each(_asked(check), "check_asked", **_check(check))


def check_handed_over(check: Check) -> list[Draft]:
    """To the one who is to look after a check from now on."""
    return to_each([check.owner] if check.owner else [], "check_handed_over", **_check(check))


def check_answered(check: Check) -> list[Draft]:
    """To those who asked: what came of a check, and how the whole consultation stands."""
    came: dict[str, Any] = {"step": check.step.label, "result": check.consultation.result}
    return to_each(_asking(check), "check_answered", **_check(check), **came)


def check_withdrawn(check: Check) -> list[Draft]:
    """To the asked section's officers, or to the one who looks after it: the check is not needed any more."""
    return to_each(_asked(check), "check_withdrawn", **_check(check))


def check_returned(check: Check) -> list[Draft]:
    """To both sides: the last move was undone, and the check stands again where it stood."""
    return to_each(
        once_each([*_asked(check), *_asking(check)]), "check_returned", **_check(check), step=check.step.label
    )


def check_entry(entry: CheckEntry) -> list[Draft]:
    """To the other side: a question, an answer, or a note about a check."""
    check = entry.check
    people = _asking(check) if entry.by.section_id == check.section_id else _asked(check)
    return to_each(people, "check_entry", **_check(check), kind=entry.kind.label)


def check_due(check: Check) -> list[Draft]:
    """To those whose turn it is: the last day of a check is near."""
    return to_each(_whose_turn(check), "check_due", **_check(check))


def check_overdue(check: Check) -> list[Draft]:
    """To both sides: the last day of a check has passed. To the coordinators where nobody is left on either side."""
    both = [one for one in once_each([*_whose_turn(check), *_asking(check)]) if one.active]
    return to_each(both or coordinators(), "check_overdue", **_check(check))


def _check(check: Check) -> dict[str, Any]:
    """Of what is checked a letter tells the kind, or whose check it is where it is of no usual kind: a name that people gave it
    stands on the page.
    """
    page = path_to("consultations.show_check", key=check.key)
    checked = check.section.full_name if check.kind is CheckKind.OTHER else check.kind.label
    facts = {"need": public_title(check.consultation.need), "checked": checked, "day": jdate(check.due_on)}
    return {"about": ("check", check.key), "path": page, **facts}


def _asked(check: Check) -> list[User]:
    return still_in(check.owner, check.section)


def _asking(check: Check) -> list[User]:
    return once_each([check.asked_by, *owners_of(check.consultation.need)])


def _whose_turn(check: Check) -> list[User]:
    return _asking(check) if check.step is CheckStep.QUERIED else _asked(check)
