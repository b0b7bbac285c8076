"""Drafting a proposal, changing its text, and copying it for another need."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.forms import SeenForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.pipeline.need import NeedStep
from hack.proposals.actions import copy_proposal, discard_changes, draft_proposal, edit_proposal
from hack.proposals.forms.writing import CopyForm, EditProposalForm, NewProposalForm
from hack.proposals.models import ProposalKind
from hack.proposals.queries import needs_to_answer, one_proposal, seeds_to_draw_from
from hack.proposals.questions import answers_from_seed
from hack.proposals.texts import working_text
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
    form = EditProposalForm.from_request(obj=working_text(proposal), seen=proposal.version)
    return render_template("proposals/edit.html", proposal=proposal, form=form)


@bp.post("/proposals/<key>/edit")
@may("proposal.write", one_proposal)
def write(proposal: Any) -> Any:
    before = working_text(proposal)
    form = EditProposalForm.from_request(obj=before)
    more = form.kind.data is ProposalKind.SOLUTION and before.kind is ProposalKind.IDEA
    if not done(form, lambda: edit_proposal(proposal, by=current_user, seen=form.version, **form.answers()), proposal):
        return render_template("proposals/edit.html", proposal=proposal, form=form), 422
    kept = (
        "保存しました。"
        if proposal.unfinished is None
        else "書き直しを保存しました。提出するまでは、提出した内容のままです。"
    )
    flash(kept + ("ソリューションの質問が増えました。続けて答えてください。" if more else ""), "success")
    return redirect(url_for("proposals.edit" if more else "proposals.show", key=proposal.key))


@bp.post("/proposals/<key>/discard")
@may("proposal.discard", one_proposal)
def discard(proposal: Any) -> Any:
    form = SeenForm.from_request()
    if done(form, lambda: discard_changes(proposal, by=current_user, seen=form.version), proposal):
        flash("書き直しを取りやめました。提出した内容はそのままです。", "success")
    else:
        flash("ほかの人が先に変えたようです。いまの内容を確かめてください。", "warning")
    return redirect(url_for("proposals.show", key=proposal.key))


@bp.get("/proposals/<key>/copy")
@may("proposal.copy", one_proposal)
def copy(proposal: Any) -> Any:
    return copy_page(proposal, CopyForm.among(needs_to_answer(current_user, proposal.need)))


@bp.post("/proposals/<key>/copy")
@may("proposal.copy", one_proposal)
def keep_copy(proposal: Any) -> Any:
    needs = {need.key: need for need in needs_to_answer(current_user, proposal.need)}
    form = CopyForm.among(list(needs.values()))
    if key := made(form, lambda: copy_proposal(proposal, need=needs[form.need.data], by=current_user)):
        flash("写した下書きを作りました。ニーズに合わせて直してください。", "success")
        return redirect(url_for("proposals.show", key=key))
    return copy_page(proposal, form)


def copy_page(proposal: Any, form: CopyForm) -> Any:
    """The page that asks for which need the proposal is copied."""
    page = render_template("proposals/copy.html", proposal=proposal, form=form)
    return page, 422 if form.errors or form.form_errors else 200
