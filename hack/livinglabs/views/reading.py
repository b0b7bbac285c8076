"""The register with its map, the labs of one's own organisation, and the page of one lab."""

from datetime import date
from typing import Any

from flask import render_template
from flask_login import current_user

from hack import db
from hack.forms import MoveForm, TakeBackForm
from hack.livinglabs.forms import LabFilter
from hack.livinglabs.models import LivingLab
from hack.livinglabs.queries import (
    accepted_handover,
    checks_of,
    coming_gatherings,
    counts_by_ward,
    gatherings_of,
    last_days_of,
    listed_labs,
    milestones_of,
    newest_handovers,
    one_lab,
    own_labs,
    projects_of,
    silent_labs,
)
from hack.livinglabs.rhythm import PATIENCE, UNTOLD, days_told
from hack.livinglabs.rules import moves_open_to
from hack.livinglabs.tiles import size_of_map, tiles_of
from hack.livinglabs.views.blueprint import bp
from hack.policy import can
from hack.sites.models import Ward
from hack.standing import standing_of
from hack.web import may, page_number

SHOWN = 3
"""How many gatherings and milestones the page of a lab shows before it leads to all of them."""


COMING = 5
"""How many gatherings to come the register shows; the calendar has all."""
SUPPORT_OFFICE = "https://livinglabsupportoffice.yokohama/livinglab/"
"""The list of labs that 一般社団法人YOKOHAMAリビングラボサポートオフィス keeps."""


@bp.get("/")
@may("livinglab.list")
def index() -> Any:
    form = LabFilter.for_viewer(can(current_user, "livinglab.seek_fields"))
    wanted = form.wanted()
    page = db.page_of(listed_labs(words=wanted.pop("q"), **wanted), page_number())
    counts = counts_by_ward()
    return render_template(
        "livinglabs/index.html",
        form=form,
        page=page,
        tiles=tiles_of(counts),
        size=size_of_map(),
        by_ward=[(ward, counts[ward]) for ward in Ward],
        anywhere=counts[None],
        total=sum(counts.values()),
        chosen=wanted["ward"],
        coming=db.page_of(coming_gatherings(), 1, COMING),
        silent=db.page_of(silent_labs(), 1, 1).total if can(current_user, "livinglab.list_silent") else 0,
        support_office=SUPPORT_OFFICE,
    )


@bp.get("/mine")
@may("livinglab.list_own")
def mine() -> Any:
    page = db.page_of(own_labs(current_user), page_number())
    return render_template("livinglabs/mine.html", page=page)


@bp.get("/silent")
@may("livinglab.list_silent")
def silent() -> Any:
    page = db.page_of(silent_labs(), page_number())
    rows = [(lab, days_told(lab.rhythm), day) for lab, day in _with_last_days(page.rows)]
    return render_template("livinglabs/silent.html", page=page, rows=rows, untold=UNTOLD, patience=PATIENCE)


def _with_last_days(labs: list[LivingLab]) -> list[tuple[LivingLab, date | None]]:
    days = last_days_of(labs)
    return [(lab, days.get(lab.id)) for lab in labs]


@bp.get("/<key>")
@may("livinglab.read", one_lab)
def show(lab: LivingLab) -> Any:
    return show_lab(lab)


def show_lab(
    lab: LivingLab, *, moving: MoveForm | None = None, taking_back: TakeBackForm | None = None, status: int = 200
) -> Any:
    """The page of a lab, with its forms as they were refused, or fresh."""
    inside = can(current_user, "livinglab.read_checks", lab)
    page = render_template(
        "livinglabs/show.html",
        lab=lab,
        moves=moves_open_to(current_user, lab),
        moving=moving or MoveForm(formdata=None, seen=lab.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=lab.version),
        standing=standing_of(lab) if inside else None,
        checks=checks_of(lab) if inside else [],
        handed=accepted_handover(lab) if lab.source and lab.organization_id else None,
        handovers=newest_handovers(lab, current_user, SHOWN) if lab.source else [],
        gatherings=db.page_of(gatherings_of(lab, current_user), 1, SHOWN),
        projects=db.page_of(projects_of(lab, current_user), 1, SHOWN),
        milestones=db.page_of(milestones_of(lab), 1, SHOWN),
    )
    return page, status
