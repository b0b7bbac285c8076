"""Lists of cases, and the page of one."""

from dataclasses import replace
from typing import Any

from flask import current_app, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts.queries import sections_to_choose
from hack.files.queries import hung_on
from hack.forms import MoveForm, TakeBackForm
from hack.intake.forms.sorting import CaseFilter
from hack.intake.forms.talking import RefuseForm, WriteForm
from hack.intake.hindrances import hindrances
from hack.intake.models import Case
from hack.intake.queries import (
    case_behind,
    counts_by_step,
    dialogues_of,
    entries_of,
    inquiries_about,
    listed_cases,
    merged_into,
    one_case,
    slots_of,
)
from hack.intake.rules import moves_open_to
from hack.intake.views.blueprint import bp
from hack.intake.views.files import SHELF
from hack.policy import can
from hack.roles import Role
from hack.standing import Standing, standing_of
from hack.web import may, page_number

ON_THIS_PAGE = {"intake.choose", "intake.refuse_dates"}
"""Moves that are made by forms of the page itself."""


@bp.get("/cases/")
@may("case.list")
def cases() -> Any:
    form = CaseFilter.for_viewer(sections_to_choose(), takes=current_user.role is Role.COORDINATOR)
    page = db.page_of(listed_cases(current_user, **form.narrowed()), page_number())
    counts = [(step.label, count) for step, count in counts_by_step(current_user).items() if count]
    return render_template("intake/cases.html", form=form, page=page, counts=counts)


@bp.get("/cases/<key>")
@may("case.read", one_case)
def show(case: Case) -> Any:
    return show_case(case)


def show_case(
    case: Case,
    *,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    refusing: RefuseForm | None = None,
    writing: WriteForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a case, with its forms as they were refused, or fresh."""
    moves = [move for move in moves_open_to(current_user, case) if move.made_at not in ON_THIS_PAGE]
    moves = [move for move in moves if not move.made_at or move.made_at in current_app.view_functions]
    # A later chapter's page that makes moves is offered as soon as it is there, and its word on what stands in the way is said.
    in_the_way = hindrances(case) if moves else {}
    held = [in_the_way[move.name] for move in moves if move.name in in_the_way]
    moves = [move for move in moves if move.name not in in_the_way]
    wanted = case.path.turn(case.step)
    inside = can(current_user, "case.read_inside", case)
    page = render_template(
        "intake/show.html",
        case=case,
        moves=[move for move in moves if not move.made_at or move is wanted],
        held=list(dict.fromkeys(held)),
        others=[move for move in moves if move.made_at and move is not wanted],
        ways=ways_on(case, moves),
        moving=moving or MoveForm(formdata=None, seen=case.version),
        back=taking_back or TakeBackForm(formdata=None, seen=case.version),
        refusing=refusing or RefuseForm(formdata=None, seen=case.version),
        writing=writing or WriteForm(formdata=None),
        slots=slots_of(case),
        dialogues=dialogues_of(case),
        entries=db.page_of(entries_of(case, current_user), page_number(), 10),
        inquiries=inquiries_about(case, current_user) if inside else [],
        merged=merged_into(case, current_user) if inside else [],
        inside=inside,
        files=hung_on(case),
        shelf=SHELF,
        standing=_standing(case),
    )
    return page, status


def ways_on(case: Case, moves: list[Any]) -> dict[str, str]:
    """The address of each page that makes one of these moves; each takes the case's key."""
    return {move.made_at: url_for(move.made_at, key=case.key) for move in moves if move.made_at}


def _standing(case: Case) -> Standing:
    """Where it stands; whether it is late is told by its own last day, where it has one."""
    standing = standing_of(case)
    if standing.turn is None or case.due_on is None:
        return standing
    return replace(standing, turn=replace(standing.turn, late=case.late))


@bp.app_template_global()
def case_it_was(thing: Any) -> Case | None:
    """The case of the front that became this need or seed, if the person who looks may see it."""
    return case_behind(thing, current_user)


def back_to(case: Case) -> Any:
    """The way back to the page of a case."""
    return redirect(url_for("intake.show", key=case.key))
