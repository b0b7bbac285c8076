"""Lists that go out: the same queries as on their pages, the same filters in the address, and a line in the trail."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, current_app, request, url_for
from flask_login import current_user
from sqlalchemy import Select

from hack import db, outbox
from hack.accounts.queries import sections_to_choose
from hack.events import Exported
from hack.exchange import listings
from hack.exchange.listings import Listing
from hack.exchange.views.answers import format_asked, saved
from hack.exchange.views.blueprint import bp
from hack.forms.filters import Filter
from hack.intake.forms.sorting import CaseFilter
from hack.intake.queries import listed_cases
from hack.needs.forms import NeedFilter
from hack.needs.queries import bureaus_with_needs, listed_needs, one_need
from hack.needs.stages import stages_for
from hack.proposals.forms.finding import StepFilter
from hack.proposals.queries import listed_proposals, own_proposals
from hack.roles import Role
from hack.seeds.forms import SeedFilter
from hack.seeds.queries import listed_seeds, seeds_of
from hack.tables import Sheet
from hack.web import may
from hack.workgroups.lists import lists_for

MOST = 10_000
CUT = f"{MOST:,}件までを書き出しました。条件で絞り込むと、続きを書き出せます。"


@bp.get("/needs")
@may("need.export")
def needs() -> Response:
    asked = NeedFilter.offering(bureaus_with_needs(current_user), stages_for(current_user))
    wanted = asked.wanted()
    told = _told(asked)
    listed = listed_needs(current_user, words=wanted.pop("q"), **wanted)
    return _goes_out(listings.needs(current_user, _at("needs.show")), listed, told)


@bp.get("/seeds")
@may("seed.export")
def seeds() -> Response:
    asked = SeedFilter.asked()
    wanted = asked.wanted()
    told = _told(asked)
    listed = listed_seeds(current_user, words=wanted.pop("q"), **wanted)
    return _goes_out(listings.seeds(_at("seeds.show")), listed, told)


@bp.get("/seeds/mine")
@may("seed.list_own")
def own_seeds() -> Response:
    listing = listings.seeds(_at("seeds.show"), own=True)
    return _goes_out(listing, seeds_of(current_user.organization), "自分の団体")


@bp.get("/proposals")
@may("proposal.index")
def proposals() -> Response:
    listing = listings.proposals(current_user, _at("proposals.show"))
    if current_user.role is Role.PROPOSER:
        return _goes_out(listing, own_proposals(current_user), "自分の団体")
    asked = StepFilter.asked()
    listed = listed_proposals(current_user, **asked.wanted())
    return _goes_out(listing, listed, _told(asked))


@bp.get("/cases")
@may("case.export")
def cases() -> Response:
    asked = CaseFilter.for_viewer(sections_to_choose(), takes=True)
    wanted = asked.narrowed()
    return _goes_out(listings.cases(_at("intake.show")), listed_cases(current_user, **wanted), _told(asked))


@bp.get("/needs/<key>/proposals")
@may("proposal.list", one_need)
def proposals_of_need(need: Any) -> Response:
    asked = StepFilter.asked()
    listed = listed_proposals(current_user, need=need, **asked.wanted())
    about = "; ".join(part for part in (f"ニーズ: {need.key}", _told(asked)) if part)
    return _goes_out(listings.proposals(current_user, _at("proposals.show")), listed, about)


@bp.get("/workgroups")
@may("workgroup.index")
def workgroups() -> Response:
    lists = lists_for(current_user)
    label, listed = lists.get(request.args.get("show", "mine"), lists["mine"])
    listing = listings.workgroups(current_user, _at("workgroups.show"))
    return _goes_out(listing, listed(current_user), label)


def _at(endpoint: str) -> Callable[[Any], str]:
    """Where a thing's page is, as people open it."""
    return partial(_address, endpoint, current_app.config["SETTINGS"].links_to)


def _address(endpoint: str, site: str, thing: Any) -> str:
    return f"{site}{url_for(endpoint, key=thing.key)}"


def _told(asked: Filter) -> str:
    """By what the list is narrowed, for the trail."""
    given = [(part.label.text, part.data) for part in asked if part.data not in (None, "")]
    return "; ".join(f"{label}: {listings.words(answer)}" for label, answer in given)


def _goes_out(listing: Listing, listed: Select[Any], narrowed: str) -> Response:
    """The list as a table, at most MOST rows, and said so where there are more. Records Exported."""
    things = db.session.scalars(listed.limit(MOST + 1)).unique().all()
    rows = [listing.row(thing) for thing in things[:MOST]]
    told = len(rows)
    if len(things) > MOST:
        rows.append([CUT, *[""] * (len(listing.columns) - 1)])
    format = format_asked()
    answer = saved([Sheet(listing.title, listing.headings, rows)], listing.title, format)
    with db.transaction():
        outbox.record(Exported(listing.title, told, format.value, narrowed), by=current_user)
    return answer
