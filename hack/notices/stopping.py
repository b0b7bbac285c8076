"""What the link that stops a letter carries: what it stops, and a seal that only this installation can make.

A letter's row holds what it stops without the seal, so that somebody who reads the database cannot use the link. The seal is
HMAC-SHA256 (256 bits). Letters that a person cannot do without (receipts, decisions, invitations) have no such link.
"""

import base64
import hashlib
import hmac

PAGE = "/unsubscribe/"


def stopping_path(what: str, secret: str) -> str:
    """The path of the page that stops `what`, with its seal."""
    return f"{PAGE}{what}.{_seal(what, secret)}"


def stopped_by(token: str, secret: str) -> str | None:
    """What a link's token stops; None if the seal was not made here."""
    what, _, seal = token.rpartition(".")
    return what if hmac.compare_digest(seal.encode(), _seal(what, secret).encode()) else None


def _seal(what: str, secret: str) -> str:
    digest = hmac.new(secret.encode(), f"stop:{what}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
