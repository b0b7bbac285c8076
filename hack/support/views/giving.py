"""Taking a request along its path, and writing down what was done."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.forms import MoveForm, TakeBackForm
from hack.support.actions import finish_support, move_support, take_back_support, take_over, write_support_entry
from hack.support.forms import EntryForm, FinishForm, TakeOverForm
from hack.support.models import Support
from hack.support.queries import one_support
from hack.support.views.blueprint import bp
from hack.support.views.reading import show_support
from hack.web import done, made, may


@bp.post("/support/<key>/moves")
@may("support.move", one_support)
def move(support: Support) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_support(support, by=current_user, seen=form.version, **form.answers()), support):
        flash(f"「{support.step.label}」になりました。", "success")
        return redirect(url_for("support.show", key=support.key))
    return show_support(support, moving=form, status=422)


@bp.post("/support/<key>/take-back")
@may("support.take_back", one_support)
def take_back(support: Support) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_support(support, by=current_user, seen=form.version, **form.answers()), support):
        flash(f"取り消して「{support.step.label}」に戻しました。", "success")
        return redirect(url_for("support.show", key=support.key))
    return show_support(support, taking_back=form, status=422)


@bp.post("/support/<key>/take-over")
@may("support.take_over", one_support)
def become_the_taker(support: Support) -> Any:
    form = TakeOverForm.from_request()
    if done(form, lambda: take_over(support, by=current_user), support):
        flash("担当を替わりました。", "success")
        return redirect(url_for("support.show", key=support.key))
    return show_support(support, taking_over=form, status=422)


@bp.post("/support/<key>/entries")
@may("support.enter", one_support)
def enter(support: Support) -> Any:
    form = EntryForm.from_request()
    if made(form, lambda: write_support_entry(support, by=current_user, **form.answers())):
        flash("記録を書き足しました。", "success")
        return redirect(url_for("support.show", key=support.key))
    return show_support(support, entering=form, status=422)


@bp.get("/support/<key>/finish")
@may("support.finish", one_support)
def finish(support: Support) -> Any:
    return render_template(
        "support/finish.html", support=support, form=FinishForm.from_request(obj=support, seen=support.version)
    )


@bp.post("/support/<key>/finish")
@may("support.finish", one_support)
def keep_result(support: Support) -> Any:
    form = FinishForm.from_request()
    if done(form, lambda: finish_support(support, by=current_user, seen=form.version, **form.answers()), support):
        flash("完了しました。依頼した人に伝わります。", "success")
        return redirect(url_for("support.show", key=support.key))
    return render_template("support/finish.html", support=support, form=form), 422
