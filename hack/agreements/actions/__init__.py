"""What can be done with agreements, their terms, what came of them, and whom to turn to. Every deed belongs inside the caller's transaction."""

from hack.agreements.actions.contacts import add_contact, edit_contact, remove_contact
from hack.agreements.actions.outcomes import add_outcome, edit_outcome, remove_outcome
from hack.agreements.actions.register import conclude_agreement, edit_agreement, enter_agreement
from hack.agreements.actions.terms import (
    end_agreement,
    extend_agreement,
    remind_of_term,
    renew_agreement,
    resume_agreement,
    tell_term_over,
)

__all__ = [
    "add_contact",
    "add_outcome",
    "conclude_agreement",
    "edit_agreement",
    "edit_contact",
    "edit_outcome",
    "end_agreement",
    "enter_agreement",
    "extend_agreement",
    "remind_of_term",
    "remove_contact",
    "remove_outcome",
    "renew_agreement",
    "resume_agreement",
    "tell_term_over",
]
