"""Who may look at the board."""

from hack import policy
from hack.accounts.rules import auditor, coordinator, officer

RULES = policy.state({"desk.read": coordinator | officer | auditor})
