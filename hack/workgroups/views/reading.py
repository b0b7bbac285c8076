"""Lists of working groups, and the page of one: for those inside, and for those who may join."""

from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.forms import MoveForm, TakeBackForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.policy import can
from hack.standing import standing_of
from hack.web import may, page_number
from hack.workgroups.forms.groups import JoinForm
from hack.workgroups.forms.members import AddMemberForm
from hack.workgroups.lists import lists_for
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import (
    charter_of,
    listed_workgroups,
    meetings_of,
    one_workgroup,
    public_summaries,
    requirements_of,
    standing_resolutions,
    to_confirm,
)
from hack.workgroups.rules import membership, moves_open_to
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/")
@may("workgroup.index")
def index() -> Any:
    lists = lists_for(current_user)
    wanted = request.args.get("show", "mine")
    chosen = wanted if wanted in lists else "mine"
    tabs = [
        {"label": label, "url": url_for("workgroups.index", show=name), "current": name == chosen}
        for name, (label, _) in lists.items()
    ]
    page = db.page_of(lists[chosen][1](current_user), page_number())
    return render_template("workgroups/index.html", page=page, tabs_offered=tabs)


@bp.get("/needs/<key>/workgroups")
@may("workgroup.list", one_need)
def of_need(need: Need) -> Any:
    page = db.page_of(listed_workgroups(current_user, need=need), page_number())
    return render_template("workgroups/of_need.html", need=need, page=page, summaries=public_summaries(need))


@bp.get("/workgroups/<key>")
@may("workgroup.read", one_workgroup)
def show(workgroup: Workgroup) -> Any:
    return show_workgroup(workgroup)


def show_workgroup(
    workgroup: Workgroup,
    *,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    joining: JoinForm | None = None,
    adding: AddMemberForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a group, with its forms as they were refused, or fresh."""
    if not can(current_user, "workgroup.read_inside", workgroup):
        charter = charter_of(workgroup)
        joining = joining or JoinForm.under(charter, formdata=None)
        joining.see(charter)
        page = render_template("workgroups/invitation.html", workgroup=workgroup, joining=joining, charter=charter)
        return page, status
    page = render_template(
        "workgroups/show.html",
        workgroup=workgroup,
        joining=joining or JoinForm.under(None, formdata=None),
        owed=to_confirm(workgroup, current_user),
        resolutions=standing_resolutions(workgroup, 5),
        requirements=requirements_of(workgroup),
        moving=moving or MoveForm(formdata=None, seen=workgroup.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=workgroup.version),
        adding=adding or AddMemberForm(formdata=None),
        moves=moves_open_to(current_user, workgroup),
        meetings=db.page_of(meetings_of(workgroup), page_number(), 10),
        standing=standing_of(workgroup),
        place=membership(current_user, workgroup),
    )
    return page, status
