"""The one deed of a page that was sent: done in one transaction, or refused in the form that asked for it."""

from collections.abc import Callable
from typing import Any

from flask_login import current_user

from hack import db
from hack.errors import RuleBroken
from hack.once import once


def done(form: Any, deed: Callable[[], Any], thing: Any = None) -> bool:
    """Do `deed` if the form is well filled in; False where it was refused, and the form then says why.

    thing: what the deed changes; the form then also knows what somebody else wrote meanwhile (`form.theirs`).
    Lets NotAllowed through, as every fault that is not the person's to put right.
    """
    if not form.validate_on_submit():
        return False
    try:
        with db.transaction():
            deed()
    except RuleBroken as broken:
        form.refuse(broken, thing)
        return False
    return True


def made(form: Any, deed: Callable[[], Any]) -> str | None:
    """The key of the thing that `deed` makes, one however often the form is sent; None where it was refused, as in `done`."""
    key = ""

    def make() -> None:
        nonlocal key
        key = once(form.once_key.data, current_user, deed)

    return key if done(form, make) else None
