"""What is refused before any page is asked: what comes from elsewhere, and addresses that no page of ours makes."""

import unicodedata
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

from hack.config import Settings

FOREIGN = {"cross-site", "same-site"}
SPACES = "\t\n\r"
"""What somebody may have copied along with words to search for."""


def install(app: Flask, settings: Settings) -> None:
    """Have `app` refuse writes from elsewhere, control characters in addresses, and arguments that are given twice."""
    own = _origin(settings.links_to)

    @app.before_request
    def refuse() -> Response | None:
        if request.routing_exception is not None:
            return None
        if request.method not in ("GET", "HEAD", "OPTIONS") and _from_elsewhere(own):
            return Response("別のサイトからの送信は受け付けられません。", 400, content_type="text/plain; charset=utf-8")
        if strange(request.path):
            abort(404)
        for name, values in request.args.lists():
            if len(values) > 1 or any(strange(text, but=SPACES) for text in (name, *values)):
                abort(400)
        return None


def strange(text: str, but: str = "") -> bool:
    """Whether there is a control character (other than those in `but`) or half a character in the text."""
    return any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in but for letter in text)


def _from_elsewhere(own: str) -> bool:
    """Whether a browser says that another site sends this; one that says nothing is not held back here."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site in FOREIGN
    return origin is not None and origin not in (own, _origin(request.host_url))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
