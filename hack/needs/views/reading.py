"""The list of needs, and the page of one."""

from typing import Any

from flask import render_template
from flask_login import current_user

from hack import clock, db
from hack.forms import MoveForm, TakeBackForm
from hack.needs.forms import NeedFilter, field_by_field, field_labels
from hack.needs.models import Need
from hack.needs.queries import bureaus_with_needs, changes_of_call, listed_needs, one_need
from hack.needs.rules import moves_open_to
from hack.needs.stages import stages_for
from hack.needs.views.blueprint import bp
from hack.needs.views.remarks import open_by_field
from hack.policy import can
from hack.standing import standing_of
from hack.web import anyone_may, may, page_number


@bp.get("/")
@anyone_may
def index() -> Any:
    asked = NeedFilter.offering(bureaus_with_needs(current_user), stages_for(current_user))
    wanted = asked.wanted()
    filtered = any(wanted.values())
    needs = listed_needs(current_user, words=wanted.pop("q"), **wanted)
    page = db.page_of(needs, page_number())
    return render_template("needs/index.html", page=page, filter=asked, filtered=filtered)


@bp.get("/<key>")
@may("need.read", one_need)
def show(need: Need) -> Any:
    return show_need(need)


@bp.get("/<key>/preview")
@may("need.follow", one_need)
def preview(need: Need) -> Any:
    remarks_too = can(current_user, "remark.make", need)
    parts, remarks = (field_by_field(need), open_by_field(need)) if remarks_too else ([], {})
    return render_template("needs/preview.html", need=need, parts=parts, remarks=remarks)


def show_need(
    need: Need, *, moving: MoveForm | None = None, taking_back: TakeBackForm | None = None, status: int = 200
) -> Any:
    follows = can(current_user, "need.follow", need)
    page = render_template(
        "needs/show.html",
        need=need,
        moves=moves_open_to(current_user, need),
        moving=moving or MoveForm(formdata=None, seen=need.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=need.version),
        standing=standing_of(need, inside=follows),
        changes=changes_of_call(need),
        remarks=open_by_field(need),
        labels=field_labels(),
        today=clock.today(),
    )
    return page, status
