"""Where to go on from a door: only to pages of this application."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def own_path(target: str | None) -> str | None:
    """`target` if it is the path of a page that can be opened here, else None."""
    if not target or not target.startswith("/") or target.startswith("//") or len(target) > 2000:
        return None
    if "\\" in target or any(ord(letter) < 33 or ord(letter) == 127 for letter in target):
        return None
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return None
    ways = current_app.create_url_adapter(request)
    if ways is None:
        return None
    try:
        endpoint, _ = ways.match(parts.path, method="GET")
    except (HTTPException, RequestRedirect):
        return None
    return None if endpoint in ("static", "accounts.sign_in") else target


def onward(target: str | None) -> str:
    """The page to go on to after signing in: the one that was wanted, or the person's own front page."""
    return own_path(target) or url_for("home.mine")


def refused(page: str, status: int = 422, wait: int | None = None) -> tuple[str, int, dict[str, Any]]:
    """The page again, with the status that says it was refused; `wait` seconds where it was tried too often."""
    return page, status, {"Retry-After": str(wait)} if wait is not None else {}
