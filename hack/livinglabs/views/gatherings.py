"""The days on which a lab comes together."""

import hashlib
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.lazy import lazily
from hack.livinglabs.actions import edit_gathering, keep_gathering
from hack.livinglabs.forms import GatheringForm, NewGatheringForm
from hack.livinglabs.models import Gathering, LivingLab
from hack.livinglabs.queries import gatherings_in_calendar, gatherings_of, one_gathering, one_lab
from hack.livinglabs.views.blueprint import bp
from hack.web import done, made, may, page_number

calendar_of = lazily("hack.livinglabs.calendar:calendar_of")


@bp.get("/<key>/gatherings")
@may("gathering.list", one_lab)
def gatherings(lab: LivingLab) -> Any:
    shown, at = gatherings_of(lab, current_user), request.args.get("at", "") if "page" not in request.args else ""
    page = db.page_of(shown, db.page_showing(shown, at, 10) if at else page_number(), 10)
    return render_template("livinglabs/gatherings.html", lab=lab, page=page)


@bp.get("/gatherings.ics")
@may("livinglab.list")
def calendar() -> Response:
    return _as_file(gatherings_in_calendar(), "リビングラボの開催", "livinglabs.ics")


@bp.get("/<key>/gatherings.ics")
@may("gathering.list", one_lab)
def lab_calendar(lab: LivingLab) -> Response:
    return _as_file(gatherings_in_calendar(lab), f"{lab.name}の開催", f"livinglab-{lab.key}.ics")


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


def _page_of(gathering: Gathering) -> str:
    shown = {"at": gathering.key, "_anchor": f"gathering-{gathering.key}"}
    return url_for("livinglabs.gatherings", key=gathering.livinglab.key, _external=True, **shown)


def _as_file(gatherings: list[Gathering], title: str, name: str) -> Response:
    words = calendar_of(gatherings, _page_of, title)
    response = make_response(words)
    response.headers["Content-Type"] = "text/calendar; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.set_etag(hashlib.sha256(words).hexdigest())
    response.make_conditional(request)
    return response


def _ask(lab: LivingLab, form: NewGatheringForm, status: int = 200) -> Any:
    return render_template("livinglabs/gathering.html", lab=lab, form=form, gathering=None), status


def _change(gathering: Gathering, form: GatheringForm, status: int = 200) -> Any:
    page = render_template("livinglabs/gathering.html", lab=gathering.livinglab, form=form, gathering=gathering)
    return page, status
