"""Offering a place, and what becomes of the offer."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.accounts.actions import view_contact
from hack.forms import MoveForm
from hack.sites.actions import move_site, offer_site
from hack.sites.forms import OfferForm
from hack.sites.models import Site, SiteCall
from hack.sites.queries import one_site, one_site_call
from hack.sites.rules import moves_open_to
from hack.sites.views.blueprint import bp
from hack.standing import standing_of
from hack.web import done, made, may


@bp.get("/needs/<key>/sites/new")
@may("site.offer", one_site_call)
def new_offer(call: SiteCall) -> Any:
    return _ask(call, OfferForm.from_request())


@bp.post("/needs/<key>/sites/new")
@may("site.offer", one_site_call)
def offer(call: SiteCall) -> Any:
    form = OfferForm.from_request()
    if key := made(form, lambda: offer_site(call, by=current_user, **form.answers())):
        flash("申し出を受け付けました。返事は、このページとメールでお知らせします。", "success")
        return redirect(url_for("sites.show", key=key))
    return _ask(call, form, 422)


@bp.get("/sites/<key>")
@may("site.read", one_site)
def show(site: Site) -> Any:
    recorded = current_user.organization_id != site.organization_id
    if recorded:
        with db.transaction():
            view_contact(site.by, request.endpoint or "", by=current_user)
    return _site(site, recorded=recorded)


@bp.post("/sites/<key>/moves")
@may("site.move", one_site)
def move(site: Site) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_site(site, by=current_user, seen=form.version, **form.answers()), site):
        flash(f"「{site.step.label}」になりました。", "success")
        return redirect(url_for("sites.show", key=site.key))
    return _site(site, moving=form, status=422)


def _ask(call: SiteCall, form: OfferForm, status: int = 200) -> Any:
    return render_template("sites/offer.html", need=call.need, call=call, form=form), status


def _site(site: Site, *, moving: MoveForm | None = None, recorded: bool = False, status: int = 200) -> Any:
    page = render_template(
        "sites/show.html",
        site=site,
        need=site.call.need,
        moves=moves_open_to(current_user, site),
        moving=moving or MoveForm(formdata=None, seen=site.version),
        standing=standing_of(site),
        recorded=recorded,
    )
    return page, status
