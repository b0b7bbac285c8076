"""Writing a need down, changing it, and handing it in."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.accounts.queries import sections_to_choose
from hack.errors import Incomplete, Overtaken, RuleBroken
from hack.needs.actions import draft_need, edit_need, submit_need
from hack.needs.answers import ASKED_BY, TO_HAND_IN, missing_for
from hack.needs.forms import NeedForm, NewNeedForm, SubmitForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.needs.rules import moves_open_to
from hack.needs.views.blueprint import bp
from hack.once import once
from hack.policy import can
from hack.web import may


@bp.get("/new")
@may("need.create")
def new() -> Any:
    return _ask(NewNeedForm.for_sections(_own_sections()), None)


@bp.post("/new")
@may("need.create")
def create() -> Any:
    sections = _own_sections()
    form = NewNeedForm.for_sections(sections)
    if not form.validate_on_submit():
        return _ask(form, None, 422)
    answers = form.answers()
    chosen = answers.pop("section", sections[0].id)
    section = next(section for section in sections if section.id == chosen)
    with db.transaction():
        key = once(
            form.once_key.data or db.random_key(),
            current_user,
            lambda: draft_need(section=section, by=current_user, **answers),
        )
    flash("下書きを保存しました。", "success")
    return redirect(url_for("needs.show", key=key))


@bp.get("/<key>/edit")
@may("need.edit", one_need)
def edit(need: Need) -> Any:
    form = NeedForm(obj=need, seen=need.version)
    asks = request.args.get("ask", "")
    if asks in ASKED_BY and (missing := missing_for(need, asks)):
        form.refuse(Incomplete("先へ進むには、次の項目が必要です。", missing))
    return _ask(form, need)


@bp.post("/<key>/edit")
@may("need.write", one_need)
def save(need: Need) -> Any:
    form, theirs = NeedForm.from_request(obj=need), {}
    if form.validate_on_submit():
        try:
            with db.transaction():
                edit_need(need, by=current_user, seen=form.seen.data or 0, **form.answers())
                seen = need.version
            if request.form.get("then") != "submit":
                flash("保存しました。", "success")
                return redirect(url_for("needs.show", key=need.key))
            return _hand_in(need, seen)
        except RuleBroken as broken:
            form.refuse(broken)
            kept = form.beside(need)
            theirs = kept if isinstance(broken, Overtaken) else {}
    return _ask(form, need, 422, theirs)


@bp.get("/<key>/submit")
@may("need.submit", one_need)
def submit(need: Need) -> Any:
    return _submit(need, SubmitForm(seen=need.version))


@bp.post("/<key>/submit")
@may("need.submit", one_need)
def hand_in(need: Need) -> Any:
    form = SubmitForm.from_request()
    if form.validate_on_submit():
        try:
            return _hand_in(need, form.seen.data or 0)
        except Incomplete as broken:
            form = NeedForm(formdata=None, obj=need, seen=need.version)
            form.refuse(broken)
            return _ask(form, need, 422)
        except RuleBroken as broken:
            form.refuse(broken)
            form.beside(need)
    return _submit(need, form, 422)


def _hand_in(need: Need, seen: int) -> Any:
    with db.transaction():
        submit_need(need, by=current_user, seen=seen)
    flash("事務局に確認を頼みました。", "success")
    return redirect(url_for("needs.show", key=need.key))


def _own_sections() -> list[Any]:
    return [section for section in sections_to_choose() if can(current_user, "need.create", section)]


def _ask(form: Any, need: Need | None, status: int = 200, theirs: dict[str, str] | None = None) -> Any:
    moves = moves_open_to(current_user, need) if need else []
    handing_in = any(move.made_at == "needs.submit" for move in moves)
    page = render_template(
        "needs/form.html", form=form, need=need, theirs=theirs or {}, asked=TO_HAND_IN, handing_in=handing_in
    )
    return page, status


def _submit(need: Need, form: SubmitForm, status: int = 200) -> Any:
    return render_template("needs/submit.html", need=need, form=form, missing=missing_for(need, "submit")), status
