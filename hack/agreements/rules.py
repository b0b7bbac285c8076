"""Who keeps the register of agreements; everybody reads what is published."""

from typing import Any

from hack import policy
from hack.accounts.rules import anybody, auditor, coordinator, of_the_organization, of_the_section, staff
from hack.agreements.models import AgreementContact, AgreementOutcome
from hack.intake.rules import of_a_section_concerned
from hack.policy import Rule


@Rule
def of_its_agreement(user: Any, thing: AgreementOutcome | AgreementContact) -> bool:
    """Works in the section that looks after the agreement that it belongs to."""
    return of_the_section(user, thing.agreement)


keeps = of_the_section | coordinator

RULES = policy.state(
    {
        "agreement.list": anybody,
        "agreement.read": anybody,
        "agreement.export": anybody,
        "agreement.list_kept": staff,
        "agreement.enter": staff,
        "agreement.edit": keeps,
        "agreement.choose_section": coordinator,
        "agreement.conclude": coordinator,
        "agreement.read_of_case": coordinator | of_a_section_concerned | of_the_organization,
        "agreement.turn": keeps,
        "agreement.read_kept": keeps | auditor,
        "contact.read": keeps,
        "contact.enter": keeps,
        "contact.edit": of_its_agreement | coordinator,
        "outcome.enter": keeps,
        "outcome.edit": of_its_agreement | coordinator,
        "outcome.remove": keeps,
    }
)
