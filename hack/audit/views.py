"""The page of the trail."""

from flask import Blueprint, render_template
from flask_login import current_user

from hack import db
from hack.audit import rules  # noqa: F401 (states who may look)
from hack.audit.forms import TrailFilter
from hack.audit.queries import lines_of, trail
from hack.web import may, page_number

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@may("audit.read")
def index() -> str:
    form = TrailFilter.asked()
    page = db.page_of(trail(**form.wanted()), page_number())
    return render_template("audit/index.html", form=form, page=page, lines=lines_of(page.rows, current_user))
