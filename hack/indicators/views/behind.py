"""Who is behind a number of participants."""

from typing import Any

from flask import render_template
from flask_login import current_user

from hack import clock, db
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forms import BehindFilter
from hack.indicators.participants.queries import behind, behind_number
from hack.indicators.views.blueprint import bp
from hack.web import may, page_number

ON_A_PAGE = 50


@bp.get("/participants/list")
@may("participants.list")
def those_behind() -> Any:
    form = BehindFilter.asked()
    asked = form.wanted()
    who, day = asked["who"] or Counted.ORGANIZATIONS, min(asked["day"] or clock.today(), clock.today())
    page = db.page_in(behind_number(day, who, asked["kind"], asked["place"]), page_number(), ON_A_PAGE)
    names = behind(page.rows, who, current_user)
    return render_template(
        "indicators/behind.html", form=form, who=who, day=day, today=clock.today(), page=page, names=names
    )
