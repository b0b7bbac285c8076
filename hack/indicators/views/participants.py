"""How many take part, against the aims of the strategy; and the choice of what is compared."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import clock, db
from hack.accounts.models import OrganizationKind, Place
from hack.indicators.participants.actions import choose_measure
from hack.indicators.participants.counting import count, history
from hack.indicators.participants.curve import curve
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.few import FEWEST, growth_outside, is_few, puts_few_right, stand_outside
from hack.indicators.participants.forecast import LAST, LEAST
from hack.indicators.participants.forms import MeasureForm
from hack.indicators.participants.queries import (
    AT_FIRST,
    foreseen,
    growth,
    kept_terms,
    listed_changes,
    listed_measures,
    newest_measure,
    standings,
)
from hack.indicators.participants.terms import Term
from hack.indicators.views.blueprint import bp
from hack.policy import can
from hack.web import done, may, page_number

ON_A_PAGE = 10


@bp.get("/participants")
@may("participants.read")
def participants() -> str:
    measure, past, kept, now = newest_measure(), history(), kept_terms(), clock.now()
    who = measure.who if measure else AT_FIRST
    grown = growth(who, past)
    forecast, made_of = foreseen(who, grown, kept)
    inside = can(current_user, "participants.read_persons")
    totals = {one: count(now, one, of=past) for one in Counted}
    shown = list(Counted) if inside else [Counted.ORGANIZATIONS]
    untold = [] if inside else [one for one in Counted if is_few(totals[one], one)]
    forecast = None if who in untold else forecast
    stands = standings(who, past, forecast, kept)
    if not inside:
        stands = [stand_outside(one, who, few_now=who in untold) for one in stands]
        grown = growth_outside(grown, who)
    changes = db.page_of(listed_changes(), page_number(), ON_A_PAGE)
    return render_template(
        "indicators/participants.html",
        measure=measure,
        who=who,
        counted=list(Counted),
        stands=stands,
        grown=grown,
        curve=curve(stands, grown, clock.today()),
        forecast=forecast,
        made_of=made_of,
        term_of=Term,
        last=LAST,
        least=LEAST,
        today=clock.today(),
        totals=totals,
        untold=untold,
        fewest=FEWEST,
        shown=shown,
        kinds=[(kind, [count(now, one, kind, of=past) for one in shown]) for kind in OrganizationKind],
        places=[(place, [count(now, one, place=place, of=past) for one in shown]) for place in Place],
        changes=changes,
        few_put_right=[] if inside else [one for one in changes.rows if puts_few_right(one)],
    )


@bp.get("/participants/measure")
@may("participants.edit")
def measure() -> Any:
    newest = newest_measure()
    form = MeasureForm(formdata=None, seen=newest.id if newest else 0, who=newest.who if newest else None)
    return _ask(form)


@bp.post("/participants/measure")
@may("participants.edit")
def choose() -> Any:
    form = MeasureForm.from_request()

    def deed() -> None:
        choose_measure(form.who.data, reason=form.reason.data or "", by=current_user, seen=form.version)

    if done(form, deed):
        flash(f"目標と比べる数を「{form.who.data.label}」にしました。", "success")
        return redirect(url_for("indicators.participants"))
    newest = newest_measure()
    form.seen.data, form.seen.raw_data = newest.id if newest else 0, None  # from here on the person has seen it
    return _ask(form), 422


def _ask(form: MeasureForm) -> str:
    page = db.page_of(listed_measures(), page_number(), ON_A_PAGE)
    return render_template("indicators/measure.html", form=form, page=page, counted=list(Counted))
