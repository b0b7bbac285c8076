"""Who may open a page: each one says so, and loads what it is about through what the viewer may see."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import abort, g, redirect, request, url_for
from flask_login import current_user

from hack import db, outbox
from hack.events import AccessDenied
from hack.policy import can

View = TypeVar("View", bound=Callable[..., Any])
Find = Callable[..., Any]


def may(permission: str, find: Find | None = None) -> Callable[[View], View]:
    """The page is for those who may do `permission`; with `find`, with the thing that the address names.

    `find(**address, viewer=…)` gets the address's variables and returns the thing or None (nothing there, or not to be
    seen by this person: 404 either way). The view gets the thing in place of the variables. Seen but not permitted is 403,
    written to the audit trail; somebody not signed in is led to the sign-in page.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def page(**address: Any) -> Any:
            thing = None
            if find is not None:
                thing = find(**address, viewer=current_user)
                if thing is None:
                    abort(404)
            g.thing = thing
            if not can(current_user, permission, thing):
                if not current_user.is_authenticated:
                    return redirect(
                        url_for("accounts.sign_in", next=request.full_path if request.method == "GET" else None)
                    )
                note_denial(permission)
                abort(403)
            return view(thing) if find is not None else view(**address)

        page.permission = permission  # type: ignore[attr-defined]
        page.finds = find  # type: ignore[attr-defined]
        return page  # type: ignore[return-value]

    return guard


def note_denial(permission: str) -> None:
    """Write down that the one who asked for this page was refused `permission`, and with what thing. Records AccessDenied."""
    db.session.rollback()
    thing = g.get("thing")
    noun, key = getattr(thing, "__tablename__", ""), getattr(thing, "key", "")
    with db.transaction():
        outbox.record(AccessDenied(permission, request.endpoint or "", noun, key), by=current_user)


def anyone_may(view: View) -> View:
    """The page is for everybody, and about nothing that could be hidden."""
    view.permission = "anyone"  # type: ignore[attr-defined]
    view.finds = None  # type: ignore[attr-defined]
    return view


def guarded(view: Callable[..., Any]) -> str | None:
    """The permission that a view asks for; None if it forgot to say."""
    return getattr(view, "permission", None)
