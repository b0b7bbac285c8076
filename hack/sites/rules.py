"""Who may do what with places for a trial."""

from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, coordinator, of_the_organization, proposer, staff
from hack.needs.rules import ended, of_an_owning_section, public, theirs
from hack.passages import open_moves
from hack.pipeline import Move
from hack.policy import Rule
from hack.roles import Part
from hack.sites.models import Site


def of_its_need(rule: Rule) -> Rule:
    """The same truth, asked of a call for places."""
    return Rule(lambda user, call: rule(user, call.need), f"{rule.name} of its need")


@Rule
def of_an_asking_section(user: Any, site: Site) -> bool:
    """Works in a section that owns the need that the place was offered for."""
    return of_an_owning_section(user, site.call.need)


readers = of_the_organization | of_an_asking_section | coordinator
PARTS = {Part.PROPOSER: of_the_organization, Part.OFFICER: of_an_asking_section, Part.COORDINATOR: coordinator}

# Whether the call still takes offers is asked by the deed: somebody who was a moment too late keeps what was typed.
RULES = policy.state(
    {
        "site.index": proposer | staff,
        "site.list": public | theirs,
        "site_call.open": theirs & ~ended,
        "site_call.edit": of_its_need(theirs & ~ended),
        "site.offer": active_proposer & of_its_need(public),
        "site.read": readers,
        "site.move": readers,
    }
)


def moves_open_to(user: Any, site: Site) -> list[Move]:
    """The moves of the place that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(site, user, PARTS)
