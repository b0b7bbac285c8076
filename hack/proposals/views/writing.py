"""Drafting a proposal, changing its text, and handing it in."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import draft_proposal, edit_proposal, submit_proposal
from hack.proposals.forms import EditProposalForm, NewProposalForm, SubmitForm
from hack.proposals.models import ProposalKind
from hack.proposals.queries import one_proposal, seeds_to_draw_from
from hack.proposals.questions import Readers, answers_from_seed, missing_answers, read_by
from hack.proposals.views.blueprint import bp
from hack.web import done, made, may


def need_asked_for(*, viewer: Any) -> Need | None:
    """The need that the address names after its question mark."""
    return one_need(request.args.get("need", ""), viewer)


@bp.get("/proposals/new")
@may("proposal.create", need_asked_for)
def new(need: Any) -> Any:
    seeds = own_seeds()
    seed = seeds.get(request.args.get("seed", ""))
    kinds = {kind.value: kind for kind in ProposalKind}
    usual = ProposalKind.SOLUTION if need.step is NeedStep.TRIALS_OPEN else ProposalKind.IDEA
    kind = kinds.get(request.args.get("kind", ""), usual)
    brought = answers_from_seed(seed) | {"seed": seed.key} if seed else {}
    return draft_page(need, NewProposalForm.answering(list(seeds.values()), kind=kind, **brought), seeds)


@bp.post("/proposals/new")
@may("proposal.create", need_asked_for)
def draft(need: Any) -> Any:
    seeds = own_seeds()
    form = NewProposalForm.answering(list(seeds.values()))

    def deed() -> Any:
        answers = form.answers()
        seed = seeds.get(answers.pop("seed"))
        for name, brought in (answers_from_seed(seed) if seed else {}).items():
            answers[name] = answers.get(name) or brought
        return draft_proposal(need=need, by=current_user, seed=seed, **answers)

    if key := made(form, deed):
        flash("下書きを保存しました。まだ提出されていません。", "success")
        return redirect(url_for("proposals.show", key=key))
    return draft_page(need, form, seeds)


def draft_page(need: Any, form: NewProposalForm, seeds: dict[str, Any]) -> Any:
    """The page of a new draft, the need's words beside it."""
    page = render_template("proposals/new.html", need=need, form=form, seeds=list(seeds.values()))
    return page, 422 if form.errors or form.form_errors else 200


def own_seeds() -> dict[str, Any]:
    """The seeds of this person's organisation that a proposal can be drawn from, by key."""
    return {seed.key: seed for seed in seeds_to_draw_from(current_user)}


@bp.get("/proposals/<key>/edit")
@may("proposal.edit", one_proposal)
def edit(proposal: Any) -> Any:
    form = EditProposalForm.from_request(obj=proposal, seen=proposal.version)
    return render_template("proposals/edit.html", proposal=proposal, form=form)


@bp.post("/proposals/<key>/edit")
@may("proposal.write", one_proposal)
def write(proposal: Any) -> Any:
    form = EditProposalForm.from_request(obj=proposal)
    more = form.kind.data is ProposalKind.SOLUTION and proposal.kind is ProposalKind.IDEA
    if not done(form, lambda: edit_proposal(proposal, by=current_user, seen=form.version, **form.answers()), proposal):
        return render_template("proposals/edit.html", proposal=proposal, form=form), 422
    flash("保存しました。" + ("ソリューションの質問が増えました。続けて答えてください。" if more else ""), "success")
    return redirect(url_for("proposals.edit" if more else "proposals.show", key=proposal.key))


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
    page = render_template(
        "proposals/submit.html",
        proposal=proposal,
        form=form,
        first=proposal.step is ProposalStep.DRAFT,
        awaited=proposal.step.editable,
        missing=missing_answers(proposal),
        read_by_section=read_by(proposal),
        read_by_secretariat=read_by(proposal, Readers.SECRETARIAT),
    )
    return page, 422 if form.errors or form.form_errors else 200
