"""Who reads how we are doing: those who look after it, and those who audit it."""

from hack import policy
from hack.accounts.rules import auditor, coordinator

RULES = policy.state({"quality.read": coordinator | auditor})
