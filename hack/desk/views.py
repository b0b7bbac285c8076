"""The board's page."""

from flask import Blueprint, render_template
from flask_login import current_user

from hack.agreements.queries import count_past_their_end
from hack.desk import rules  # noqa: F401 (states who may look)
from hack.desk.forms import NOUNS, BoardFilter
from hack.desk.queries import board as all_waiting
from hack.desk.queries import counts
from hack.web import may, page_number

bp = Blueprint("desk", __name__, url_prefix="/desk")


@bp.get("")
@may("desk.read")
def board() -> str:
    form = BoardFilter.asked_by(current_user)
    page = all_waiting(current_user, **form.wanted(), page=page_number())
    waiting = [(NOUNS[noun], count) for noun, count in counts(current_user).items()]
    past = count_past_their_end(current_user)
    return render_template("desk/board.html", form=form, page=page, waiting=waiting, agreements_past=past)
