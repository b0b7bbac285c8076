"""What a link in a letter carries: the ticket's key and a seal that only this installation can make.

The database holds the key without the seal, so that somebody who reads the database, or a letter waiting in it, cannot use
the link. The seal is HMAC-SHA256 (256 bits) over the kind and the key.
"""

import base64
import hashlib
import hmac
from datetime import timedelta

from hack import clock
from hack.accounts.models import Ticket, TicketKind

LASTS = {TicketKind.INVITATION: timedelta(days=7), TicketKind.RESET: timedelta(hours=1)}
PAGES = {TicketKind.INVITATION: "/accept/", TicketKind.RESET: "/reset/"}


def path_of(ticket: Ticket) -> str:
    """The path of the ticket's page without the seal: what a letter's row may hold."""
    return PAGES[ticket.kind] + ticket.key


def sealed(path: str, secret: str) -> str:
    """`path` as it goes out: the path of a ticket's page gets its seal, every other path stays as it is."""
    for kind, page in PAGES.items():
        key = path.removeprefix(page)
        if key != path and key and "." not in key:
            return f"{path}.{_seal(kind, key, secret)}"
    return path


def key_in(token: str, kind: TicketKind, secret: str) -> str | None:
    """The key in a link's token; None if the seal was not made here for that kind of ticket."""
    key, _, seal = token.partition(".")
    return key if hmac.compare_digest(seal.encode(), _seal(kind, key, secret).encode()) else None


def good(ticket: Ticket) -> bool:
    """Whether the ticket was not used yet and is still in time."""
    return ticket.used_at is None and clock.now() < ticket.ends_at


def _seal(kind: TicketKind, key: str, secret: str) -> str:
    said = f"ticket:{kind.value}:{key}".encode()
    return base64.urlsafe_b64encode(hmac.new(secret.encode(), said, hashlib.sha256).digest()).decode().rstrip("=")
