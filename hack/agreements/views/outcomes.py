"""Writing down what came of an agreement."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.agreements.actions import add_outcome, edit_outcome, remove_outcome
from hack.agreements.forms import NewOutcomeForm, OutcomeForm, RemoveForm
from hack.agreements.models import Agreement, AgreementOutcome
from hack.agreements.queries import agreement_with, one_agreement, one_outcome
from hack.agreements.views.blueprint import bp
from hack.agreements.views.reading import show_agreement
from hack.web import done, made, may


@bp.post("/agreements/<key>/outcomes")
@may("outcome.enter", one_agreement)
def enter_outcome(agreement: Agreement) -> Any:
    form = NewOutcomeForm.from_request()
    if made(form, lambda: add_outcome(agreement, by=current_user, **form.answers())):
        flash("書き足しました。", "success")
        return redirect(url_for("agreements.show", key=agreement.key, _anchor="outcomes"))
    return show_agreement(agreement, entering=form, status=422)


@bp.get("/agreements/<key>/outcomes/<outcome_key>")
@may("outcome.edit", one_outcome)
def correct(outcome: AgreementOutcome) -> Any:
    return _ask(outcome, OutcomeForm.from_request(obj=outcome, seen=outcome.version))


@bp.post("/agreements/<key>/outcomes/<outcome_key>")
@may("outcome.edit", one_outcome)
def keep_outcome(outcome: AgreementOutcome) -> Any:
    form = OutcomeForm.from_request()
    if done(form, lambda: edit_outcome(outcome, by=current_user, seen=form.version, **form.answers()), outcome):
        flash("保存しました。", "success")
        return redirect(url_for("agreements.show", key=outcome.agreement.key, _anchor="outcomes"))
    return _ask(outcome, form, 422)


@bp.post("/agreements/<key>/outcomes/<outcome_key>/remove")
@may("outcome.remove", agreement_with)
def take_out(agreement: Agreement) -> Any:
    """Whoever presses twice comes to the same page."""
    outcome = one_outcome(agreement.key, (request.view_args or {})["outcome_key"], current_user)
    if outcome is not None and done(RemoveForm.from_request(), lambda: remove_outcome(outcome, by=current_user)):
        flash("取り除きました。", "success")
    return redirect(url_for("agreements.show", key=agreement.key))


def _ask(outcome: AgreementOutcome, form: OutcomeForm, status: int = 200) -> Any:
    page = render_template(
        "agreements/outcome.html",
        outcome=outcome,
        agreement=outcome.agreement,
        form=form,
        removing=RemoveForm(formdata=None),
    )
    return page, status
