"""Writing the aim, the actual and the outlook of a term."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.indicators.participants import actions
from hack.indicators.participants.actions import enter_actual, set_target, write_outlook
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forms import ActualForm, NewTermForm, OutlookForm, TargetForm
from hack.indicators.participants.models import ParticipantTerm, TermPart
from hack.indicators.participants.queries import kept_of, kept_terms, one_term, terms_to_add
from hack.indicators.participants.terms import Term
from hack.indicators.views.blueprint import bp
from hack.web import done, made, may

FORMS: dict[TermPart, type[Any]] = {
    TermPart.TARGET: TargetForm,
    TermPart.ACTUAL: ActualForm,
    TermPart.OUTLOOK: OutlookForm,
}


@bp.get("/participants/terms/new")
@may("participants.edit")
def new_term() -> Any:
    return _ask_new(NewTermForm.among(terms_to_add(kept_terms())))


@bp.post("/participants/terms/new")
@may("participants.edit")
def add_term() -> Any:
    form = NewTermForm.among(terms_to_add(kept_terms()))
    source = form.target_source

    def deed() -> ParticipantTerm:
        return actions.add_term(form.year.data, target=form.target.data or 0, source=source.data or "", by=current_user)

    if made(form, deed):
        flash("期を加えました。", "success")
        return redirect(url_for("indicators.participants"))
    return _ask_new(form), 422


@bp.get("/participants/<term>/target")
@may("participants.edit", one_term)
def target(term: ParticipantTerm) -> Any:
    return _ask(term, TermPart.TARGET)


@bp.post("/participants/<term>/target")
@may("participants.edit", one_term)
def keep_target(term: ParticipantTerm) -> Any:
    form = _form_of(term, TermPart.TARGET)

    def deed() -> None:
        answers = {"target": form.target.data, "source": form.target_source.data or ""}
        set_target(term, **answers, by=current_user, seen=form.version, reason=form.reason.data or "")

    return _keep(term, TermPart.TARGET, form, deed)


@bp.get("/participants/<term>/actual")
@may("participants.edit", one_term)
def actual(term: ParticipantTerm) -> Any:
    return _ask(term, TermPart.ACTUAL)


@bp.post("/participants/<term>/actual")
@may("participants.edit", one_term)
def keep_actual(term: ParticipantTerm) -> Any:
    form = _form_of(term, TermPart.ACTUAL)

    def deed() -> None:
        answers = {"actual": form.actual.data, "of": form.actual_of.data, "on": form.actual_on.data}
        answers |= {"source": form.actual_source.data or "", "reason": form.reason.data or ""}
        enter_actual(term, **answers, by=current_user, seen=form.version)

    return _keep(term, TermPart.ACTUAL, form, deed)


@bp.get("/participants/<term>/outlook")
@may("participants.edit", one_term)
def outlook(term: ParticipantTerm) -> Any:
    return _ask(term, TermPart.OUTLOOK)


@bp.post("/participants/<term>/outlook")
@may("participants.edit", one_term)
def keep_outlook(term: ParticipantTerm) -> Any:
    form = _form_of(term, TermPart.OUTLOOK)

    def deed() -> None:
        write_outlook(term, outlook=form.outlook.data or "", by=current_user, seen=form.version)

    return _keep(term, TermPart.OUTLOOK, form, deed)


def _ask_new(form: NewTermForm) -> str:
    return render_template("indicators/new_term.html", form=form)


def _keep(term: ParticipantTerm, part: TermPart, form: Any, deed: Callable[[], None]) -> Any:
    called = Term(term.year)
    if done(form, deed, term):
        flash(f"{called.label}の{part.label}を保存しました。", "success")
        return redirect(url_for("indicators.participants"))
    return _page(kept_of(called), part, form), 422


def _form_of(term: ParticipantTerm, part: TermPart) -> Any:
    return FORMS[part].from_request(obj=term, seen=term.version)


def _ask(term: ParticipantTerm, part: TermPart) -> Any:
    return _page(term, part, _form_of(term, part))


def _page(term: Any, part: TermPart, form: Any) -> str:
    return render_template(
        "indicators/term.html", term=Term(term.year), kept=term, part=part, form=form, counted=list(Counted)
    )
