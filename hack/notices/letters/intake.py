"""Letters about the front: the number and a link, never what a case says or what it is called."""

from typing import Any

from hack.accounts.models import User
from hack.intake.models import Case, CaseEntry, Dialogue, Inquiry
from hack.notices.letters.facts import desk_of, once_each, still_of
from hack.notices.queries import coordinators, officers_of
from hack.notices.writing import Draft, path_to, to_each
from hack.roles import Role
from hack.web.display import jdate


def case_received(case: Case) -> list[Draft]:
    """To the proposer: the receipt, with the number and the days until which the city answers and talks."""
    days: dict[str, Any] = {"answer": jdate(case.answer_due_on), "dialogue": jdate(case.dialogue_due_on)}
    return to_each(_proposing(case), "case_received", **_case(case), **days)


def case_arrived(case: Case) -> list[Draft]:
    """To the coordinators, and to the section whose theme it answers: a case has come in."""
    owners = officers_of(*case.sections) if case.sections else []
    facts: dict[str, Any] = {"kind": case.kind.label, "answer": jdate(case.answer_due_on)}
    told = to_each(coordinators(), "case_arrived", **_case(case), **facts, sorts=True)
    return told + to_each(owners, "case_arrived", **_case(case), **facts, sorts=False)


def case_dates(case: Case) -> list[Draft]:
    """To the proposer: there are times to choose from."""
    return to_each(_proposing(case), "case_dates", **_case(case))


def case_dates_answered(case: Case) -> list[Draft]:
    """To whoever looks after it: a time was chosen, or none will do."""
    return to_each(_looking_after(case), "case_dates_answered", **_case(case), step=case.step.label)


def case_moved(case: Case) -> list[Draft]:
    """To the proposer: it stands at another step; why and what next stands on the page."""
    return to_each(_proposing(case), "case_moved", **_case(case), step=case.step.label, ended=case.step.ends)


def case_handed_over(case: Case) -> list[Draft]:
    """To the people of the section that has it in hand now."""
    people = officers_of(case.section) if case.section else []
    return to_each(people, "case_handed_over", **_case(case))


def case_withdrawn(case: Case) -> list[Draft]:
    """To whoever looks after it and the section that has it in hand: the proposer goes no further."""
    return to_each(_looking_after(case), "case_withdrawn", **_case(case))


def case_entry(entry: CaseEntry) -> list[Draft]:
    """To the other side: something was written. What the city writes for itself goes to the coordinators' side alone."""
    case = entry.case
    if entry.internal:
        return to_each(_looking_after(case), "case_entry", **_case(case), internal=True)
    people = _looking_after(case) if entry.by.role is Role.PROPOSER else _proposing(case)
    return to_each(people, "case_entry", **_case(case), internal=False)


def case_file(case: Case) -> list[Draft]:
    """To whoever looks after it: the proposer hung a file on it. What comes before anybody has begun comes with the case."""
    people = _looking_after(case) if case.taken_by_id is not None or case.section_id is not None else []
    return to_each(people, "case_file", **_case(case))


def dialogue_kept(dialogue: Dialogue) -> list[Draft]:
    """To the proposer: what was said in a dialogue is there to be read."""
    return to_each(_proposing(dialogue.case), "dialogue_kept", **_case(dialogue.case), day=jdate(dialogue.held_on))


def inquiry_asked(inquiry: Inquiry) -> list[Draft]:
    """To the people of the section that is asked."""
    return to_each(officers_of(inquiry.section), "inquiry_asked", **_inquiry(inquiry))


def inquiry_answered(inquiry: Inquiry) -> list[Draft]:
    """To whoever asked, or the coordinators where that person is one no more."""
    return to_each(desk_of(inquiry), "inquiry_answered", **_inquiry(inquiry))


def inquiry_withdrawn(inquiry: Inquiry) -> list[Draft]:
    """To the people of the section that was asked: no answer is needed any more."""
    return to_each(officers_of(inquiry.section), "inquiry_withdrawn", **_inquiry(inquiry))


def inquiry_due(inquiry: Inquiry) -> list[Draft]:
    """To the people of the section that is asked, and to whoever asked: the last day is near."""
    return to_each([*officers_of(inquiry.section), *desk_of(inquiry)], "inquiry_due", **_inquiry(inquiry))


def inquiry_overdue(inquiry: Inquiry) -> list[Draft]:
    """To the section and all coordinators: the last day has passed without an answer."""
    return to_each([*officers_of(inquiry.section), *coordinators()], "inquiry_overdue", **_inquiry(inquiry))


def _case(case: Case) -> dict[str, Any]:
    page = path_to("intake.show", key=case.key)
    return {"about": ("case", case.key), "path": page, "number": case.number}


def _inquiry(inquiry: Inquiry) -> dict[str, Any]:
    page = path_to("intake.inquiry", key=inquiry.key)
    return {
        "about": ("inquiry", inquiry.key),
        "path": page,
        "number": inquiry.case.number,
        "section": inquiry.section.full_name,
        "day": jdate(inquiry.due_on),
    }


def _proposing(case: Case) -> list[User]:
    return still_of(case.proposer, case.organization_id)


def _looking_after(case: Case) -> list[User]:
    """The coordinator who looks after it, else all of them; and the people of the section that has it in hand."""
    everybody = coordinators()
    mine = [case.taken_by] if case.taken_by is not None and case.taken_by in everybody else everybody
    return once_each([*mine, *(officers_of(case.section) if case.section else [])])
