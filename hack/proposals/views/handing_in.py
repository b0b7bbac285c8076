"""Handing a proposal in, for the first time, changed, or with the answer to a query."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import submit_proposal
from hack.proposals.forms.moving import SubmitForm
from hack.proposals.models import Readers
from hack.proposals.queries import files_to_hand_in, one_proposal
from hack.proposals.questions import missing_answers, read_by
from hack.proposals.texts import working_text
from hack.proposals.views.blueprint import bp
from hack.proposals.views.files import SHELF
from hack.web import done, may


@bp.get("/proposals/<key>/submit")
@may("proposal.submit", one_proposal)
def submit(proposal: Any) -> Any:
    return submit_page(proposal, SubmitForm.from_request(seen=proposal.version))


@bp.post("/proposals/<key>/submit")
@may("proposal.submit", one_proposal)
def hand_in(proposal: Any) -> Any:
    form, queried = SubmitForm.from_request(), proposal.step is ProposalStep.QUERIED

    def deed() -> None:
        submit_proposal(proposal, by=current_user, seen=form.version, answer=form.answer.data or "")

    if done(form, deed, proposal):
        if not queried:
            return redirect(url_for("proposals.receipt", key=proposal.key))
        flash("照会への回答を送りました。事務局が確かめます。", "success")
        return redirect(url_for("proposals.show", key=proposal.key))
    return submit_page(proposal, form)


def submit_page(proposal: Any, form: SubmitForm) -> Any:
    """What the section will read, exactly, and the button that hands it in."""
    text = working_text(proposal)
    renewing = proposal.step is ProposalStep.RECEIVED and proposal.unfinished is not None
    page = render_template(
        "proposals/submit.html",
        proposal=proposal,
        form=form,
        first=proposal.step is ProposalStep.DRAFT,
        renewing=renewing,
        queried=proposal.step is ProposalStep.QUERIED,
        awaited=proposal.step.editable or renewing,
        missing=missing_answers(text),
        kind=text.kind,
        read_by_section=read_by(text),
        read_by_secretariat=[(label, answer) for label, answer in read_by(text, Readers.SECRETARIAT) if answer],
        files=files_to_hand_in(proposal),
        shelf=SHELF,
        waiting=sum(partner.invited for partner in proposal.partners),
    )
    return page, 422 if form.errors or form.form_errors else 200
