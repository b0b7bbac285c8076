"""The doors of the front, the one form behind them, and the receipt."""

from typing import Any

from flask import current_app, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.files.forms import FileForm
from hack.files.queries import hung_on
from hack.intake.actions import hand_in
from hack.intake.alike import cases_like
from hack.intake.doors import DOORS
from hack.intake.forms.handing_in import OFFERED, CaseForm
from hack.intake.models import Case, Counter, Theme
from hack.intake.queries import one_case, one_theme, open_themes, own_cases
from hack.intake.views.blueprint import bp
from hack.intake.views.files import SHELF
from hack.web import anyone_may, made, may, page_number

KINDS = {kind.value: kind for kind in OFFERED}
COUNTERS = {counter.value: counter for counter in Counter}
LONGEST = 4000
"""How many letters of what is being written are compared with earlier cases."""


@bp.get("/")
@anyone_may
def front() -> str:
    settings = current_app.config["SETTINGS"]
    return render_template(
        "intake/front.html",
        doors=DOORS.values(),
        themes=open_themes(5),
        answer_days=settings.front_answer_days,
        dialogue_days=settings.front_dialogue_days,
    )


@bp.get("/mine")
@may("case.list_own")
def mine() -> str:
    return render_template("intake/mine.html", page=db.page_of(own_cases(current_user), page_number()))


@bp.get("/new")
@may("case.hand_in")
def new() -> Any:
    asked = request.args
    said = {
        "kind": KINDS.get(asked.get("kind", "")),
        "counter": COUNTERS.get(asked.get("counter", ""), Counter.FRONT),
        "theme": asked.get("theme", ""),
    }
    return _page(CaseForm.offering(open_themes(), **said))


@bp.post("/new")
@may("case.hand_in")
def send() -> Any:
    form = CaseForm.offering(open_themes())
    settings = current_app.config["SETTINGS"]

    def deed() -> Case:
        return hand_in(
            by=current_user,
            theme=_theme(form),
            answer_days=int(settings.front_answer_days),
            dialogue_days=int(settings.front_dialogue_days),
            **form.case(),
        )

    if key := made(form, deed):
        return redirect(url_for("intake.receipt", key=key))
    return _page(form, 422)


@bp.post("/unsaved")
@may("case.hand_in")
def unsaved() -> str:
    """Earlier cases that are like what is being written; nothing is kept of it."""
    form = CaseForm.offering(open_themes())
    told = "\n".join((form[name].data or "")[:LONGEST] for name in ("body", "issue", "asked_of_city", "offered"))
    found = cases_like((form.title.data or "")[:80], told, current_user)
    template = "intake/_beside.html" if request.headers.get("X-Beside") else "intake/unsaved.html"
    return render_template(template, found=found)


@bp.get("/cases/<key>/receipt")
@may("case.read", one_case)
def receipt(case: Case) -> str:
    return render_template(
        "intake/receipt.html", case=case, form=FileForm(formdata=None), files=hung_on(case), shelf=SHELF
    )


def _theme(form: CaseForm) -> Theme | None:
    chosen = form.theme.data if form.kind.data and form.kind.data.value == "theme" else None
    return one_theme(chosen, current_user) if chosen else None


def _page(form: CaseForm, status: int = 200) -> Any:
    return render_template("intake/new.html", form=form), status
