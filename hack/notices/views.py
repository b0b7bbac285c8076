"""The pages of notices: what was written to me, and what could not be delivered."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db, outbox
from hack.config import Settings
from hack.notices import rules  # noqa: F401 (the rules state who reads notices)
from hack.notices.forms import ReviveDeliveryForm, ReviveForm
from hack.notices.letters.evaluation import decision_told
from hack.notices.models import Letter
from hack.notices.occasions import OCCASIONS
from hack.notices.post import revive
from hack.notices.queries import dead_deliveries, dead_letters, letters_to, one_dead_delivery, one_dead_letter
from hack.notices.writing import render
from hack.web import may, page_number

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.app_template_global()
def decision_letters(entry: Any) -> list[dict[str, str]]:
    """Addressee, subject and body of the letters that tell a decision, word for word as they go out: for the page that is looked at before."""
    settings: Settings = current_app.config["SETTINGS"]
    return [
        {
            "to": one.facts["name"],
            "subject": one.subject,
            "body": render(one.occasion, "body", **one.facts, link=settings.links_to + one.path),
        }
        for one in decision_told(entry)
    ]


@bp.get("")
@may("notice.read")
def index() -> str:
    """What was written to the person who looks."""
    return render_template("notices/index.html", page=db.page_of(letters_to(current_user), page_number()))


@bp.get("/dead")
@may("notice.dead")
def dead() -> str:
    """What was given up: letters, and reactions to events; without addresses or contents."""
    return render_template(
        "notices/dead.html",
        letters=db.page_of(dead_letters(), page_number()),
        deliveries=db.page_of(dead_deliveries(), page_number("reactions")),
        occasions=OCCASIONS,
        form=ReviveForm.from_request(),
        delivery_form=ReviveDeliveryForm,
    )


@bp.post("/dead/letters/<key>")
@may("notice.dead", one_dead_letter)
def revive_letter(letter: Letter) -> Any:
    """Give a letter another round of tries."""
    if not ReviveForm.from_request().validate_on_submit():
        abort(400)
    with db.transaction():
        revive(letter)
    flash("メールをもう一度送ります。", "success")
    return redirect(url_for("notices.dead"))


@bp.post("/dead/deliveries")
@may("notice.dead")
def revive_delivery() -> Any:
    """Give a reaction another round of tries."""
    form = ReviveDeliveryForm.from_request()
    found = one_dead_delivery(form.number.data) if form.validate_on_submit() else None
    if found is None:
        abort(404)
    with db.transaction():
        outbox.revive(found.id)
    flash("処理をもう一度行います。", "success")
    return redirect(url_for("notices.dead"))
