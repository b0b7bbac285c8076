"""The page of a check: moving it on, writing about it, changing it, and naming who looks after it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.consultations.actions import edit_check, hand_over, move_check, take_back_check, write_entry
from hack.consultations.forms.checking import CheckForm, EntryForm, HandOverForm
from hack.consultations.models import Check
from hack.consultations.queries import entries_of, officers_in, one_check, turn_of
from hack.consultations.rules import moves_open_to
from hack.consultations.views.blueprint import bp
from hack.forms import MoveForm, TakeBackForm
from hack.policy import can
from hack.standing import standing_of
from hack.web import done, made, may, page_number


@bp.get("/consultations/checks/<key>")
@may("check.read", one_check)
def show_check(check: Check) -> Any:
    return check_page(check)


def check_page(
    check: Check,
    *,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    writing: EntryForm | None = None,
    handing_over: HandOverForm | None = None,
    status: int = 200,
) -> Any:
    """The page of a check, with its forms as they were refused, or fresh."""
    moves = moves_open_to(current_user, check)
    if handing_over is None and not check.step.ends and can(current_user, "check.hand_over", check):
        handing_over = a_hand_over_form(check, formdata=None)
    page = render_template(
        "consultations/check.html",
        check=check,
        consultation=check.consultation,
        turn=turn_of(check),
        standing=standing_of(check),
        moves=moves,
        handovers=[move for move in moves if move.made_at == "consultations.write"],
        entries=db.page_of(entries_of(check), page_number()),
        moving=moving or MoveForm(formdata=None, seen=check.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=check.version),
        writing=writing or EntryForm(formdata=None),
        handing_over=handing_over,
    )
    return page, status


def a_hand_over_form(check: Check, **how: Any) -> HandOverForm:
    """The form with the people of the asked section."""
    owner = check.owner.key if check.owner else ""
    return HandOverForm.among(officers_in(check.section_id), data={"seen": check.version, "owner": owner}, **how)


@bp.post("/consultations/checks/<key>/moves")
@may("check.move", one_check)
def move(check: Check) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_check(check, by=current_user, seen=form.version, **form.answers()), check):
        flash(f"「{check.step.label}」に進めました。", "success")
        return redirect(url_for("consultations.show_check", key=check.key))
    return check_page(check, moving=form, status=422)


@bp.post("/consultations/checks/<key>/take-back")
@may("check.take_back", one_check)
def take_back(check: Check) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_check(check, by=current_user, seen=form.version, **form.answers()), check):
        flash(f"操作を取り消し、「{check.step.label}」に戻しました。", "success")
        return redirect(url_for("consultations.show_check", key=check.key))
    return check_page(check, taking_back=form, status=422)


@bp.post("/consultations/checks/<key>/entries")
@may("check.write", one_check)
def write(check: Check) -> Any:
    form = EntryForm.from_request()

    def deed() -> Any:
        return write_entry(check, by=current_user, text=form.text.data or "", move=form.move.data or "")

    if made(form, deed):
        flash("書き込みました。", "success")
        return redirect(url_for("consultations.show_check", key=check.key))
    return check_page(check, writing=form, status=422)


@bp.post("/consultations/checks/<key>/owner")
@may("check.hand_over", one_check)
def name_owner(check: Check) -> Any:
    form = a_hand_over_form(check)
    officers = {one.key: one for one in officers_in(check.section_id)}

    def deed() -> None:
        hand_over(check, by=current_user, owner=officers[form.owner.data], seen=form.version)

    if done(form, deed, check):
        flash("担当者を決めました。", "success")
        return redirect(url_for("consultations.show_check", key=check.key))
    return check_page(check, handing_over=form, status=422)


@bp.get("/consultations/checks/<key>/edit")
@may("check.edit", one_check)
def edit(check: Check) -> Any:
    return render_template("consultations/edit.html", check=check, form=CheckForm.of(check))


@bp.post("/consultations/checks/<key>/edit")
@may("check.edit", one_check)
def change(check: Check) -> Any:
    form = CheckForm.from_request()
    if done(form, lambda: edit_check(check, by=current_user, seen=form.version, **form.answers()), check):
        flash("保存しました。", "success")
        return redirect(url_for("consultations.show_check", key=check.key))
    return render_template("consultations/edit.html", check=check, form=form), 422
