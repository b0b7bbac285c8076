"""The bodies that cases are laid before, one after the other."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import clock, db
from hack.deliberations.actions import edit_body, enter_body
from hack.deliberations.forms import BodyForm, NewBodyForm
from hack.deliberations.models import Body
from hack.deliberations.queries import body_on, listed_bodies, one_body
from hack.deliberations.views.blueprint import bp
from hack.web import done, made, may, page_number


@bp.get("/bodies")
@may("body.list")
def bodies() -> Any:
    page = db.page_of(listed_bodies(current_user), page_number())
    return render_template("deliberations/bodies.html", page=page, current=body_on(clock.today()))


@bp.get("/bodies/new")
@may("body.enter")
def new_body() -> Any:
    return render_template("deliberations/body.html", form=NewBodyForm.from_request(), body=None)


@bp.post("/bodies/new")
@may("body.enter")
def keep_body() -> Any:
    form = NewBodyForm.from_request()
    if made(form, lambda: enter_body(by=current_user, **form.answers())):
        flash("付議先を登録しました。", "success")
        return redirect(url_for("deliberations.bodies"))
    return render_template("deliberations/body.html", form=form, body=None), 422


@bp.get("/bodies/<key>/edit")
@may("body.edit", one_body)
def edit_a_body(body: Body) -> Any:
    form = BodyForm.from_request(obj=body, seen=body.version)
    return render_template("deliberations/body.html", form=form, body=body)


@bp.post("/bodies/<key>/edit")
@may("body.edit", one_body)
def change_body(body: Body) -> Any:
    form = BodyForm.from_request()
    if done(form, lambda: edit_body(body, by=current_user, seen=form.version, **form.answers()), body):
        flash("保存しました。", "success")
        return redirect(url_for("deliberations.bodies"))
    return render_template("deliberations/body.html", form=form, body=body), 422
