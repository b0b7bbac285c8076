"""Applying for a lab, entering one that is known from a source, and changing what is said of it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.livinglabs.actions import edit_lab, enter_lab, register_lab
from hack.livinglabs.forms import EnterForm, LabForm, RegisterForm
from hack.livinglabs.models import LivingLab
from hack.livinglabs.queries import one_lab
from hack.livinglabs.views.blueprint import bp
from hack.policy import can
from hack.web import done, made, may


@bp.get("/new")
@may("livinglab.register")
def new() -> Any:
    return _ask(RegisterForm.from_request())


@bp.post("/new")
@may("livinglab.register")
def register() -> Any:
    form = RegisterForm.from_request()
    if key := made(form, lambda: register_lab(by=current_user, **form.answers())):
        flash("登録を申請しました。事務局が確かめて、結果をこのページとメールでお知らせします。", "success")
        return redirect(url_for("livinglabs.show", key=key))
    return _ask(form, 422)


@bp.get("/enter")
@may("livinglab.enter")
def new_from_source() -> Any:
    return _ask(EnterForm.from_request())


@bp.post("/enter")
@may("livinglab.enter")
def enter() -> Any:
    form = EnterForm.from_request()
    if key := made(form, lambda: enter_lab(by=current_user, **form.answers())):
        flash("資料から書き写しました。確認の問いに答えると、登録されます。", "success")
        return redirect(url_for("livinglabs.show", key=key))
    return _ask(form, 422)


@bp.get("/<key>/edit")
@may("livinglab.edit", one_lab)
def edit(lab: LivingLab) -> Any:
    form = LabForm.asking(lab, sources=can(current_user, "livinglab.enter"), seen=lab.version)
    return render_template("livinglabs/edit.html", lab=lab, form=form)


@bp.post("/<key>/edit")
@may("livinglab.edit", one_lab)
def write(lab: LivingLab) -> Any:
    form = LabForm.asking(lab, sources=can(current_user, "livinglab.enter"))
    if done(form, lambda: edit_lab(lab, by=current_user, seen=form.version, **form.answers()), lab):
        flash("保存しました。", "success")
        return redirect(url_for("livinglabs.show", key=lab.key))
    return render_template("livinglabs/edit.html", lab=lab, form=form), 422


def _ask(form: RegisterForm | EnterForm, status: int = 200) -> Any:
    return render_template("livinglabs/new.html", form=form, from_source=isinstance(form, EnterForm)), status
