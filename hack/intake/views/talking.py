"""Times for a dialogue, the dialogue, and what is written to and fro."""

from typing import Any

from flask import flash, render_template
from flask_login import current_user

from hack import clock
from hack.forms import SeenForm
from hack.intake.actions import choose_date, keep_dialogue, offer_dates, refuse_dates, write_entry
from hack.intake.forms.talking import OFFERS, DialogueForm, OfferForm, RefuseForm, WriteForm
from hack.intake.models import Case, Slot
from hack.intake.queries import one_case, one_slot
from hack.intake.views.blueprint import bp
from hack.intake.views.reading import back_to, show_case
from hack.policy import can
from hack.web import done, made, may


@bp.get("/cases/<key>/dates")
@may("case.offer", one_case)
def offer(case: Case) -> Any:
    return _offer(case, OfferForm(formdata=None, seen=case.version))


@bp.post("/cases/<key>/dates")
@may("case.offer", one_case)
def send_dates(case: Case) -> Any:
    form = OfferForm.from_request()

    def deed() -> None:
        offer_dates(case, form.starts, by=current_user, place=form.place.data or "", seen=form.version)

    if done(form, deed, case):
        flash("候補日を示しました。提案者に知らせます。", "success")
        return back_to(case)
    return _offer(case, form, 422)


@bp.post("/cases/<key>/dates/<slot_key>")
@may("slot.choose", one_slot)
def take_slot(slot: Slot) -> Any:
    form, case = SeenForm.from_request(), slot.case
    if done(form, lambda: choose_date(slot, by=current_user, seen=form.version), case):
        flash("対話の日が決まりました。事務局に知らせます。", "success")
        return back_to(case)
    case = one_case(case.key, current_user) or case
    for broken in form.form_errors:
        flash(broken, "warning")
    return show_case(case, status=422)


@bp.post("/cases/<key>/other-dates")
@may("case.choose", one_case)
def ask_other_dates(case: Case) -> Any:
    form = RefuseForm.from_request()
    if done(form, lambda: refuse_dates(case, by=current_user, seen=form.version, reason=form.reason.data or ""), case):
        flash("ほかの日を頼みました。事務局がもう一度、候補日を示します。", "success")
        return back_to(case)
    return show_case(case, refusing=form, status=422)


@bp.get("/cases/<key>/dialogues/new")
@may("case.keep_dialogue", one_case)
def new_dialogue(case: Case) -> Any:
    return _dialogue(case, DialogueForm(formdata=None, held_on=clock.today()))


@bp.post("/cases/<key>/dialogues/new")
@may("case.keep_dialogue", one_case)
def write_dialogue(case: Case) -> Any:
    form = DialogueForm.from_request()
    if made(form, lambda: keep_dialogue(case, by=current_user, **form.answers())):
        flash("対話を記録しました。提案者に知らせます。", "success")
        return back_to(case)
    return _dialogue(case, form, 422)


@bp.post("/cases/<key>/entries")
@may("case.join_in", one_case)
def write(case: Case) -> Any:
    form = WriteForm.from_request()
    internal = bool(form.internal.data) or not can(current_user, "case.write", case)
    if made(form, lambda: write_entry(case, by=current_user, text=form.text.data or "", internal=internal)):
        flash("書き込みました。", "success")
        return back_to(case)
    return show_case(case, writing=form, status=422)


def _offer(case: Case, form: OfferForm, status: int = 200) -> Any:
    pairs = [(form[f"day_{number}"], form[f"time_{number}"]) for number in range(1, OFFERS + 1)]
    open_now = any(move.made_at == "intake.offer" for move in case.path.moves_from(case.step))
    return render_template("intake/dates.html", case=case, form=form, pairs=pairs, open_now=open_now), status


def _dialogue(case: Case, form: DialogueForm, status: int = 200) -> Any:
    return render_template("intake/dialogue.html", case=case, form=form), status
