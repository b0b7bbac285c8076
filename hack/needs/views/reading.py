"""The list of needs, and the page of one."""

from typing import Any

from flask import render_template, request
from flask_login import current_user

from hack import db
from hack.forms import MoveForm
from hack.needs.forms import NeedFilter, TakeBackForm
from hack.needs.models import Need
from hack.needs.queries import Stage, bureaus_with_needs, listed_needs, one_need, stages_for
from hack.needs.rules import moves_open_to
from hack.needs.views.blueprint import bp
from hack.pipeline.need import PATH
from hack.policy import can
from hack.standing import timeline_of, whose_turn
from hack.web import anyone_may, may


@bp.get("/")
@anyone_may
def index() -> Any:
    asked = NeedFilter.asked(request.args, bureaus_with_needs(current_user), stages_for(current_user))
    wanted = asked.wanted()
    stage = next((stage for stage in Stage if stage.value == wanted["stage"]), None)
    needs = listed_needs(current_user, field=wanted["field"], bureau=wanted["bureau"], stage=stage, words=wanted["q"])
    page = db.page_of(needs, request.args.get("page", 1, type=int))
    return render_template("needs/index.html", page=page, filter=asked, filtered=any(wanted.values()))


@bp.get("/<key>")
@may("need.read", one_need)
def show(need: Need) -> Any:
    return show_need(need)


@bp.get("/<key>/preview")
@may("need.follow", one_need)
def preview(need: Need) -> Any:
    return render_template("needs/preview.html", need=need)


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
        way=PATH.main_way if follows else [step for step in PATH.main_way if step.public],
        turn=whose_turn(need) if follows else None,
        timeline=timeline_of(need) if follows else [],
    )
    return page, status
