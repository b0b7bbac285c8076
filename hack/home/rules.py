"""Who has a page of their own."""

from hack import policy
from hack.accounts.rules import signed_in

RULES = policy.state({"home.read": signed_in})
