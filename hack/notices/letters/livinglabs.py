"""Letters about labs: their registration, the voices that became needs, who joins, and who takes them over."""

from typing import Any

from hack.accounts.models import User
from hack.livinglabs.models import HandoverState, LabHandover, LabMember, LivingLab
from hack.notices.letters.facts import once_each, still_of
from hack.notices.queries import coordinators, people_of
from hack.notices.writing import Draft, path_to, to_each
from hack.pipeline.livinglab import LabStep
from hack.roles import Role


def livinglab_applied(lab: LivingLab) -> list[Draft]:
    """To the coordinators: a lab is to be checked, for the first time or again."""
    return to_each(coordinators(), "livinglab_applied", **_lab(lab), again=lab.step is LabStep.CHECKING)


def livinglab_moved(lab: LivingLab) -> list[Draft]:
    """To whoever applied, or the organisation where that person has left it: what became of the lab; why, stands on its page."""
    if lab.organization_id is None:
        return []
    facts: dict[str, Any] = {
        "step": lab.step.label,
        "returned": lab.step is LabStep.RETURNED,
        "public": lab.step.public,
    }
    return to_each(still_of(lab.entered_by, lab.organization_id), "livinglab_moved", **_lab(lab), **facts)


def voices_used(lab: LivingLab) -> list[Draft]:
    """To the people of the organisation that runs it: voices of the lab became a need; which, stands on its page."""
    if lab.organization_id is None:
        return []
    page = path_to("livinglabs.voices", key=lab.key)
    return to_each(people_of(lab.organization_id), "voices_used", **_lab(lab) | {"path": page})


def lab_join_asked(member: LabMember) -> list[Draft]:
    """To the people who run the open lab, or the coordinators where nobody here does: somebody asks to join."""
    page = path_to("livinglabs.asked", key=member.key)
    return to_each(_hosts(member.livinglab), "lab_join_asked", **_membership(member, page))


def lab_join_answered(member: LabMember) -> list[Draft]:
    """To whoever asked, or the organisation where that person has left it: the answer stands on the page."""
    if member.asked_by is None or member.organization_id is None:
        return []
    page = path_to("livinglabs.members", key=member.livinglab.key)
    return to_each(still_of(member.asked_by, member.organization_id), "lab_join_answered", **_membership(member, page))


def lab_offered(handover: LabHandover) -> list[Draft]:
    """To the people of the organisation: the secretariat offers it the lab that it runs."""
    return to_each(people_of(handover.organization_id), "lab_offered", **_handover(handover))


def lab_claimed(handover: LabHandover) -> list[Draft]:
    """To the coordinators: an organisation says that a lab is its own."""
    return to_each(coordinators(), "lab_claimed", **_handover(handover))


def lab_handover_answered(handover: LabHandover) -> list[Draft]:
    """To both sides once the lab is handed over; otherwise to whoever began: there is an answer, and it stands on the page."""
    if handover.state is HandoverState.ACCEPTED:
        told = once_each([*people_of(handover.organization_id), *coordinators()])
    elif handover.offered:
        told = [handover.by] if handover.by.active and handover.by.role is Role.COORDINATOR else coordinators()
    else:
        told = still_of(handover.by, handover.organization_id)
    return to_each(told, "lab_handover_answered", **_handover(handover))


def _handover(handover: LabHandover) -> dict[str, Any]:
    page, lab = path_to("livinglabs.handover", key=handover.key), _public_name(handover.livinglab)
    return {"about": ("livinglab_handover", handover.key), "path": page, "lab": lab}


def _hosts(lab: LivingLab) -> list[User]:
    return coordinators() if lab.organization_id is None else people_of(lab.organization_id)


def _public_name(lab: LivingLab) -> str:
    """The name of a lab while everybody may read it; otherwise nothing."""
    return lab.name if lab.step.public else ""


def _lab(lab: LivingLab) -> dict[str, Any]:
    page = path_to("livinglabs.show", key=lab.key)
    return {"about": ("livinglab", lab.key), "path": page, "lab": _public_name(lab)}


def _membership(member: LabMember, page: str) -> dict[str, Any]:
    return {"about": ("livinglab_member", member.key), "path": page, "lab": _public_name(member.livinglab)}
