"""Changing the days of a call that is announced or open."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.needs.actions import change_call
from hack.needs.forms import ChangeCallForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.needs.views.blueprint import bp
from hack.web import done, may


@bp.get("/<key>/call")
@may("need.change_call", one_need)
def call(need: Need) -> Any:
    return render_template("needs/call.html", need=need, form=ChangeCallForm.of(need))


@bp.post("/<key>/call")
@may("need.change_call", one_need)
def keep_call(need: Need) -> Any:
    form = ChangeCallForm.of(need)
    if done(form, lambda: change_call(need, by=current_user, seen=form.version, **form.answers()), need):
        flash("募集の日程を変えました。提案を準備している方に知らせます。", "success")
        return redirect(url_for("needs.show", key=need.key))
    return render_template("needs/call.html", need=need, form=form), 422
