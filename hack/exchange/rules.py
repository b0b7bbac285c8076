"""Who may take which list away as a table, and who may bring drafts as one."""

from typing import Any

from hack import policy
from hack.accounts.rules import proposer, signed_in, staff
from hack.exchange.models import ImportBatch
from hack.policy import Rule


@Rule
def owner(user: Any, batch: ImportBatch) -> bool:
    """The person brought this very table."""
    return user.id is not None and user.id == batch.owner_id


RULES = policy.state(
    {
        "need.export": signed_in,
        "seed.export": signed_in,
        "livinglab.export": signed_in,
        "need.import": staff,
        "seed.import": proposer,
        "batch.read": owner,
        "batch.take": owner,
    }
)
"""A list of proposals or groups goes out to whoever may look at it; what is in it is a matter of its query."""
IMPORTS = {"need": "need.import", "seed": "seed.import"}
"""The permission that a table of drafts needs, by their noun."""
