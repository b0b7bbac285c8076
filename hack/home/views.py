"""The front page, a person's own page, and what is said about the site."""

from typing import Any

from flask import Blueprint, Response, current_app, render_template, request
from flask_login import current_user

from hack.home import (
    health,
    queries,
    rules,  # noqa: F401 (states who has a page of their own)
)
from hack.home.waiting import LABELS, waiting, waiting_by_kind
from hack.opendata.queries import own_under_way
from hack.roles import Role
from hack.standing import whose_turn
from hack.web import anyone_may, may, page_number

bp = Blueprint("home", __name__)


@bp.get("/")
@anyone_may
def front() -> str:
    return render_template(
        "home/front.html",
        figures=queries.figures(current_user),
        calls=queries.closing_soon(current_user),
        seeds=queries.newest_seeds(current_user),
        adopted=queries.adopted_needs(current_user),
    )


@bp.get("/home")
@may("home.read")
def mine() -> str:
    kinds = waiting_by_kind(current_user)
    chosen = request.args.get("kind", "")
    kind = chosen if chosen in kinds else ""
    total = kinds[kind] if kind else sum(kinds.values())
    return render_template(
        "home/mine.html",
        page=waiting(current_user, total, noun=kind, page=page_number()),
        kinds=[(noun, LABELS[noun], count) for noun, count in kinds.items()],
        kind=kind,
        meetings=queries.next_meetings(current_user),
        followed=queries.followed_needs(current_user),
        **_of_the_role(current_user),
    )


def _of_the_role(viewer: Any) -> dict[str, Any]:
    """What is shown besides, by role."""
    if viewer.role is Role.OFFICER:
        return {"needs": queries.own_needs(viewer)}
    if viewer.role is Role.PROPOSER:
        return {
            "fitting": queries.fitting_calls(viewer),
            "proposals": [(one, whose_turn(one)) for one in queries.proposals_under_way(viewer)],
            "cases": [(one, whose_turn(one)) for one in queries.cases_under_way(viewer)],
            "requests": own_under_way(viewer),
            "seeds": queries.own_seeds(viewer),
            "calls": queries.closing_soon(viewer, 3),
        }
    if viewer.role is Role.COORDINATOR:
        return {"to_judge": queries.suggestions_to_judge(viewer), "unjudged": queries.how_many_to_judge(viewer)}
    if viewer.role is Role.ADMIN:
        return {"care": queries.care_of(viewer)}
    return {}


@bp.get("/about")
@anyone_may
def about() -> str:
    return render_template("home/about.html")


@bp.get("/accessibility")
@anyone_may
def accessibility() -> str:
    return render_template("home/accessibility.html")


@bp.get("/livez")
@anyone_may
def livez() -> Response:
    return Response("ok\n", content_type="text/plain")


@bp.get("/readyz")
@anyone_may
def readyz() -> Response:
    """Whether visitors may be sent here; not why they may not."""
    well = health.ready(current_app.config["SETTINGS"].folder)
    return Response("ready\n" if well else "behind\n", 200 if well else 503, content_type="text/plain")
