"""What is mine to evaluate, what my section leads, the criteria of a call, and the page of an evaluation."""

from collections import Counter
from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from hack import db
from hack.evaluation.forms import ButtonForm, InviteForm
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import (
    allotted_pairs,
    asked_evaluations,
    conflicts_in,
    corrections_of,
    entries_of,
    evaluations_of_need,
    led_evaluations,
    numbers_of_nobody,
    one_evaluation,
    releases_of,
)
from hack.evaluation.rules import moves_open_to
from hack.evaluation.views.blueprint import bp
from hack.forms import MoveForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can
from hack.standing import standing_of
from hack.web import may, page_number

LISTS = {"mine": ("わたしの評価", asked_evaluations), "led": ("担当している評価", led_evaluations)}


@bp.get("/")
@may("evaluation.index")
def index() -> Any:
    chosen = request.args.get("show") or ""
    if chosen not in LISTS:
        chosen = _first_list(current_user)
    tabs = [
        {"label": label, "url": url_for("evaluation.index", show=name), "current": name == chosen}
        for name, (label, _) in LISTS.items()
    ]
    page = db.page_of(LISTS[chosen][1](current_user), page_number())
    return render_template("evaluation/index.html", page=page, tabs_offered=tabs, mine=chosen == "mine")


def _first_list(viewer: Any) -> str:
    """The list that is shown before another is chosen: what one is asked for, or what one leads where that alone has anything."""
    asked, led = (db.session.scalar(select(of(viewer).limit(1).exists())) for _, of in LISTS.values())
    return "led" if led and not asked else "mine"


@bp.get("/needs/<key>/criteria")
@may("criteria.read", one_need)
def criteria(need: Need) -> Any:
    leads = can(current_user, "evaluation.create", need)
    shown = [one for one in evaluations_of_need(need) if leads or one.criteria_public]
    return render_template("evaluation/criteria.html", need=need, evaluations=shown, corrections=corrections_of(shown))


@bp.get("/<key>")
@may("evaluation.read", one_evaluation)
def show(evaluation: Evaluation) -> Any:
    return show_evaluation(evaluation)


def show_evaluation(
    evaluation: Evaluation, *, moving: MoveForm | None = None, inviting: InviteForm | None = None, status: int = 200
) -> Any:
    """The page of an evaluation for those who lead it, with its forms as they were refused, or fresh."""
    page = render_template(
        "evaluation/show.html",
        evaluation=evaluation,
        moves=moves_open_to(current_user, evaluation),
        moving=moving or MoveForm(formdata=None, seen=evaluation.version),
        inviting=inviting or InviteForm(formdata=None),
        button_form=ButtonForm(formdata=None),
        conflicts=conflicts_in(evaluation),
        allotted=Counter(place_id for place_id, _ in allotted_pairs(evaluation)) if evaluation.allotted else {},
        nobodys=numbers_of_nobody(evaluation) if evaluation.step is EvaluationStep.SCORING else [],
        entries=db.page_of(entries_of(evaluation), page_number()),
        standing=standing_of(evaluation),
        releases=releases_of(evaluation),
    )
    return page, status
