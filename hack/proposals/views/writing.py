"""Drafting a proposal, changing its text, and handing it in."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.errors import Overtaken, RuleBroken
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.once import once
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import draft_proposal, edit_proposal, submit_proposal
from hack.proposals.forms import EditProposalForm, NewProposalForm, SubmitForm
from hack.proposals.models import ProposalKind
from hack.proposals.queries import one_proposal, seeds_to_draw_from
from hack.proposals.questions import Readers, answers_from_seed, missing_answers, read_by
from hack.proposals.views.blueprint import bp
from hack.web import may


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
    if form.validate_on_submit():
        answers = form.answers()
        seed = seeds.get(answers.pop("seed"))
        try:
            with db.transaction():
                key = once(
                    form.once_key.data,
                    current_user,
                    lambda: draft_proposal(need=need, by=current_user, seed=seed, **answers),
                )
            flash("下書きを保存しました。まだ提出されていません。", "success")
            return redirect(url_for("proposals.show", key=key))
        except RuleBroken as broken:
            form.refuse(broken)
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
    return render_template("proposals/edit.html", proposal=proposal, form=form, theirs={})


@bp.post("/proposals/<key>/edit")
@may("proposal.write", one_proposal)
def write(proposal: Any) -> Any:
    form, theirs = EditProposalForm.from_request(obj=proposal), {}
    if form.validate_on_submit():
        more = form.kind.data is ProposalKind.SOLUTION and proposal.kind is ProposalKind.IDEA
        try:
            with db.transaction():
                edit_proposal(proposal, by=current_user, seen=form.seen.data or 0, **form.answers())
            flash(
                "保存しました。" + ("ソリューションの質問が増えました。続けて答えてください。" if more else ""),
                "success",
            )
            return redirect(url_for("proposals.edit" if more else "proposals.show", key=proposal.key))
        except RuleBroken as broken:
            form.refuse(broken)
            theirs = form.beside(proposal) if isinstance(broken, Overtaken) else {}
    return render_template("proposals/edit.html", proposal=proposal, form=form, theirs=theirs), 422


@bp.get("/proposals/<key>/submit")
@may("proposal.submit", one_proposal)
def submit(proposal: Any) -> Any:
    return submit_page(proposal, SubmitForm.from_request(seen=proposal.version))


@bp.post("/proposals/<key>/submit")
@may("proposal.submit", one_proposal)
def hand_in(proposal: Any) -> Any:
    form = SubmitForm.from_request()
    if form.validate_on_submit():
        try:
            with db.transaction():
                submit_proposal(proposal, by=current_user, seen=form.seen.data or 0, answer=form.answer.data or "")
            return redirect(url_for("proposals.receipt", key=proposal.key))
        except RuleBroken as broken:
            form.refuse(broken)
            form.beside(proposal)
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
