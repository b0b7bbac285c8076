"""Who is at the screen: Flask-Login over our own rows, so that a sign-in holds as long as its row says."""

import ipaddress
import logging
import re
from typing import Any

from flask import Flask, Response, current_app, g, request, session
from flask_login import LoginManager, current_user, login_user
from sqlalchemy.exc import OperationalError
from werkzeug.wrappers import Response as BaseResponse

from hack import clock, db, limits
from hack.accounts import actions, queries
from hack.accounts.models import SignIn, User, Visitor
from hack.config import Settings

log = logging.getLogger(__name__)
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def install(app: Flask, settings: Settings) -> None:
    """Tell `app` who is at the screen: the person of the sign-in row whose token the session cookie holds, or a visitor.

    The row alone decides, so Flask-Login's own guessing (session protection) is off. After a page the row notes that the
    person is still here, at most once a minute.
    """
    manager = LoginManager(app)
    manager.session_protection = None
    manager.anonymous_user = Visitor
    manager.login_message = None

    @manager.user_loader
    def load(token: str) -> User | None:
        user = queries.signed_in_by(str(token))
        g.sign_in_over = user is None
        if user is not None:
            g.sign_in_seen = (user.sign_in.id, user.sign_in.seen_at)
        return user

    @app.after_request
    def note_seen(response: Response) -> Response:
        number, seen_at = g.pop("sign_in_seen", (None, None))
        if number is not None and clock.now() - seen_at >= actions.NOTE_EVERY:
            try:
                with db.transaction():
                    actions.note_seen(number)
            except OperationalError:
                log.warning("a sign-in could not be noted as seen", extra={"event": "sign_in.not_noted"})
                db.session.rollback()
        return response


def enter(user: User, sign_in: SignIn) -> None:
    """Make the person of this request the one who has just signed in, with a fresh cookie."""
    session.clear()
    user.sign_in = sign_in
    login_user(user)


def leave(response: BaseResponse) -> BaseResponse:
    """Forget the person of this request; the browser is told to throw away what it kept of this site."""
    session.clear()
    g.pop("_login_user", None)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def over() -> bool:
    """Whether the browser holds a sign-in that does not hold any more; forgets it."""
    if current_user.is_authenticated or not g.get("sign_in_over", False):
        return False
    session.pop("_user_id", None)
    return True


def digest_of(subject: str) -> str:
    """The keyed digest under which tries concerning `subject` are counted."""
    return limits.digest(str(current_app.secret_key), subject)


def place() -> str:
    """The keyed digest of where the request comes from: its address, or the /64 network of an IPv6 address."""
    where = request.remote_addr or ""
    try:
        address = ipaddress.ip_address(where)
    except ValueError:
        return digest_of(where)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is None:
        where = str(ipaddress.ip_network((address, 64), strict=False))
    return digest_of(where)


def device_of(agent: str) -> str:
    """The browser and system in a User-Agent header, as a person would name them: Windows の Chrome."""
    browser = next((label for mark, label in BROWSERS if re.search(rf"\b{mark}", agent)), "ブラウザー")
    system = next((label for mark, label in SYSTEMS if mark in agent), "")
    return f"{system} の {browser}" if system else browser


def device() -> str:
    """The device of this request."""
    return device_of(request.headers.get("User-Agent", "")[:400])


def secret() -> str:
    """What seals the links of this installation."""
    return str(current_app.secret_key)


def person() -> Any:
    """The person of this request itself, not the stand-in that always means the present one."""
    return current_user._get_current_object()
