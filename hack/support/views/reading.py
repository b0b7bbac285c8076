"""Lists of requests for support, and the page of one."""

from typing import Any

from flask import render_template
from flask_login import current_user

from hack import clock, db
from hack.forms import MoveForm, TakeBackForm
from hack.needs.models import Need
from hack.policy import can
from hack.standing import standing_of
from hack.support.forms import EntryForm, SupportFilter, TakeOverForm
from hack.support.models import Support
from hack.support.queries import (
    counts_by_step,
    entries_of,
    hours_of,
    listed_supports,
    need_to_support,
    one_support,
)
from hack.support.rules import moves_open_to, took_it
from hack.support.views.blueprint import bp
from hack.web import may, page_number


@bp.get("/support/")
@may("support.list")
def index() -> Any:
    form = SupportFilter.for_viewer(current_user, takes=can(current_user, "support.finish"))
    page = db.page_of(listed_supports(current_user, **form.wanted()), page_number())
    counts = [(step.label, count) for step, count in counts_by_step(current_user).items()]
    return render_template("support/index.html", form=form, page=page, counts=counts)


@bp.get("/needs/<key>/support")
@may("support.list_of_need", need_to_support)
def of_need(need: Need) -> Any:
    page = db.page_of(listed_supports(current_user, need=need), page_number())
    return render_template("support/of_need.html", need=need, page=page)


@bp.get("/support/<key>")
@may("support.read", one_support)
def show(support: Support) -> Any:
    return show_support(support)


def show_support(
    support: Support,
    *,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    entering: EntryForm | None = None,
    taking_over: TakeOverForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a request, with its forms as they were refused, or fresh."""
    page = render_template(
        "support/show.html",
        support=support,
        moves=moves_open_to(current_user, support),
        moving=moving or MoveForm(formdata=None, seen=support.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=support.version),
        entering=entering or EntryForm(formdata=None, done_on=clock.today()),
        taking_over=taking_over or TakeOverForm(formdata=None),
        entries=db.page_of(entries_of(support), page_number(), 10),
        hours=hours_of(support),
        standing=standing_of(support),
        mine=took_it(current_user, support),
    )
    return page, status
