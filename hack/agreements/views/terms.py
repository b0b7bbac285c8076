"""How an agreement goes on: prolonged, followed by a new one, ended; each on a page of its own."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.agreements.actions import end_agreement, extend_agreement, renew_agreement, resume_agreement
from hack.agreements.forms import EndForm, ExtendForm, RenewalForm, ResumeForm, said_of
from hack.agreements.models import Agreement
from hack.agreements.queries import one_agreement
from hack.agreements.views.blueprint import bp
from hack.agreements.views.entering import sections_offered
from hack.web import done, made, may


@bp.get("/agreements/<key>/extend")
@may("agreement.turn", one_agreement)
def extend(agreement: Agreement) -> Any:
    return _ask(agreement, "extend", ExtendForm.from_request(data={"seen": agreement.version}))


@bp.post("/agreements/<key>/extend")
@may("agreement.turn", one_agreement)
def keep_extended(agreement: Agreement) -> Any:
    return _turn(agreement, "extend", ExtendForm.from_request(), extend_agreement, "期間を延ばしました。")


@bp.get("/agreements/<key>/end")
@may("agreement.turn", one_agreement)
def end(agreement: Agreement) -> Any:
    return _ask(agreement, "end", EndForm.from_request(data={"seen": agreement.version, "ended_on": agreement.until}))


@bp.post("/agreements/<key>/end")
@may("agreement.turn", one_agreement)
def keep_ended(agreement: Agreement) -> Any:
    return _turn(agreement, "end", EndForm.from_request(), end_agreement, "協定の終わりを書きました。")


@bp.get("/agreements/<key>/resume")
@may("agreement.turn", one_agreement)
def resume(agreement: Agreement) -> Any:
    return _ask(agreement, "resume", ResumeForm.from_request(data={"seen": agreement.version}))


@bp.post("/agreements/<key>/resume")
@may("agreement.turn", one_agreement)
def keep_resumed(agreement: Agreement) -> Any:
    return _turn(agreement, "resume", ResumeForm.from_request(), resume_agreement, "終了を取り消しました。")


def _turn(agreement: Agreement, name: str, form: Any, deed: Callable[..., Any], says: str) -> Any:
    if done(form, lambda: deed(agreement, by=current_user, seen=form.version, **form.answers()), agreement):
        flash(says, "success")
        return redirect(url_for("agreements.show", key=agreement.key))
    return _ask(agreement, name, form, 422)


def _ask(agreement: Agreement, name: str, form: Any, status: int = 200) -> Any:
    return render_template("agreements/turn.html", agreement=agreement, name=name, form=form), status


@bp.get("/agreements/<key>/renew")
@may("agreement.turn", one_agreement)
def renew(agreement: Agreement) -> Any:
    said = {name: answer for name, answer in said_of(agreement).items() if name in COPIED}
    about = {"seen": agreement.version, "former_ended_on": agreement.ended_on or agreement.until}
    form = RenewalForm.offering(sections_offered(), data=said | about)
    return render_template("agreements/renew.html", agreement=agreement, form=form)


@bp.post("/agreements/<key>/renew")
@may("agreement.turn", one_agreement)
def keep_renewed(agreement: Agreement) -> Any:
    form = RenewalForm.offering(sections_offered())
    if key := made(form, lambda: renew_agreement(agreement, by=current_user, seen=form.version, **form.answers())):
        flash("新しい協定を登録しました。前の協定は終わり、互いにたどれます。", "success")
        return redirect(url_for("agreements.show", key=key))
    form.seen.data, form.seen.raw_data = agreement.version, None
    return render_template("agreements/renew.html", agreement=agreement, form=form), 422


COPIED = frozenset(
    {"kind", "name", "parties", "city_side", "section_id", "renewal", "notice_days", "purpose", "source_name"}
)
"""What a new agreement says like the one before until somebody writes otherwise; nothing of its days."""
