"""What can be done with organisations, people and sign-ins."""

from hack.accounts.actions.organizations import (
    apply_organization,
    edit_organization,
    move_organization,
    take_back_organization,
)
from hack.accounts.actions.people import (
    accept_invitation,
    appoint,
    deactivate,
    edit_profile,
    invite,
    reactivate,
    view_contact,
    withdraw_invitation,
)
from hack.accounts.actions.secrets import ask_reset, change_password, reset_password, strengthen
from hack.accounts.actions.sign_ins import (
    NOTE_EVERY,
    begin_sign_in,
    count_application,
    count_invitation,
    count_reset,
    count_sign_in,
    end_sign_in,
    end_sign_ins,
    fail_sign_in,
    forget_tries,
    note_seen,
)

__all__ = [
    "NOTE_EVERY",
    "accept_invitation",
    "apply_organization",
    "appoint",
    "ask_reset",
    "begin_sign_in",
    "change_password",
    "count_application",
    "count_invitation",
    "count_reset",
    "count_sign_in",
    "deactivate",
    "edit_organization",
    "edit_profile",
    "end_sign_in",
    "end_sign_ins",
    "fail_sign_in",
    "forget_tries",
    "invite",
    "move_organization",
    "note_seen",
    "reactivate",
    "reset_password",
    "strengthen",
    "take_back_organization",
    "view_contact",
    "withdraw_invitation",
]
