"""Lists of proposals, the page of one, and what a need's page tells everybody of those that were announced."""

from typing import Any

from flask import redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.forms import TakeBackForm
from hack.needs.queries import one_need
from hack.passages import last_passage
from hack.policy import can
from hack.proposals.forms.finding import StepFilter
from hack.proposals.forms.moving import AnnounceForm, DatedMoveForm
from hack.proposals.forms.partners import LeaveForm
from hack.proposals.models import Readers
from hack.proposals.queries import (
    alike_to,
    announced_proposals,
    files_told,
    how_many_invitations,
    listed_proposals,
    one_proposal,
    own_proposals,
)
from hack.proposals.questions import BY_NAME, read_by
from hack.proposals.rules import moves_of_ones_part, withheld_from
from hack.proposals.texts import working_text
from hack.proposals.views.blueprint import bp
from hack.proposals.views.files import SHELF
from hack.roles import Role
from hack.standing import Entry, Standing, standing_of
from hack.web import may, page_number

NAME = BY_NAME["title"].label


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
    return render_template("proposals/mine.html", page=page, invitations=how_many_invitations(current_user))


@bp.get("/needs/<key>/proposals")
@may("proposal.list", one_need)
def of_need(need: Any) -> Any:
    form = StepFilter.asked()
    page = db.page_of(listed_proposals(current_user, need=need, **form.wanted()), page_number())
    hidden = need.sealed and need.takes_proposals and current_user.role is not Role.COORDINATOR
    return render_template("proposals/of_need.html", need=need, page=page, form=form, hidden=hidden)


@bp.app_template_global()
def announced_for(need: Any) -> list[tuple[Any, list[tuple[str, str]]]]:
    """What everybody is told of the proposals for a need: each that was announced, with its public answers."""
    return [
        (one, [(label, answer) for label, answer in read_by(one.proposal, Readers.PUBLIC) if answer and label != NAME])
        for one in announced_proposals(need)
    ]


@bp.get("/proposals/<key>")
@may("proposal.read", one_proposal)
def show(proposal: Any) -> Any:
    return show_proposal(proposal)


@bp.get("/proposals/<key>/alike")
@may("proposal.compare", one_proposal)
def alike(proposal: Any) -> str:
    """Compared when it is asked for, so that the page of the proposal waits for nothing."""
    houses = {house.id for house in proposal.houses}
    return render_template(
        "proposals/alike.html", proposal=proposal, alike=alike_to(proposal, current_user), houses=houses
    )


def announceable(standing: Standing) -> list[Entry]:
    """The lines of a history that the public may be told of, newest first."""
    return [entry for entry in standing.history if entry.happened_on and not entry.taken_back]


def show_proposal(
    proposal: Any,
    *,
    moving: DatedMoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    announcing: AnnounceForm | None = None,
    leaving: LeaveForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a proposal, with its buttons as they were refused."""
    last, standing = last_passage(proposal), standing_of(proposal)
    told = announceable(standing)
    own = can(current_user, "proposal.read_unfinished", proposal)
    mine, withheld = moves_of_ones_part(current_user, proposal), withheld_from(current_user, proposal)
    whole = can(current_user, "proposal.read_confidential", proposal)
    page = render_template(
        "proposals/show.html",
        proposal=proposal,
        files=files_told(proposal, whole=whole),
        shelf=SHELF,
        form=moving or DatedMoveForm.today(proposal.version),
        back=taking_back or TakeBackForm(formdata=None, seen=proposal.version),
        announcing=(announcing or AnnounceForm.about(told, formdata=None)) if told else None,
        leaving=leaving or LeaveForm(formdata=None),
        moves=[move for move in mine if move.name not in withheld],
        kept_from=dict.fromkeys(withheld[move.name] for move in mine if move.name in withheld),
        last_reason=last.reason if last else "",
        standing=standing,
        asked=[
            entry for entry in reversed(standing.history) if entry.name in ("query", "answer") and not entry.taken_back
        ],
        read_by_section=read_by(proposal),
        read_by_secretariat=[(label, answer) for label, answer in read_by(proposal, Readers.SECRETARIAT) if answer],
        rewriting=working_text(proposal) if own and proposal.unfinished is not None else None,
    )
    return page, status
