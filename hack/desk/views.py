"""The board's page."""

from flask import Blueprint, render_template, request
from flask_login import current_user

from hack.desk import rules  # noqa: F401 (states who may look)
from hack.desk.forms import BoardForm
from hack.desk.queries import board as all_waiting
from hack.web import may

bp = Blueprint("desk", __name__, url_prefix="/desk")


@bp.get("")
@may("desk.read")
def board() -> str:
    form = BoardForm(request.args)
    page = all_waiting(current_user, **form.chosen, page=request.args.get("page", 1, type=int))
    return render_template("desk/board.html", form=form, page=page)
