"""The register, as a page and as a table, and the page of one agreement."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from hack import clock, db, outbox
from hack.agreements.forms import AgreementFilter, NewOutcomeForm
from hack.agreements.models import Agreement
from hack.agreements.queries import (
    listed_agreements,
    one_agreement,
    outcomes_of,
    sections_of_agreements,
    years_of_agreements,
)
from hack.agreements.sheets import MOST, TITLE, sheet_of
from hack.agreements.views.blueprint import bp
from hack.events import Exported
from hack.policy import can
from hack.tables import Format, as_csv, as_excel
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
    format = Format.XLSX if request.args.get("as") == Format.XLSX.value else Format.CSV
    answer = Response(as_excel([sheet]) if format is Format.XLSX else as_csv(sheet), content_type=format.media_type)
    answer.headers["Content-Disposition"] = attachment(f"{TITLE}_{clock.today():%Y%m%d}.{format.value}")
    if current_user.is_authenticated:
        told = "; ".join(f"{name}={value}" for name, value in form.asked_by_address.items())
        with db.transaction():
            outbox.record(Exported(TITLE, len(list(sheet.rows)), format.value, told), by=current_user)
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
    page = render_template(
        "agreements/show.html",
        agreement=agreement,
        outcomes=db.page_of(outcomes_of(agreement), page_number()),
        entering=entering or NewOutcomeForm(formdata=None),
    )
    return page, status
