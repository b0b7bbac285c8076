"""Who reads the wordbook, who writes it, and who releases it."""

from typing import Any

from hack import policy
from hack.accounts.rules import auditor, coordinator, staff
from hack.errors import NotAllowed
from hack.policy import can

RULES = policy.state(
    {
        "wordbook.read": staff | auditor,
        "wordbook.edit": coordinator,
        "wordbook.release": coordinator,
    }
)


def refuse_others(user: Any, permission: str) -> None:
    """Raise NotAllowed where this person may not do that with the wordbook."""
    if not can(user, permission):
        raise NotAllowed(permission)
