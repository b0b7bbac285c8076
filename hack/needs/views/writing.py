"""Writing a need down, changing it, and handing it in."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.errors import Incomplete
from hack.forms import SeenForm
from hack.needs.actions import draft_need, edit_need, submit_need
from hack.needs.answers import ASKED_BY, WHEN_OWED, missing_for
from hack.needs.copying import copied_from
from hack.needs.forms import NeedForm, NewNeedForm, SubmitForm, field_labels
from hack.needs.models import Need
from hack.needs.queries import one_need, own_sections
from hack.needs.rules import moves_open_to
from hack.needs.views.blueprint import bp
from hack.needs.views.remarks import open_by_field
from hack.web import done, made, may


@bp.get("/new")
@may("need.create")
def new() -> Any:
    source = None
    if "from" in request.args:
        source = one_need(request.args["from"], current_user)
        if source is None:
            abort(404)
    words = copied_from(source, current_user) if source else {}
    return _ask(NewNeedForm.for_sections(own_sections(current_user), **words), None, source=source)


@bp.post("/new")
@may("need.create")
def create() -> Any:
    sections = own_sections(current_user)
    form = NewNeedForm.for_sections(sections)

    def deed() -> Need:
        answers = form.answers()
        chosen = answers.pop("section", sections[0].id)
        section = next(section for section in sections if section.id == chosen)
        return draft_need(section=section, by=current_user, **answers)

    if key := made(form, deed):
        flash("下書きを保存しました。", "success")
        return redirect(url_for("needs.show", key=key))
    return _ask(form, None, 422)


@bp.get("/<key>/edit")
@may("need.edit", one_need)
def edit(need: Need) -> Any:
    asks = request.args.get("ask", "")
    return _ask(_asking(need, missing_for(need, asks) if asks in ASKED_BY else {}), need)


@bp.post("/<key>/edit")
@may("need.write", one_need)
def save(need: Need) -> Any:
    form = NeedForm.from_request(obj=need)
    if not done(form, lambda: edit_need(need, by=current_user, seen=form.version, **form.answers()), need):
        return _ask(form, need, 422)
    if request.form.get("then") != "submit":
        flash("保存しました。", "success")
        return redirect(url_for("needs.show", key=need.key))
    form.seen.data = need.version
    return _hand_in(need, form) or _ask(form, need, 422)


@bp.get("/<key>/submit")
@may("need.submit", one_need)
def submit(need: Need) -> Any:
    return _submit(need, SubmitForm(seen=need.version))


@bp.post("/<key>/submit")
@may("need.submit", one_need)
def hand_in(need: Need) -> Any:
    form = SubmitForm.from_request()
    if answer := _hand_in(need, form):
        return answer
    if need.step.editable and (missing := missing_for(need, "submit")):
        return _ask(_asking(need, missing), need, 422)
    return _submit(need, form, 422)


def _hand_in(need: Need, form: SeenForm) -> Any:
    """Ask for the check, and go on; None where that was refused."""
    if not done(form, lambda: submit_need(need, by=current_user, seen=form.version), need):
        return None
    flash("事務局に確認を頼みました。", "success")
    return redirect(url_for("needs.show", key=need.key))


def _asking(need: Need, missing: dict[str, str]) -> NeedForm:
    """The form with what the need says, and at each question in `missing` that it is still to be answered."""
    form = NeedForm(formdata=None, obj=need, seen=need.version)
    if missing:
        form.refuse(Incomplete("先へ進むには、次の項目が必要です。", missing))
    return form


def _ask(form: Any, need: Need | None, status: int = 200, *, source: Need | None = None) -> Any:
    moves = moves_open_to(current_user, need) if need else []
    handing_in = any(move.made_at == "needs.submit" for move in moves)
    remarks = open_by_field(need) if need else {}
    page = render_template(
        "needs/form.html", form=form, need=need, owed=WHEN_OWED, handing_in=handing_in, remarks=remarks, source=source
    )
    return page, status


def _submit(need: Need, form: SubmitForm, status: int = 200) -> Any:
    page = render_template(
        "needs/submit.html",
        need=need,
        form=form,
        missing=missing_for(need, "submit"),
        remarks=open_by_field(need),
        labels=field_labels(),
    )
    return page, status
