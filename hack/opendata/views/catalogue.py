"""What everybody may read: the catalogue, as a page, for machines and as a table; and the public questions and answers."""

import json
from functools import partial
from typing import Any

from flask import Response, current_app, render_template, request, url_for
from flask_login import current_user

from hack import clock, db
from hack.opendata.forms.requests import AnswerFilter
from hack.opendata.forms.sets import CatalogueFilter
from hack.opendata.models import DataSet
from hack.opendata.queries import catalogue, sections_in_catalogue, shown_answers, totals
from hack.opendata.telling import HEADINGS, as_dcat, rows_of
from hack.opendata.views.blueprint import bp
from hack.tables import Format, Sheet, as_csv
from hack.web import may, page_number
from hack.web.uploads import attachment

MOST = 10_000
FRESH_FOR = 300
"""For how many seconds others may keep the catalogue."""


@bp.get("/opendata/")
@may("dataset.list")
def index() -> Any:
    form = CatalogueFilter.offering(sections_in_catalogue())
    narrowed = form.narrowed()
    page = db.page_of(catalogue(**narrowed), page_number())
    return render_template(
        "opendata/index.html", form=form, page=page, filtered=any(narrowed.values()), totals=totals()
    )


@bp.get("/opendata/catalogue.json")
@may("dataset.list")
def catalogue_json() -> Any:
    told = as_dcat(_all(), _page_of(), f"{_site()}{url_for('opendata.catalogue_json')}")
    answer = Response(json.dumps(told, ensure_ascii=False), content_type="application/ld+json; charset=utf-8")
    return _kept_by_others(answer)


@bp.get("/opendata/catalogue.csv")
@may("dataset.list")
def catalogue_csv() -> Any:
    table = Sheet("オープンデータカタログ", HEADINGS, rows_of(_all(), _page_of()))
    answer = Response(as_csv(table), content_type=Format.CSV.media_type)
    answer.headers["Content-Disposition"] = attachment(f"オープンデータカタログ_{clock.today():%Y%m%d}.csv")
    return _kept_by_others(answer)


@bp.get("/opendata/answers")
@may("dataanswer.list")
def answers() -> Any:
    form = AnswerFilter.asked()
    words = form.wanted()["q"]
    page = db.page_of(shown_answers(words), page_number())
    return render_template("opendata/answers.html", form=form, page=page, filtered=bool(words))


def _all() -> list[DataSet]:
    return list(db.session.scalars(catalogue().limit(MOST)).unique())


def _site() -> str:
    return str(current_app.config["SETTINGS"].links_to)


def _page_of() -> Any:
    return partial(_address, _site())


def _address(site: str, dataset: DataSet) -> str:
    return f"{site}{url_for('opendata.show_set', key=dataset.key)}"


def _kept_by_others(answer: Response) -> Any:
    """The answer with its mark, and, for visitors, for how long it may be kept; 304 where they have it already.

    Somebody who is signed in gets a cookie with it, so that nobody between may keep that answer.
    """
    if not current_user.is_authenticated:
        answer.cache_control.public = True
        answer.cache_control.max_age = FRESH_FOR
    answer.add_etag()
    return answer.make_conditional(request)
