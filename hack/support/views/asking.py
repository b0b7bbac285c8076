"""Asking for support, and changing what is asked for."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.needs.models import Need
from hack.support.actions import ask_for_support, edit_support
from hack.support.forms import AskForm, ChangeForm
from hack.support.models import Support
from hack.support.queries import need_to_support, one_support
from hack.support.views.blueprint import bp
from hack.web import done, made, may


@bp.get("/support/new")
@may("support.ask")
def new() -> Any:
    return _ask(AskForm.from_request(), None)


@bp.post("/support/new")
@may("support.ask")
def ask() -> Any:
    return _made(None)


@bp.get("/needs/<key>/support/new")
@may("support.ask_about", need_to_support)
def new_about(need: Need) -> Any:
    return _ask(AskForm.from_request(data={"title": f"「{need.title[:60]}」について"}), need)


@bp.post("/needs/<key>/support/new")
@may("support.ask_about", need_to_support)
def ask_about(need: Need) -> Any:
    return _made(need)


@bp.get("/support/<key>/edit")
@may("support.edit", one_support)
def edit(support: Support) -> Any:
    form = ChangeForm.from_request(obj=support, seen=support.version)
    return render_template("support/edit.html", support=support, form=form)


@bp.post("/support/<key>/edit")
@may("support.edit", one_support)
def write(support: Support) -> Any:
    form = ChangeForm.from_request(obj=support)
    if done(form, lambda: edit_support(support, by=current_user, seen=form.version, **form.answers()), support):
        flash("保存しました。", "success")
        return redirect(url_for("support.show", key=support.key))
    return render_template("support/edit.html", support=support, form=form), 422


def _made(need: Need | None) -> Any:
    form = AskForm.from_request()
    if key := made(form, lambda: ask_for_support(by=current_user, need=need, **form.answers())):
        flash("事務局に支援を頼みました。", "success")
        return redirect(url_for("support.show", key=key))
    return _ask(form, need, 422)


def _ask(form: AskForm, need: Need | None, status: int = 200) -> Any:
    return render_template("support/new.html", form=form, need=need), status
