"""The data that can be used for a need."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.forms import Form
from hack.needs.models import Need
from hack.opendata.actions import offer_dataset, take_out_dataset
from hack.opendata.forms.sets import OfferForm
from hack.opendata.models import DataSetForNeed
from hack.opendata.queries import need_with_data, offered_for, one_offered, sets_to_choose
from hack.opendata.views.blueprint import bp
from hack.policy import can
from hack.web import done, made, may, page_number


@bp.get("/needs/<key>/data")
@may("dataset.list_of_need", need_with_data)
def of_need(need: Need) -> Any:
    form = OfferForm.offering(sets_to_choose()) if can(current_user, "dataset.offer", need) else None
    return _show(need, form)


@bp.post("/needs/<key>/data")
@may("dataset.offer", need_with_data)
def offer(need: Need) -> Any:
    datasets = {one.key: one for one in sets_to_choose()}
    form = OfferForm.offering(list(datasets.values()))

    def deed() -> Any:
        return offer_dataset(need, datasets.get(form.dataset.data), by=current_user, note=form.note.data or "")

    if made(form, deed):
        flash("使えるデータに加えました。", "success")
        return redirect(url_for("opendata.of_need", key=need.key))
    return _show(need, form, 422)


@bp.post("/needs/<key>/data/<offered_key>/take-out")
@may("dataset.take_out", one_offered)
def take_out(offered: DataSetForNeed) -> Any:
    key = offered.need.key
    if done(Form.from_request(), lambda: take_out_dataset(offered, by=current_user)):
        flash("使えるデータから外しました。", "success")
    return redirect(url_for("opendata.of_need", key=key))


def _show(need: Need, form: OfferForm | None, status: int = 200) -> Any:
    page = db.page_of(offered_for(need), page_number())
    return render_template("opendata/of_need.html", need=need, page=page, form=form, out=Form(formdata=None)), status
