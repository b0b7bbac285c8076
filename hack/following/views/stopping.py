"""The page behind a letter's link: one button that stops what the letter came of, without signing in.

The token's seal stands for the person; whether it is good, or what it named is there still, nobody learns from the answer.
"""

from typing import Any

from flask import current_app, render_template

from hack import db
from hack.following.actions import stop_by_letter
from hack.following.views.blueprint import bp
from hack.notices.stopping import stopped_by
from hack.web import anyone_may


@bp.get("/unsubscribe/<token>")
@anyone_may
def ask_to_stop(token: str) -> str:
    return render_template("following/stop.html", token=token)


@bp.post("/unsubscribe/<token>")
@anyone_may
def stop(token: str) -> Any:
    """Taken from a mail program too (RFC 8058), which sends no token of a form: the seal guards it."""
    what = stopped_by(token, current_app.config["SETTINGS"].secret)
    if what is not None:
        with db.transaction():
            stop_by_letter(what)
    return render_template("following/stopped.html")
