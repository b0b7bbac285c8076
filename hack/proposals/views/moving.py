"""Moving a proposal on, and taking a wrong move back."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from hack import db
from hack.errors import RuleBroken
from hack.forms import MoveForm
from hack.needs.forms import TakeBackForm
from hack.proposals.actions import move_proposal, take_back_proposal
from hack.proposals.queries import one_proposal
from hack.proposals.views.blueprint import bp
from hack.proposals.views.reading import show_proposal
from hack.web import may


@bp.post("/proposals/<key>/moves")
@may("proposal.move", one_proposal)
def move(proposal: Any) -> Any:
    form = MoveForm.from_request()
    if form.validate_on_submit():
        try:
            with db.transaction():
                move_proposal(
                    proposal,
                    form.name.data or "",
                    by=current_user,
                    reason=form.reason.data or "",
                    seen=form.seen.data or 0,
                )
            flash(f"提案を「{proposal.step.label}」に進めました。", "success")
            return redirect(url_for("proposals.show", key=proposal.key))
        except RuleBroken as broken:
            form.refuse(broken)
            form.beside(proposal)
    return show_proposal(proposal, form, TakeBackForm(formdata=None, seen=proposal.version))


@bp.post("/proposals/<key>/take-back")
@may("proposal.take_back", one_proposal)
def take_back(proposal: Any) -> Any:
    form = TakeBackForm.from_request()
    if form.validate_on_submit():
        try:
            with db.transaction():
                take_back_proposal(proposal, by=current_user, reason=form.reason.data or "", seen=form.seen.data or 0)
            flash(f"操作を取り消し、提案を「{proposal.step.label}」に戻しました。", "success")
            return redirect(url_for("proposals.show", key=proposal.key))
        except RuleBroken as broken:
            form.refuse(broken)
            form.beside(proposal)
    return show_proposal(proposal, MoveForm(formdata=None, seen=proposal.version), form)
