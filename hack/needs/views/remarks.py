"""What the secretariat remarks on a need, field by field, and what the sections answer."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.needs.actions import answer_remark, remark_on, reopen_remark, settle_remark
from hack.needs.forms import AnswerForm, RemarkForm, SettleForm, field_labels
from hack.needs.models import Need, Remark
from hack.needs.queries import one_need, one_remark, open_remarks, remarks_on
from hack.needs.views.blueprint import bp
from hack.policy import can
from hack.web import done, made, may, page_number


@bp.get("/<key>/remarks")
@may("remark.list", one_need)
def remarks(need: Need) -> Any:
    page = db.page_of(remarks_on(need, current_user), page_number())
    return render_template("needs/remarks.html", need=need, page=page, labels=field_labels())


@bp.get("/<key>/remarks/new")
@may("remark.make", one_need)
def new_remark(need: Need) -> Any:
    asked = request.args.get("on", "")
    return _new_remark(need, RemarkForm.on(asked if asked in field_labels() else ""))


@bp.post("/<key>/remarks/new")
@may("remark.make", one_need)
def make_remark(need: Need) -> Any:
    form = RemarkForm.on("")
    if made(form, lambda: remark_on(need, by=current_user, **form.answers())):
        flash("指摘を書きました。深掘りに戻すときに、所管課へまとめて伝わります。", "success")
        return redirect(url_for("needs.preview", key=need.key))
    return _new_remark(need, form, 422)


@bp.get("/<key>/remarks/<remark_key>")
@may("remark.read", one_remark)
def remark(remark: Remark) -> Any:
    return _remark(remark)


@bp.post("/<key>/remarks/<remark_key>/answers")
@may("remark.answer", one_remark)
def answer(remark: Remark) -> Any:
    form = AnswerForm.from_request()
    if made(form, lambda: answer_remark(remark, by=current_user, **form.answers())):
        flash("答えを書きました。", "success")
        return redirect(_to(remark))
    return _remark(remark, form, status=422)


@bp.post("/<key>/remarks/<remark_key>/settlement")
@may("remark.answer", one_remark)
def settle(remark: Remark) -> Any:
    form = SettleForm.from_request()
    if done(form, lambda: settle_remark(remark, by=current_user)):
        flash("対応済みにしました。", "success")
        return redirect(_to(remark))
    return _remark(remark, settling=form, status=422)


@bp.post("/<key>/remarks/<remark_key>/reopening")
@may("remark.reopen", one_remark)
def reopen(remark: Remark) -> Any:
    form = SettleForm.from_request()
    if done(form, lambda: reopen_remark(remark, by=current_user)):
        flash("指摘を再開しました。", "success")
        return redirect(_to(remark))
    return _remark(remark, settling=form, status=422)


def open_by_field(need: Need) -> dict[str, list[Remark]]:
    """The open remarks on the need by field, for those who read them; without a question to the database for others."""
    return open_remarks(need, current_user) if can(current_user, "remark.list", need) else {}


def _to(remark: Remark) -> str:
    return url_for("needs.remark", key=remark.need.key, remark_key=remark.key)


def _new_remark(need: Need, form: RemarkForm, status: int = 200) -> Any:
    return render_template("needs/new_remark.html", need=need, form=form), status


def _remark(
    remark: Remark, form: AnswerForm | None = None, *, settling: SettleForm | None = None, status: int = 200
) -> Any:
    page = render_template(
        "needs/remark.html",
        need=remark.need,
        remark=remark,
        answering=form or AnswerForm(formdata=None),
        settling=settling or SettleForm(formdata=None),
        labels=field_labels(),
    )
    return page, status
