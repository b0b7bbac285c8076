"""Putting a ruling right that was written down wrongly, and ticking off the conditions of one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.deliberations.actions import correct_ruling, meet_condition, reopen_condition
from hack.deliberations.forms import CorrectionForm, MeetForm, ReopenForm
from hack.deliberations.models import Paper, RulingCondition, Tabling
from hack.deliberations.queries import one_condition, one_item, one_paper
from hack.deliberations.views.blueprint import bp
from hack.deliberations.views.papers import show_paper
from hack.web import done, may


def item_in_hand(paper: Paper) -> Tabling:
    """The place on an agenda that the page's address names."""
    key = (request.view_args or {})["item_key"]
    return next(item for item in paper.items if item.key == key)


@bp.get("/cases/<key>/tabled/<item_key>/correct")
@may("ruling.correct", one_item)
def correct(paper: Paper) -> Any:
    item = item_in_hand(paper)
    return _ask(paper, item, CorrectionForm.of(item))


@bp.post("/cases/<key>/tabled/<item_key>/correct")
@may("ruling.correct", one_item)
def keep_correction(paper: Paper) -> Any:
    item, form = item_in_hand(paper), CorrectionForm.from_request()
    step = paper.case.step
    if done(form, lambda: correct_ruling(paper, item, by=current_user, seen=form.version, **form.answers()), item):
        moved = "" if paper.case.step is step else f"案件は「{paper.case.step.label}」になりました。"
        flash(f"方針の記録を訂正しました。{moved}", "success")
        return redirect(url_for("deliberations.show", key=paper.case.key))
    return _ask(paper, item, form, 422)


def _ask(paper: Paper, item: Tabling, form: CorrectionForm, status: int = 200) -> Any:
    page = render_template("deliberations/correct.html", paper=paper, case=paper.case, item=item, form=form)
    return page, status


@bp.post("/cases/<key>/conditions/<condition_key>/meet")
@may("condition.meet", one_condition)
def meet(condition: RulingCondition) -> Any:
    form = MeetForm.from_request()
    if done(form, lambda: meet_condition(condition, by=current_user, how=form.how.data or "")):
        flash("条件を満たしたことを記しました。", "success")
        return _back_to(condition)
    paper = one_paper(condition.tabling.paper.case.key, current_user)
    return (
        show_paper(paper, meeting={condition.key: form.named(condition.key)}, status=422)
        if paper
        else _back_to(condition)
    )


@bp.post("/cases/<key>/conditions/<condition_key>/reopen")
@may("condition.meet", one_condition)
def reopen(condition: RulingCondition) -> Any:
    form = ReopenForm.from_request()
    if done(form, lambda: reopen_condition(condition, by=current_user)):
        flash("条件の確認を取り消しました。", "success")
    for error in form.form_errors:
        flash(str(error), "error")
    return _back_to(condition)


def _back_to(condition: RulingCondition) -> Any:
    return redirect(url_for("deliberations.show", key=condition.tabling.paper.case.key, _anchor="rulings"))
