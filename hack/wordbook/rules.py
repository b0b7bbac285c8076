"""Who reads the wordbook, who writes it, and who releases it."""

from hack import policy
from hack.accounts.rules import auditor, coordinator, staff

RULES = policy.state(
    {
        "wordbook.read": staff | auditor,
        "wordbook.edit": coordinator,
        "wordbook.release": coordinator,
    }
)
