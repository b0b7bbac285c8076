"""What is written about places for trials."""

from hack.events import SiteMoved, SiteOffered
from hack.notices.letters import sites
from hack.notices.reactions.keeping import written
from hack.outbox import Deed
from hack.sites.models import Site


def write_about_site(event: SiteOffered) -> Deed | None:
    """The need's owners are told that a place was offered."""
    return written(Site, event.site_id, sites.site_offered)


def write_about_site_move(event: SiteMoved) -> Deed | None:
    """The one who offered a place is told what becomes of it; the need's owners are told that it was withdrawn."""
    write = sites.site_withdrawn if event.move == "withdraw" else sites.site_moved
    return written(Site, event.site_id, write)
