"""The sittings: calling one, its agenda in order, its minutes."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import clock, db
from hack.deliberations.actions import call_off_sitting, call_sitting, edit_sitting, move_up
from hack.deliberations.forms import CallOffForm, NewSittingForm, SittingForm, UpForm
from hack.deliberations.models import Sitting
from hack.deliberations.queries import body_on, listed_sittings, one_place, one_sitting, versions_of
from hack.deliberations.views.blueprint import bp
from hack.web import done, made, may, page_number


@bp.get("/sittings")
@may("sitting.list")
def sittings() -> Any:
    page = db.page_of(listed_sittings(current_user), page_number())
    return render_template("deliberations/sittings.html", page=page, body=body_on(clock.today()), today=clock.today())


@bp.get("/sittings/new")
@may("sitting.call")
def new_sitting() -> Any:
    return render_template("deliberations/new_sitting.html", form=NewSittingForm.from_request())


@bp.post("/sittings/new")
@may("sitting.call")
def call() -> Any:
    form = NewSittingForm.from_request()
    if key := made(form, lambda: call_sitting(by=current_user, **form.answers())):
        flash("会議を登録しました。", "success")
        return redirect(url_for("deliberations.sitting", key=key))
    return render_template("deliberations/new_sitting.html", form=form), 422


@bp.get("/sittings/<key>")
@may("sitting.read", one_sitting)
def sitting(sitting: Sitting) -> Any:
    return render_template(
        "deliberations/sitting.html",
        sitting=sitting,
        up=UpForm(formdata=None),
        versions=versions_of(sitting),
        today=clock.today(),
    )


@bp.get("/sittings/<key>/agenda")
@may("sitting.read", one_sitting)
def agenda(sitting: Sitting) -> Any:
    """The agenda with the papers as they lie before the sitting, for paper."""
    return render_template("deliberations/agenda.html", sitting=sitting, today=clock.today())


@bp.get("/sittings/<key>/minutes")
@may("sitting.read", one_sitting)
def minutes(sitting: Sitting) -> Any:
    """The minutes with what was ruled, for paper."""
    return render_template("deliberations/minutes.html", sitting=sitting, today=clock.today())


@bp.get("/sittings/<key>/call-off")
@may("sitting.call_off", one_sitting)
def call_off(sitting: Sitting) -> Any:
    form = CallOffForm.from_request(data={"seen": sitting.version})
    return render_template("deliberations/call_off.html", sitting=sitting, form=form)


@bp.post("/sittings/<key>/call-off")
@may("sitting.call_off", one_sitting)
def keep_called_off(sitting: Sitting) -> Any:
    form = CallOffForm.from_request()

    def deed() -> None:
        call_off_sitting(sitting, by=current_user, reason=form.reason.data or "", seen=form.version)

    if done(form, deed, sitting):
        flash("会議を中止しました。方針の出ていない議題は、付議の準備に戻りました。", "success")
        return redirect(url_for("deliberations.sitting", key=sitting.key))
    return render_template("deliberations/call_off.html", sitting=sitting, form=form), 422


@bp.get("/sittings/<key>/edit")
@may("sitting.edit", one_sitting)
def edit_a_sitting(sitting: Sitting) -> Any:
    form = SittingForm.from_request(obj=sitting, seen=sitting.version)
    return render_template("deliberations/edit_sitting.html", sitting=sitting, form=form)


@bp.post("/sittings/<key>/edit")
@may("sitting.edit", one_sitting)
def change_sitting(sitting: Sitting) -> Any:
    form = SittingForm.from_request()
    if done(form, lambda: edit_sitting(sitting, by=current_user, seen=form.version, **form.answers()), sitting):
        flash("保存しました。", "success")
        return redirect(url_for("deliberations.sitting", key=sitting.key))
    return render_template("deliberations/edit_sitting.html", sitting=sitting, form=form), 422


@bp.post("/sittings/<key>/items/<item_key>/up")
@may("sitting.edit", one_place)
def put_up(sitting: Sitting) -> Any:
    key = (request.view_args or {})["item_key"]
    item = next(item for item in sitting.agenda if item.key == key)
    if done(UpForm.from_request(), lambda: move_up(sitting, item, by=current_user)):
        flash("順番を変えました。", "success")
    return redirect(url_for("deliberations.sitting", key=sitting.key))
