"""Asking for data, changing what is asked for, and agreeing that it is shown."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.opendata.actions import agree_to_show, ask_for_data, edit_request
from hack.opendata.forms.requests import AgreeForm, AskForm, ChangeForm, text_of
from hack.opendata.models import DataRequest
from hack.opendata.queries import alike, one_datarequest
from hack.opendata.views.blueprint import bp
from hack.opendata.views.reading import show_request
from hack.web import done, made, may


@bp.get("/opendata/requests/new")
@may("datarequest.create")
def new() -> Any:
    return _ask(AskForm.from_request(data={"title": request.args.get("title", "")[:80]}))


@bp.post("/opendata/requests/new")
@may("datarequest.create")
def ask() -> Any:
    form = AskForm.from_request()
    if key := made(form, lambda: ask_for_data(by=current_user, **form.answers())):
        flash("依頼を受け付けました。", "success")
        return redirect(url_for("opendata.show", key=key))
    return _ask(form, 422)


@bp.post("/opendata/requests/alike")
@may("datarequest.create")
def look_for_alike() -> Any:
    """What is like the text as it stands in the form; nothing is kept of it."""
    form = AskForm.from_request()
    if request.headers.get("X-Beside"):
        return render_template("opendata/_alike.html", alike=alike(text_of(form), current_user), typed=text_of(form))
    return _ask(form)


@bp.get("/opendata/requests/<key>/edit")
@may("datarequest.edit", one_datarequest)
def edit(asked: DataRequest) -> Any:
    return _change(asked, ChangeForm.from_request(obj=asked, seen=asked.version))


@bp.post("/opendata/requests/<key>/edit")
@may("datarequest.edit", one_datarequest)
def write(asked: DataRequest) -> Any:
    form = ChangeForm.from_request(obj=asked)
    if done(form, lambda: edit_request(asked, by=current_user, seen=form.version, **form.answers()), asked):
        flash("保存しました。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return _change(asked, form, 422)


@bp.post("/opendata/requests/<key>/agree")
@may("datarequest.agree", one_datarequest)
def agree(asked: DataRequest) -> Any:
    form = AgreeForm.from_request()
    agrees = form.agrees.data == "yes"
    if done(form, lambda: agree_to_show(asked, agrees, by=current_user, seen=form.version), asked):
        flash("公開してよいと記録しました。" if agrees else "公開しないと記録しました。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return show_request(asked, agreeing=form, status=422)


def _ask(form: AskForm, status: int = 200) -> Any:
    words = text_of(form)
    found = alike(words, current_user) if words else None
    return render_template("opendata/new.html", form=form, alike=found, typed=words), status


def _change(asked: DataRequest, form: ChangeForm, status: int = 200) -> Any:
    return render_template("opendata/edit.html", asked=asked, form=form), status
