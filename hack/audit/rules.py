"""Who may look at the trail."""

from hack import policy
from hack.accounts.rules import admin, auditor

RULES = policy.state({"audit.read": auditor | admin})
