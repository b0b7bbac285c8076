"""Lists of proposals, the page of one, and its receipt."""

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.forms import MoveForm, TakeBackForm
from hack.needs.queries import one_need
from hack.passages import last_passage
from hack.proposals.forms import StepFilter
from hack.proposals.queries import listed_proposals, one_proposal, own_proposals, received_proposal
from hack.proposals.questions import Readers, digest_of, read_by, text_handed_in
from hack.proposals.rules import moves_open_to
from hack.proposals.views.blueprint import bp
from hack.roles import Role
from hack.standing import standing_of
from hack.web import may, page_number


@bp.get("/proposals/")
@may("proposal.index")
def index() -> Any:
    if current_user.role is Role.PROPOSER:
        return redirect(url_for("proposals.mine"))
    form = StepFilter.asked()
    page = db.page_of(listed_proposals(current_user, **form.wanted()), page_number())
    return render_template("proposals/index.html", page=page, form=form)


@bp.get("/proposals/mine")
@may("proposal.list_own")
def mine() -> Any:
    page = db.page_of(own_proposals(current_user), page_number())
    return render_template("proposals/mine.html", page=page)


@bp.get("/needs/<key>/proposals")
@may("proposal.list", one_need)
def of_need(need: Any) -> Any:
    form = StepFilter.asked()
    page = db.page_of(listed_proposals(current_user, need=need, **form.wanted()), page_number())
    return render_template("proposals/of_need.html", need=need, page=page, form=form)


@bp.get("/proposals/<key>")
@may("proposal.read", one_proposal)
def show(proposal: Any) -> Any:
    return show_proposal(proposal)


def show_proposal(
    proposal: Any, *, moving: MoveForm | None = None, taking_back: TakeBackForm | None = None, status: int = 200
) -> Any:
    """The page of a proposal, with its buttons as they were refused."""
    last = last_passage(proposal)
    page = render_template(
        "proposals/show.html",
        proposal=proposal,
        form=moving or MoveForm(formdata=None, seen=proposal.version),
        back=taking_back or TakeBackForm(formdata=None, seen=proposal.version),
        moves=moves_open_to(current_user, proposal),
        last_reason=last.reason if last else "",
        standing=standing_of(proposal),
        read_by_section=read_by(proposal),
        read_by_secretariat=read_by(proposal, Readers.SECRETARIAT),
    )
    return page, status


@bp.get("/proposals/<key>/receipt")
@may("proposal.read", received_proposal)
def receipt(proposal: Any) -> Any:
    return render_template(
        "proposals/receipt.html",
        proposal=proposal,
        sealed=digest_of(proposal) == proposal.digest,
        read_by_section=read_by(proposal),
    )


@bp.get("/proposals/<key>/receipt/text")
@may("proposal.read", received_proposal)
def receipt_text(proposal: Any) -> Any:
    answer = Response(text_handed_in(proposal), content_type="text/plain; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{proposal.number}.txt")
    return answer
