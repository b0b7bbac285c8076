"""What the tests of this chapter say again and again."""

from typing import Any

from hack import clock, db
from hack.accounts.models import User
from hack.needs.models import Need
from hack.sites.actions import move_site, offer_site, open_site_call
from hack.sites.models import Site, SiteCall, SiteKind, Ward

PLACE: dict[str, Any] = {
    "name": "みなと保育園",
    "ward": Ward.NAKA,
    "kind": SiteKind.NURSERY,
    "description": "園児60人。入口が2つあります。",
    "conditions": "平日の昼だけ。",
    "contact": "園長 045-000-0000",
}
TYPED = {
    "場所の名前": "みなと保育園",
    "区": "naka",
    "場所の種類": "nursery",
    "どんな場所か": "園児60人。入口が2つあります。",
    "使うときの条件": "平日の昼だけ。",
    "連絡先": "園長 045-000-0000",
}


def do(deed: Any, *args: Any, **how: Any) -> Any:
    with db.transaction():
        return deed(*args, **how)


def a_call(need: Need, *, by: User, **facts: Any) -> SiteCall:
    """That the need looks for two nurseries until today."""
    facts = {
        "wanted": "保育所の入口に小さなセンサーを1か月置かせてください。",
        "capacity": 2,
        "until": clock.today(),
    } | facts
    return do(open_site_call, need, by=by, **facts)


def a_site(call: SiteCall, *, by: User, **facts: Any) -> Site:
    """A place that `by` offers."""
    return do(offer_site, call, by=by, **(PLACE | facts))


def moved(site: Site, name: str, *, by: User, reason: str = "そのため") -> Site:
    """The place after that move."""
    do(move_site, site, name, by=by, reason=reason)
    return site
