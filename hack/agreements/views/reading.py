"""The register, as a page and as a table, and the page of one agreement."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from hack import clock, db, outbox
from hack.agreements.forms import AgreementFilter, NewOutcomeForm
from hack.agreements.models import Agreement
from hack.agreements.queries import (
    beside,
    listed_agreements,
    one_agreement,
    outcomes_of,
    outcomes_of_listed,
    sections_of_agreements,
    terms_of,
    years_of_agreements,
)
from hack.agreements.sheets import MOST, sheet_of, sheet_of_outcomes
from hack.agreements.views.blueprint import bp
from hack.events import Exported
from hack.policy import can
from hack.tables import Format, Sheet, as_csv, as_excel
from hack.web import may, page_number
from hack.web.uploads import attachment


@bp.get("/agreements/")
@may("agreement.list")
def index() -> Any:
    form = asked_for()
    wanted = form.narrowed()
    page = db.page_of(listed_agreements(current_user, **wanted), page_number())
    narrowed = any(answer not in (None, False) for answer in wanted.values())
    return render_template("agreements/index.html", filter=form, page=page, filtered=narrowed)


@bp.get("/agreements/table")
@may("agreement.export")
def table() -> Response:
    """The same list as a table; what somebody who is signed in takes along is kept in the trail."""
    form = asked_for()
    listed = listed_agreements(current_user, **form.narrowed()).limit(MOST)
    sheet = sheet_of(db.session.scalars(listed).unique())
    if request.args.get("as") == Format.XLSX.value:
        return _taken_along([sheet, _outcomes(form)], Format.XLSX, form)
    return _taken_along([sheet], Format.CSV, form)


@bp.get("/agreements/outcomes/table")
@may("agreement.export")
def outcomes_table() -> Response:
    """What came of the agreements of the same list, a row each."""
    form = asked_for()
    return _taken_along([_outcomes(form)], Format.CSV, form)


def _outcomes(form: AgreementFilter) -> Sheet:
    listed = outcomes_of_listed(listed_agreements(current_user, **form.narrowed()))
    return sheet_of_outcomes(db.session.scalars(listed.limit(MOST)))


def _taken_along(sheets: list[Sheet], format: Format, form: AgreementFilter) -> Response:
    """The first of these sheets as CSV, or all of them in one Excel file."""
    title, rows = sheets[0].title, len(list(sheets[0].rows))
    content = as_excel(sheets) if format is Format.XLSX else as_csv(sheets[0])
    answer = Response(content, content_type=format.media_type)
    answer.headers["Content-Disposition"] = attachment(f"{title}_{clock.today():%Y%m%d}.{format.value}")
    if current_user.is_authenticated:
        told = "; ".join(f"{name}={value}" for name, value in form.asked_by_address.items())
        with db.transaction():
            outbox.record(Exported(title, rows, format.value, told), by=current_user)
    return answer


def asked_for() -> AgreementFilter:
    """What the list is narrowed to, as the address says it."""
    years, sections = years_of_agreements(current_user), sections_of_agreements(current_user)
    return AgreementFilter.offering(years, sections, keeps=can(current_user, "agreement.list_kept"))


@bp.get("/agreements/<key>")
@may("agreement.read", one_agreement)
def show(agreement: Agreement) -> Any:
    return show_agreement(agreement)


def show_agreement(agreement: Agreement, *, entering: NewOutcomeForm | None = None, status: int = 200) -> Any:
    """The page of an agreement, with its form as it was refused, or fresh."""
    before, after = beside(agreement, current_user)
    page = render_template(
        "agreements/show.html",
        agreement=agreement,
        before=before,
        after=after,
        terms=terms_of(agreement),
        outcomes=db.page_of(outcomes_of(agreement), page_number()),
        entering=entering or NewOutcomeForm(formdata=None),
    )
    return page, status
