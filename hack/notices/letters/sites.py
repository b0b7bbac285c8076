"""Letters about places for trials."""

from typing import Any

from hack.notices.letters.facts import owners_of, public_title, still_of
from hack.notices.writing import Draft, path_to, to_each
from hack.sites.models import Site


def site_offered(site: Site) -> list[Draft]:
    """To the need's owners: a place was offered."""
    return to_each(owners_of(site.call.need), "site_offered", **_site(site))


def site_moved(site: Site) -> list[Draft]:
    """To the one who offered the place, or the organisation where that person has left it: it was taken or declined; a refusal is
    said kindly, and why stands on the page.
    """
    facts: dict[str, Any] = {"step": site.step.label, "refused": site.step.ends}
    return to_each(still_of(site.by, site.organization_id), "site_moved", **_site(site), **facts)


def site_withdrawn(site: Site) -> list[Draft]:
    """To the need's owners: the place is offered no more."""
    return to_each(owners_of(site.call.need), "site_withdrawn", **_site(site))


def _site(site: Site) -> dict[str, Any]:
    page = path_to("sites.show", key=site.key)
    return {"about": ("site", site.key), "path": page, "need": public_title(site.call.need)}
