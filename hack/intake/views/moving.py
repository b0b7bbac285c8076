"""Taking a case along its path by a button, and taking a wrong move back."""

from typing import Any

from flask import flash
from flask_login import current_user

from hack.forms import MoveForm, TakeBackForm
from hack.intake.actions import move_case, take_back_case
from hack.intake.models import Case
from hack.intake.queries import one_case
from hack.intake.views.blueprint import bp
from hack.intake.views.reading import back_to, show_case
from hack.web import done, may


@bp.post("/cases/<key>/moves")
@may("case.move", one_case)
def move(case: Case) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_case(case, by=current_user, seen=form.version, **form.answers()), case):
        flash(f"「{case.step.label}」になりました。", "success")
        return back_to(case)
    return show_case(case, moving=form, status=422)


@bp.post("/cases/<key>/take-back")
@may("case.take_back", one_case)
def take_back(case: Case) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_case(case, by=current_user, seen=form.version, **form.answers()), case):
        flash(f"取り消して「{case.step.label}」に戻しました。", "success")
        return back_to(case)
    return show_case(case, taking_back=form, status=422)
