"""Whether a letter is still to be sent: asked at the last moment, since people leave and things are withdrawn."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from hack import db
from hack.accounts.models import Ticket
from hack.accounts.queries import one_organization
from hack.accounts.tickets import good
from hack.agreements.queries import one_agreement
from hack.consultations.queries import one_check
from hack.deliberations.queries import one_paper, one_sitting
from hack.evaluation.queries import one_evaluation
from hack.intake.queries import one_case, one_inquiry
from hack.livinglabs.queries import one_handover, one_lab, one_lab_member
from hack.needs.queries import one_need
from hack.notices.models import Letter
from hack.opendata.queries import one_data_inquiry, one_datarequest
from hack.proposals.queries import one_invitation_to_propose, one_proposal
from hack.questions.queries import one_question
from hack.sites.queries import one_site
from hack.support.queries import one_support
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import open_inside_to

EVEN_IF_SUSPENDED = {"organization_suspended"}


def _holds(key: str, _person: Any) -> bool:
    ticket = db.session.scalar(select(Ticket).where(Ticket.key == key))
    return ticket is not None and good(ticket)


def _is_open_inside(key: str, person: Any) -> bool:
    inside = select(Workgroup.id).where(Workgroup.key == key, open_inside_to(person))
    return db.session.scalar(inside) is not None


SEEN: dict[str, Callable[[str, Any], Any]] = {
    "need": one_need,
    "question": one_question,
    "proposal": one_proposal,
    "site": one_site,
    "proposal_partner": one_invitation_to_propose,
    "workgroup": _is_open_inside,
    "support": one_support,
    "case": one_case,
    "inquiry": one_inquiry,
    "datarequest": one_datarequest,
    "data_inquiry": one_data_inquiry,
    "livinglab": one_lab,
    "livinglab_member": one_lab_member,
    "livinglab_handover": one_handover,
    "check": one_check,
    "agreement": one_agreement,
    "paper": one_paper,
    "sitting": one_sitting,
    "evaluation": one_evaluation,
    "organization": one_organization,
    "ticket": _holds,
    "user": lambda key, person: person.key == key,
}
"""For each noun a letter can be about: what (key, person) has to find there for the letter to be sent."""

REVISED: dict[str, Callable[[Letter], dict[str, Any] | None]] = {}
"""By occasion, what looks over what the letter tells."""


def still_wanted(letter: Letter) -> bool:
    """Whether the person's account is in use and the person may still see what the letter is about.

    A letter to somebody without an account (who applied, or was invited) is wanted as long as its link is good.
    """
    noun, key = letter.facts["about"]
    person = letter.to
    if person is None:
        return noun != "ticket" or _holds(key, None)
    if not (person.active if letter.occasion in EVEN_IF_SUSPENDED else person.is_active):
        return False
    return bool(SEEN[noun](key, person))


def revise(occasion: str, how: Callable[[Letter], dict[str, Any] | None]) -> None:
    """Have the letters of a later chapter's occasion looked over before they are sent: what `how` returns is told instead of
    what was written; None where there is nothing left to tell.
    """
    REVISED[occasion] = how


def told_now(letter: Letter) -> dict[str, Any] | None:
    """What the letter tells at this moment; None where it is not to be sent."""
    if not still_wanted(letter):
        return None
    how = REVISED.get(letter.occasion)
    return how(letter) if how else letter.facts
