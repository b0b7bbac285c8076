"""Who follows: everybody who is signed in, whatever they may see; and nobody else has to do with it."""

from hack import policy
from hack.accounts.rules import ones_own, signed_in

RULES = policy.state(
    {
        "follow.read": signed_in,
        "follow.need": signed_in,
        "follow.create": signed_in,
        "follow.wish": signed_in,
        "follow.end": ones_own,
    }
)
