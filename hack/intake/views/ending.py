"""Giving a case into other hands, letting something become of it, and ending it."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts.models import Section
from hack.accounts.queries import sections_to_choose
from hack.errors import RuleBroken
from hack.intake.actions import (
    answer_case,
    decline_case,
    finish_case,
    hand_over,
    merge_case,
    turn_into_need,
    turn_into_seed,
)
from hack.intake.forms.ending import DeclineForm, HandOverForm, LookForm, MergeForm, NeedForm, SeedForm, TellForm
from hack.intake.models import Case
from hack.intake.queries import cases_to_merge_into, one_case
from hack.intake.views.blueprint import bp
from hack.intake.views.reading import back_to
from hack.web import done, made, may


@bp.get("/cases/<key>/hand-over", endpoint="hand_over")
@may("case.end", one_case)
def ask_section(case: Case) -> Any:
    return _page("intake/hand_over.html", case, HandOverForm.among(sections_to_choose(), case.version))


@bp.post("/cases/<key>/hand-over")
@may("case.end", one_case)
def give(case: Case) -> Any:
    form = HandOverForm.among(sections_to_choose(), case.version)

    def deed() -> None:
        section = db.session.get_one(Section, form.section.data)
        hand_over(case, section, by=current_user, words=form.words.data or "", seen=form.version)

    if done(form, deed, case):
        flash("課に引き継ぎました。", "success")
        return back_to(case)
    return _page("intake/hand_over.html", case, form, 422)


@bp.get("/cases/<key>/to-need", endpoint="to_need")
@may("case.end", one_case)
def ask_need(case: Case) -> Any:
    return _page("intake/to_need.html", case, NeedForm.of(case, sections_to_choose()))


@bp.post("/cases/<key>/to-need")
@may("case.end", one_case)
def make_need(case: Case) -> Any:
    form = NeedForm.of(case, sections_to_choose())

    def deed() -> Any:
        section = db.session.get_one(Section, form.section.data)
        return turn_into_need(case, section, by=current_user, **form.need())

    if key := made(form, deed):
        flash("ニーズの下書きを作りました。課が書き足して、公開に進めます。", "success")
        return redirect(url_for("needs.show", key=key))
    return _page("intake/to_need.html", case, form, 422)


@bp.get("/cases/<key>/to-seed", endpoint="to_seed")
@may("case.end", one_case)
def ask_seed(case: Case) -> Any:
    return _page("intake/to_seed.html", case, SeedForm(formdata=None))


@bp.post("/cases/<key>/to-seed")
@may("case.end", one_case)
def make_seed(case: Case) -> Any:
    form = SeedForm.from_request()
    if made(form, lambda: turn_into_seed(case, by=current_user)):
        flash("提案者の団体に、シーズの下書きを作りました。", "success")
        return back_to(case)
    return _page("intake/to_seed.html", case, form, 422)


@bp.get("/cases/<key>/decline", endpoint="decline")
@may("case.end", one_case)
def ask_why(case: Case) -> Any:
    return _page("intake/decline.html", case, DeclineForm(formdata=None, seen=case.version))


@bp.post("/cases/<key>/decline")
@may("case.end", one_case)
def keep_refusal(case: Case) -> Any:
    form = DeclineForm.from_request()
    if done(form, lambda: decline_case(case, by=current_user, seen=form.version, **form.answers()), case):
        flash("実現しないことを、理由とともに提案者に知らせます。", "success")
        return back_to(case)
    return _page("intake/decline.html", case, form, 422)


@bp.get("/cases/<key>/answer", endpoint="answer")
@may("case.end", one_case)
def ask_answer(case: Case) -> Any:
    return _page("intake/answer.html", case, TellForm(formdata=None, seen=case.version))


@bp.post("/cases/<key>/answer")
@may("case.end", one_case)
def keep_answer(case: Case) -> Any:
    form = TellForm.from_request()
    if done(form, lambda: answer_case(case, by=current_user, seen=form.version, **form.answers()), case):
        flash("回答して完了しました。", "success")
        return back_to(case)
    return _page("intake/answer.html", case, form, 422)


@bp.get("/cases/<key>/finish", endpoint="finish")
@may("case.finish", one_case)
def ask_result(case: Case) -> Any:
    return _page("intake/finish.html", case, TellForm(formdata=None, seen=case.version))


@bp.post("/cases/<key>/finish")
@may("case.finish", one_case)
def keep_result(case: Case) -> Any:
    form = TellForm.from_request()
    if done(form, lambda: finish_case(case, by=current_user, seen=form.version, **form.answers()), case):
        flash("完了しました。提案者に知らせます。", "success")
        return back_to(case)
    return _page("intake/finish.html", case, form, 422)


@bp.get("/cases/<key>/merge", endpoint="merge")
@may("case.merge", one_case)
def look_for_case(case: Case) -> Any:
    return _merge(case, MergeForm(formdata=None, seen=case.version))


@bp.post("/cases/<key>/merge")
@may("case.merge", one_case)
def join(case: Case) -> Any:
    form = MergeForm.from_request()

    def deed() -> None:
        into = one_case(form.into.data or "", current_user)
        if into is None:
            raise RuleBroken("統合先の案件を選んでください。", "into")
        merge_case(case, into, by=current_user, reason=form.reason.data or "", seen=form.version)

    if done(form, deed, case):
        flash("統合しました。", "success")
        return back_to(case)
    return _merge(case, form, 422)


def _merge(case: Case, form: MergeForm, status: int = 200) -> Any:
    look = LookForm.asked()
    found = cases_to_merge_into(case, current_user, look.wanted()["q"] or "")
    page = render_template("intake/merge.html", case=case, form=form, look=look, found=found)
    return page, status


def _page(template: str, case: Case, form: Any, status: int = 200) -> Any:
    made_at = template.removesuffix(".html").replace("/", ".")
    open_now = any(move.made_at == made_at and case.step in move.from_steps for move in case.path.moves)
    return render_template(template, case=case, form=form, open_now=open_now), status
