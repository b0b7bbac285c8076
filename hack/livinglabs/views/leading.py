"""Taking a lab along its path, and checking it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.forms import MoveForm, TakeBackForm
from hack.livinglabs.actions import check_lab, move_lab, take_back_lab
from hack.livinglabs.forms import CheckForm
from hack.livinglabs.models import LivingLab
from hack.livinglabs.queries import checks_of, one_lab
from hack.livinglabs.views.blueprint import bp
from hack.livinglabs.views.reading import show_lab
from hack.web import done, may


@bp.post("/<key>/moves")
@may("livinglab.move", one_lab)
def move(lab: LivingLab) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_lab(lab, by=current_user, seen=form.version, **form.answers()), lab):
        flash(f"「{lab.step.label}」になりました。", "success")
        return redirect(url_for("livinglabs.show", key=lab.key))
    return show_lab(lab, moving=form, status=422)


@bp.post("/<key>/take-back")
@may("livinglab.take_back", one_lab)
def take_back(lab: LivingLab) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_lab(lab, by=current_user, seen=form.version, **form.answers()), lab):
        flash(f"取り消して「{lab.step.label}」に戻しました。", "success")
        return redirect(url_for("livinglabs.show", key=lab.key))
    return show_lab(lab, taking_back=form, status=422)


@bp.get("/<key>/check")
@may("livinglab.check", one_lab)
def check(lab: LivingLab) -> Any:
    return _check(lab, CheckForm.from_request(data={"move": request.args.get("move")}, seen=lab.version))


@bp.post("/<key>/check")
@may("livinglab.check", one_lab)
def keep_check(lab: LivingLab) -> Any:
    form = CheckForm.from_request()
    if done(form, lambda: check_lab(lab, by=current_user, seen=form.version, **form.answers()), lab):
        flash(f"「{lab.step.label}」になりました。", "success")
        return redirect(url_for("livinglabs.show", key=lab.key))
    return _check(lab, form, 422)


def _check(lab: LivingLab, form: CheckForm, status: int = 200) -> Any:
    return render_template("livinglabs/check.html", lab=lab, form=form, checks=checks_of(lab)), status
