"""What of an earlier need is written into a new one."""

from typing import Any

from hack.needs.answers import CONDITIONS, TEXT
from hack.needs.models import Need
from hack.needs.rules import of_an_owning_section

INSIDE = frozenset(("under_way", "budget", "consulted", "personal", "priority", "notes"))
"""What only staff read."""
OF_THE_OCCASION = frozenset(("period", "source_url"))
"""What belongs to that one time: days and the announcement."""
OF_THE_SECTION = frozenset(("contact", "co_scheme", "selected"))
"""Whom to ask, with whom it goes, and how many are chosen."""


def copied_from(need: Need, by: Any) -> dict[str, Any]:
    """The answers that a new need of `by` begins with: for those who own the earlier one all but what belongs to its time,
    for others besides neither what only staff read nor whom to ask nor numbers. What stays inside the city stays so.
    """
    left_out = OF_THE_OCCASION if of_an_owning_section(by, need) else OF_THE_OCCASION | OF_THE_SECTION | INSIDE
    return {name: getattr(need, name) for name in (TEXT | CONDITIONS) - left_out}
