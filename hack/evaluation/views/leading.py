"""Setting an evaluation up, inviting evaluators, and taking it along its path."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.accounts.queries import person_at
from hack.errors import RuleBroken
from hack.evaluation.actions import (
    change_evaluation,
    correct_criteria,
    invite_evaluator,
    move_evaluation,
    open_evaluation,
    withdraw_invitation,
    write_criteria,
)
from hack.evaluation.calls import call_begun
from hack.evaluation.choices import Call
from hack.evaluation.forms import (
    ButtonForm,
    CorrectionForm,
    CriteriaForm,
    InviteForm,
    NewEvaluationForm,
    SettingsForm,
)
from hack.evaluation.models import Evaluation, Evaluator
from hack.evaluation.queries import chairs_to_choose, one_evaluation, one_evaluator
from hack.evaluation.views.blueprint import bp
from hack.evaluation.views.reading import show_evaluation
from hack.forms import MoveForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.web import done, made, may


def need_asked_for(*, viewer: Any) -> Need | None:
    """The need that the address names after its question mark."""
    return one_need(request.args.get("need", ""), viewer)


@bp.get("/new")
@may("evaluation.create", need_asked_for)
def new(need: Need) -> Any:
    call = Call.TRIALS if call_begun(need, Call.IDEAS) and call_begun(need, Call.TRIALS) else Call.IDEAS
    return new_page(need, NewEvaluationForm.asking([], call=call))


@bp.post("/new")
@may("evaluation.create", need_asked_for)
def set_up(need: Need) -> Any:
    form = NewEvaluationForm.asking([])

    def deed() -> Evaluation:
        return open_evaluation(need=need, by=current_user, call=form.call.data, criteria=form.criteria())

    if key := made(form, deed):
        flash("評価の基準を定めました。", "success")
        return redirect(url_for("evaluation.show", key=key))
    return new_page(need, form, 422)


def new_page(need: Need, form: NewEvaluationForm, status: int = 200) -> Any:
    """The page that asks for the criteria of a call."""
    begun = [call.label for call in Call if call_begun(need, call)]
    return render_template("evaluation/new.html", need=need, form=form, begun=begun), status


@bp.get("/<key>/criteria")
@may("evaluation.edit", one_evaluation)
def edit_criteria(evaluation: Evaluation) -> Any:
    return criteria_page(evaluation, criteria_form(evaluation))


@bp.post("/<key>/criteria")
@may("evaluation.edit", one_evaluation)
def keep_criteria(evaluation: Evaluation) -> Any:
    form = criteria_form(evaluation)

    def deed() -> None:
        if isinstance(form, CorrectionForm):
            reason = form.reason.data or ""
            correct_criteria(evaluation, by=current_user, words=form.said(), reason=reason, seen=form.version)
        else:
            write_criteria(evaluation, by=current_user, criteria=form.criteria(), seen=form.version)

    if done(form, deed, evaluation):
        flash("評価の基準を保存しました。", "success")
        return redirect(url_for("evaluation.show", key=evaluation.key))
    return criteria_page(evaluation, form, 422)


def criteria_form(evaluation: Evaluation) -> CorrectionForm | CriteriaForm:
    """What may be asked about the criteria now: everything before the call, corrections after it has begun."""
    if evaluation.criteria_fixed:
        return CorrectionForm.of(evaluation)
    return CriteriaForm.asking(evaluation.criteria, seen=evaluation.version)


def criteria_page(evaluation: Evaluation, form: CorrectionForm | CriteriaForm, status: int = 200) -> Any:
    """The page of the criteria's words."""
    fixed = isinstance(form, CorrectionForm)
    page = "evaluation/correct.html" if fixed else "evaluation/edit_criteria.html"
    return render_template(page, evaluation=evaluation, form=form), status


@bp.get("/<key>/edit")
@may("evaluation.edit", one_evaluation)
def edit(evaluation: Evaluation) -> Any:
    said = {"due_on": evaluation.due_on, "chair": evaluation.chair_id, "seen": evaluation.version}
    form = SettingsForm.choosing(chairs_to_choose(evaluation), data=said)
    return render_template("evaluation/edit.html", evaluation=evaluation, form=form)


@bp.post("/<key>/edit")
@may("evaluation.edit", one_evaluation)
def write(evaluation: Evaluation) -> Any:
    form = SettingsForm.choosing(chairs_to_choose(evaluation))
    if done(
        form, lambda: change_evaluation(evaluation, by=current_user, seen=form.version, **form.answers()), evaluation
    ):
        flash("保存しました。", "success")
        return redirect(url_for("evaluation.show", key=evaluation.key))
    return render_template("evaluation/edit.html", evaluation=evaluation, form=form), 422


@bp.post("/<key>/evaluators")
@may("evaluator.invite", one_evaluation)
def invite(evaluation: Evaluation) -> Any:
    form = InviteForm.from_request()

    def deed() -> None:
        person = person_at(form.email.data or "")
        if person is None:
            raise RuleBroken("このメールアドレスの利用者は見つかりません。", "email")
        invite_evaluator(evaluation, person, by=current_user)

    if done(form, deed):
        flash("評価者に招きました。", "success")
        return redirect(url_for("evaluation.show", key=evaluation.key))
    return show_evaluation(evaluation, inviting=form, status=422)


@bp.post("/<key>/evaluators/<place_key>/removal")
@may("evaluator.withdraw", one_evaluator)
def withdraw(place: Evaluator) -> Any:
    form, key = ButtonForm.from_request(), place.evaluation.key
    if done(form, lambda: withdraw_invitation(place, by=current_user)):
        flash("招待を取り下げました。", "success")
    for error in form.form_errors:
        flash(error, "error")
    return redirect(url_for("evaluation.show", key=key))


@bp.post("/<key>/moves")
@may("evaluation.move", one_evaluation)
def move(evaluation: Evaluation) -> Any:
    form = MoveForm.from_request()
    if done(
        form, lambda: move_evaluation(evaluation, by=current_user, seen=form.version, **form.answers()), evaluation
    ):
        flash(f"「{evaluation.step.label}」に進めました。", "success")
        return redirect(url_for("evaluation.show", key=evaluation.key))
    return show_evaluation(evaluation, moving=form, status=422)
