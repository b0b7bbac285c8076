"""Lists of checks and consultations, the page of one, and the text that it is about."""

from typing import Any

from flask import render_template
from flask_login import current_user

from hack import db
from hack.consultations.forms.checking import CheckFilter
from hack.consultations.models import Consultation
from hack.consultations.queries import (
    listed_checks,
    listed_consultations,
    need_to_consult,
    one_consultation,
    proposal_to_consult,
    turn_of,
)
from hack.consultations.queries.files import files_consulted_on, proposal_told
from hack.consultations.views.blueprint import bp
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.proposals.questions import read_by
from hack.roles import Role
from hack.web import may, page_number


@bp.get("/consultations/")
@may("consultation.index")
def index() -> Any:
    form = CheckFilter.asked()
    wanted = form.narrowed()
    if current_user.role is not Role.OFFICER:
        wanted["side"] = None
        del form.side
    page = db.page_of(listed_checks(current_user, **wanted), page_number())
    rows = [(check, turn_of(check)) for check in page.rows]
    return render_template("consultations/index.html", form=form, page=page, rows=rows, ended=wanted["ended"])


@bp.get("/needs/<key>/consultations")
@may("consultation.list", need_to_consult)
def of_need(need: Need) -> Any:
    page = db.page_of(listed_consultations(current_user, need), page_number())
    return render_template("consultations/of_need.html", need=need, page=page)


@bp.get("/proposals/<key>/consultations")
@may("consultation.list", proposal_to_consult)
def of_proposal(proposal: Proposal) -> Any:
    page = db.page_of(listed_consultations(current_user, proposal), page_number())
    return render_template("consultations/of_proposal.html", proposal=proposal, page=page)


@bp.get("/consultations/<key>")
@may("consultation.read", one_consultation)
def show(consultation: Consultation) -> Any:
    return render_template(
        "consultations/show.html",
        consultation=consultation,
        checks=[(check, turn_of(check)) for check in consultation.checks],
    )


@bp.get("/consultations/<key>/text")
@may("consultation.read", one_consultation)
def text(consultation: Consultation) -> Any:
    """What the asked sections have to know of the need or the proposal: never what a proposal tells the secretariat alone."""
    told = proposal_told(consultation)
    return render_template(
        "consultations/text.html",
        consultation=consultation,
        need=consultation.need,
        proposal=consultation.proposal,
        told=told is not None,
        answers=read_by(told) if told else [],
        files=files_consulted_on(consultation),
    )
