"""Taking a case of the front over as a data request, and the door of the front that leads here."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.intake.doors import Door, open_door
from hack.intake.models import Case
from hack.intake.queries import one_case
from hack.opendata.actions import take_over_case
from hack.opendata.forms.requests import TakeOverForm
from hack.opendata.models import DataRequest
from hack.opendata.queries import request_out_of
from hack.opendata.views.blueprint import bp
from hack.web import made, may

open_door(Door("data", "データの依頼", "市が持つデータの公開を、オープンデータデスクに頼みます。", "opendata.new", {}))


@bp.get("/front/cases/<key>/data", endpoint="take_over")
@may("datarequest.take_over", one_case)
def ask_for_words(case: Case) -> Any:
    return _page(case, TakeOverForm.of(case))


@bp.post("/front/cases/<key>/data")
@may("datarequest.take_over", one_case)
def make_request(case: Case) -> Any:
    form = TakeOverForm.from_request()
    if key := made(form, lambda: take_over_case(case, by=current_user, seen=form.version, **form.answers())):
        flash("データの依頼にしました。提案者に知らせます。", "success")
        return redirect(url_for("opendata.show", key=key))
    return _page(case, form, 422)


@bp.app_template_global()
def data_asked_for(case: Case) -> DataRequest | None:
    """The data request that became of a case, if the person who looks may see it."""
    return request_out_of(case, current_user)


def _page(case: Case, form: TakeOverForm, status: int = 200) -> Any:
    return render_template("opendata/take_over.html", case=case, form=form), status
