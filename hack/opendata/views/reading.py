"""The list of data requests, the page of one, and its moves."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.forms import MoveForm, TakeBackForm
from hack.opendata.actions import move_request, take_back_request
from hack.opendata.forms.requests import AgreeForm, RequestFilter
from hack.opendata.models import DataRequest
from hack.opendata.queries import listed_requests, one_datarequest
from hack.opendata.rules import moves_open_to
from hack.opendata.views.blueprint import bp
from hack.standing import standing_of
from hack.web import done, may, page_number


@bp.get("/opendata/requests/")
@may("datarequest.list")
def requests() -> Any:
    form = RequestFilter.asked()
    page = db.page_of(listed_requests(current_user, **form.wanted()), page_number())
    return render_template("opendata/requests.html", form=form, page=page)


@bp.get("/opendata/requests/<key>")
@may("datarequest.read", one_datarequest)
def show(asked: DataRequest) -> Any:
    return show_request(asked)


@bp.post("/opendata/requests/<key>/moves")
@may("datarequest.move", one_datarequest)
def move(asked: DataRequest) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_request(asked, by=current_user, seen=form.version, **form.answers()), asked):
        flash(f"「{asked.step.label}」になりました。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return show_request(asked, moving=form, status=422)


@bp.post("/opendata/requests/<key>/take-back")
@may("datarequest.take_back", one_datarequest)
def take_back(asked: DataRequest) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_request(asked, by=current_user, seen=form.version, **form.answers()), asked):
        flash(f"取り消して「{asked.step.label}」に戻しました。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return show_request(asked, taking_back=form, status=422)


def show_request(
    asked: DataRequest,
    *,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    agreeing: AgreeForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a request, with its forms as they were refused, or fresh."""
    agrees = "yes" if asked.open_to_all else "no"
    page = render_template(
        "opendata/show.html",
        asked=asked,
        moves=moves_open_to(current_user, asked),
        moving=moving or MoveForm(formdata=None, seen=asked.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=asked.version),
        agreeing=agreeing or AgreeForm(formdata=None, seen=asked.version, agrees=agrees),
        standing=standing_of(asked),
    )
    return page, status
