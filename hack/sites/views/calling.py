"""Looking for places where a need can be tried out."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.sites.actions import edit_site_call, open_site_call
from hack.sites.forms import NewSiteCallForm, SiteCallForm
from hack.sites.models import SiteCall
from hack.sites.queries import call_of, one_site_call
from hack.sites.views.blueprint import bp
from hack.web import done, made, may


@bp.get("/needs/<key>/sites/call/new")
@may("site_call.open", one_need)
def new_call(need: Need) -> Any:
    if call_of(need) is not None:
        return redirect(url_for("sites.edit_call", key=need.key))
    return _ask(need, NewSiteCallForm.from_request(data={"wanted": need.place}), None)


@bp.post("/needs/<key>/sites/call/new")
@may("site_call.open", one_need)
def open_call(need: Need) -> Any:
    form = NewSiteCallForm.from_request()
    if made(form, lambda: open_site_call(need, by=current_user, **form.answers())):
        flash("フィールドの募集を始めました。", "success")
        return redirect(url_for("sites.of_need", key=need.key))
    return _ask(need, form, None, 422)


@bp.get("/needs/<key>/sites/call/edit")
@may("site_call.edit", one_site_call)
def edit_call(call: SiteCall) -> Any:
    return _ask(call.need, SiteCallForm.from_request(obj=call, seen=call.version), call)


@bp.post("/needs/<key>/sites/call/edit")
@may("site_call.edit", one_site_call)
def keep_call(call: SiteCall) -> Any:
    form = SiteCallForm.from_request(obj=call)
    if done(form, lambda: edit_site_call(call, by=current_user, seen=form.version, **form.answers()), call):
        flash("フィールドの募集を直しました。", "success")
        return redirect(url_for("sites.of_need", key=call.need.key))
    return _ask(call.need, form, call, 422)


def _ask(need: Need, form: Any, call: SiteCall | None, status: int = 200) -> Any:
    return render_template("sites/call.html", need=need, form=form, call=call), status
