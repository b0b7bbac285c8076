"""Moving a proposal on, taking a wrong move back, and saying when the public was told."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user

from hack.forms import TakeBackForm
from hack.proposals.actions import announce_step, move_proposal, take_back_proposal
from hack.proposals.forms.moving import AnnounceForm, DatedMoveForm
from hack.proposals.queries import one_proposal
from hack.proposals.views.blueprint import bp
from hack.proposals.views.reading import announceable, show_proposal
from hack.standing import standing_of
from hack.web import done, may


@bp.post("/proposals/<key>/moves")
@may("proposal.move", one_proposal)
def move(proposal: Any) -> Any:
    form = DatedMoveForm.from_request()
    if done(form, lambda: move_proposal(proposal, by=current_user, seen=form.version, **form.answers()), proposal):
        flash(f"提案を「{proposal.step.label}」に進めました。", "success")
        return redirect(url_for("proposals.show", key=proposal.key))
    return show_proposal(proposal, moving=form, status=422)


@bp.post("/proposals/<key>/take-back")
@may("proposal.take_back", one_proposal)
def take_back(proposal: Any) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_proposal(proposal, by=current_user, seen=form.version, **form.answers()), proposal):
        flash(f"操作を取り消し、提案を「{proposal.step.label}」に戻しました。", "success")
        return redirect(url_for("proposals.show", key=proposal.key))
    return show_proposal(proposal, taking_back=form, status=422)


@bp.post("/proposals/<key>/announcements")
@may("proposal.announce", one_proposal)
def announce(proposal: Any) -> Any:
    form = AnnounceForm.about(announceable(standing_of(proposal)), formdata=request.form)
    if done(form, lambda: announce_step(proposal, by=current_user, **form.answers()), proposal):
        flash("公表した日を記しました。", "success")
        return redirect(url_for("proposals.show", key=proposal.key))
    return show_proposal(proposal, announcing=form, status=422)
