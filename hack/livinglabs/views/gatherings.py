"""The days on which a lab comes together."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.livinglabs.actions import edit_gathering, keep_gathering
from hack.livinglabs.forms import GatheringForm, NewGatheringForm
from hack.livinglabs.models import Gathering, LivingLab
from hack.livinglabs.queries import gatherings_of, one_gathering, one_lab
from hack.livinglabs.views.blueprint import bp
from hack.web import done, made, may, page_number


@bp.get("/<key>/gatherings")
@may("gathering.list", one_lab)
def gatherings(lab: LivingLab) -> Any:
    page = db.page_of(gatherings_of(lab, current_user), page_number(), 10)
    return render_template("livinglabs/gatherings.html", lab=lab, page=page)


@bp.get("/<key>/gatherings/new")
@may("gathering.keep", one_lab)
def new_gathering(lab: LivingLab) -> Any:
    return _ask(lab, NewGatheringForm.from_request(data={"public": True, "place": lab.place}))


@bp.post("/<key>/gatherings/new")
@may("gathering.keep", one_lab)
def add_gathering(lab: LivingLab) -> Any:
    form = NewGatheringForm.from_request()
    if made(form, lambda: keep_gathering(lab, by=current_user, **form.answers())):
        flash("開催回を載せました。", "success")
        return redirect(url_for("livinglabs.gatherings", key=lab.key))
    return _ask(lab, form, 422)


@bp.get("/gatherings/<key>/edit")
@may("gathering.edit", one_gathering)
def change_gathering(gathering: Gathering) -> Any:
    return _change(gathering, GatheringForm.from_request(obj=gathering, seen=gathering.version))


@bp.post("/gatherings/<key>/edit")
@may("gathering.edit", one_gathering)
def write_gathering(gathering: Gathering) -> Any:
    form = GatheringForm.from_request(obj=gathering)
    deed = form.answers
    if done(form, lambda: edit_gathering(gathering, by=current_user, seen=form.version, **deed()), gathering):
        flash("保存しました。", "success")
        return redirect(url_for("livinglabs.gatherings", key=gathering.livinglab.key))
    return _change(gathering, form, 422)


def _ask(lab: LivingLab, form: NewGatheringForm, status: int = 200) -> Any:
    return render_template("livinglabs/gathering.html", lab=lab, form=form, gathering=None), status


def _change(gathering: Gathering, form: GatheringForm, status: int = 200) -> Any:
    page = render_template("livinglabs/gathering.html", lab=gathering.livinglab, form=form, gathering=gathering)
    return page, status
