"""Who reads notices, and who looks after what could not be delivered."""

from hack import policy
from hack.accounts.rules import admin, signed_in

RULES = policy.state({"notice.read": signed_in, "notice.dead": admin})
