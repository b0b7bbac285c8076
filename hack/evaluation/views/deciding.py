"""Preparing the decisions, looking at what will be told to whom, releasing, and undoing."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.evaluation.actions import clear_decision, prepare_decision, release_decisions, undo_release
from hack.evaluation.actions.deciding import told_reason
from hack.evaluation.actions.releasing import problems_of
from hack.evaluation.choices import decisions_for
from hack.evaluation.forms import DecisionForm, ReleaseForm, UndoForm
from hack.evaluation.models import Entry, Evaluation
from hack.evaluation.queries import all_entries, entries_of, one_entry, one_evaluation, releases_of
from hack.evaluation.rules import stands_back
from hack.evaluation.views.blueprint import bp
from hack.forms import SeenForm
from hack.pipeline.evaluation import EvaluationStep
from hack.web import done, may, page_number


@bp.get("/<key>/decisions")
@may("decision.read", one_evaluation)
def decisions(evaluation: Evaluation) -> Any:
    page = db.page_of(entries_of(evaluation), page_number())
    away = {entry.id for entry in page.rows if stands_back(current_user, entry)}
    return render_template("evaluation/decisions.html", evaluation=evaluation, page=page, away=away)


@bp.get("/<key>/decisions/<proposal_key>")
@may("entry.decide", one_entry)
def decide(entry: Entry) -> Any:
    return decision_page(entry, decision_form(entry, obj=entry, seen=entry.version))


@bp.post("/<key>/decisions/<proposal_key>")
@may("entry.decide", one_entry)
def keep_decision(entry: Entry) -> Any:
    form = decision_form(entry)
    if done(form, lambda: prepare_decision(entry, by=current_user, seen=form.version, **form.answers()), entry):
        flash("決定を準備しました。まだだれにも伝わっていません。", "success")
        return redirect(url_for("evaluation.decisions", key=entry.evaluation.key))
    return decision_page(entry, form, status=422)


@bp.post("/<key>/decisions/<proposal_key>/removal")
@may("entry.decide", one_entry)
def remove_decision(entry: Entry) -> Any:
    form = SeenForm.from_request()
    if done(form, lambda: clear_decision(entry, by=current_user, seen=form.version), entry):
        flash("準備した決定を外しました。", "success")
        return redirect(url_for("evaluation.decisions", key=entry.evaluation.key))
    return decision_page(entry, decision_form(entry, obj=entry, seen=entry.version), removing=form, status=422)


def decision_form(entry: Entry, **defaults: Any) -> DecisionForm:
    """The form with what can be decided about the proposal where it stands."""
    return DecisionForm.offering(decisions_for(entry.proposal.step), **defaults)


def decision_page(entry: Entry, form: DecisionForm, *, removing: SeenForm | None = None, status: int = 200) -> Any:
    """The page that asks what is decided, with the joint result beside it."""
    page = render_template(
        "evaluation/decide.html",
        entry=entry,
        evaluation=entry.evaluation,
        form=form,
        removing=removing or SeenForm(formdata=None, seen=entry.version),
        preparing=entry.evaluation.step is EvaluationStep.DECIDING,
    )
    return page, status


@bp.get("/<key>/release")
@may("decision.release", one_evaluation)
def preview(evaluation: Evaluation) -> Any:
    return release_page(evaluation)


@bp.post("/<key>/release")
@may("decision.release", one_evaluation)
def release(evaluation: Evaluation) -> Any:
    form = ReleaseForm.from_request()
    if done(form, lambda: release_decisions(evaluation, by=current_user, seen=form.version), evaluation):
        flash("決定を公表しました。提案者にメールが届きます。", "success")
        return redirect(url_for("evaluation.show", key=evaluation.key))
    return release_page(evaluation, releasing=form, status=422)


@bp.post("/<key>/undo")
@may("decision.undo", one_evaluation)
def undo(evaluation: Evaluation) -> Any:
    form = UndoForm.from_request()
    if done(
        form,
        lambda: undo_release(evaluation, by=current_user, reason=form.reason.data or "", seen=form.version),
        evaluation,
    ):
        flash("公表を取り消しました。提案は元の段階に戻り、提案者に訂正のメールが届きます。", "success")
        return redirect(url_for("evaluation.show", key=evaluation.key))
    return release_page(evaluation, undoing=form, status=422)


def release_page(
    evaluation: Evaluation,
    *,
    releasing: ReleaseForm | None = None,
    undoing: UndoForm | None = None,
    status: int = 200,
) -> Any:
    """Who is told what, word for word; and the button for the second person, or the undoing."""
    entries = all_entries(evaluation)
    told = [entry for entry in entries if entry.decision is not None]
    page = db.page_in(told, page_number())
    shown = render_template(
        "evaluation/release.html",
        evaluation=evaluation,
        page=page,
        away={entry.id for entry in page.rows if stands_back(current_user, entry)},
        reasons={entry.id: told_reason(entry) for entry in page.rows},
        problems=problems_of(evaluation, entries, current_user) if evaluation.step is EvaluationStep.DECIDING else [],
        releasing=releasing or ReleaseForm(formdata=None, seen=evaluation.version),
        undoing=undoing or UndoForm(formdata=None, seen=evaluation.version),
        releases=releases_of(evaluation),
        preparing=evaluation.step is EvaluationStep.DECIDING,
        released=evaluation.step is EvaluationStep.RELEASED,
    )
    return shown, status
