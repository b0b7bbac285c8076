"""Who reads how we are doing, who is told the names behind a number, and who writes what was published."""

from hack import policy
from hack.accounts.rules import admin, anybody, auditor, coordinator, staff

RULES = policy.state(
    {
        "quality.read": coordinator | auditor,
        "participants.read": anybody,
        "participants.read_persons": staff | admin | auditor,
        "participants.read_authors": staff | admin | auditor,
        "participants.export": staff | auditor,
        "participants.list": coordinator | admin,
        "participants.edit": coordinator,
        "figure.read": anybody,
        "figure.read_history": staff | admin | auditor,
        "figure.edit": coordinator,
    }
)
