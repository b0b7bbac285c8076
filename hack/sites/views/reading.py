"""Which places are looked for, which were taken, and what one may see of the offers."""

from typing import Any

from flask import render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.sites.queries import call_of, offered_sites, open_calls, taken_sites
from hack.sites.views.blueprint import bp
from hack.web import may, page_number


@bp.get("/sites/")
@may("site.index")
def index() -> Any:
    offers = request.args.get("show") == "offers"
    names = {
        False: "フィールドを探しているニーズ",
        True: "あなたの団体の申し出" if current_user.organization_id else "届いた申し出",
    }
    tabs = [
        {"label": label, "url": url_for("sites.index", show="offers" if which else "calls"), "current": which is offers}
        for which, label in names.items()
    ]
    page = db.page_of(offered_sites(current_user) if offers else open_calls(current_user), page_number())
    return render_template("sites/index.html", page=page, offers=offers, tabs_offered=tabs)


@bp.get("/needs/<key>/sites")
@may("site.list", one_need)
def of_need(need: Need) -> Any:
    page = db.page_of(offered_sites(current_user, need=need), page_number())
    return render_template("sites/of_need.html", need=need, call=call_of(need), taken=taken_sites(need), page=page)
