"""Opening a call, and taking a need along its path."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import clock
from hack.forms import MoveForm, TakeBackForm
from hack.needs.actions import move_need, publish_need, take_back_need
from hack.needs.answers import CONDITIONS, WHEN_OWED, missing_for
from hack.needs.forms import PublishForm
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.needs.rules import moves_open_to
from hack.needs.views.blueprint import bp
from hack.needs.views.reading import show_need
from hack.pipeline.need import PATH
from hack.web import done, may


@bp.get("/<key>/publish")
@may("need.publish", one_need)
def publish(need: Need) -> Any:
    moves = _calls(need)
    if not moves:
        flash("いまは募集を始める段階ではありません。", "info")
        return redirect(url_for("needs.show", key=need.key))
    asked = request.args.get("move", moves[0].name if len(moves) == 1 else None)
    written = {name: getattr(need, name) for name in CONDITIONS}
    form = PublishForm.calling(moves, data=written | {"move": asked, "opens_on": clock.today(), "seen": need.version})
    return _publish(need, form)


@bp.post("/<key>/publish")
@may("need.publish", one_need)
def open_call(need: Need) -> Any:
    form = PublishForm.calling(_calls(need) or [move for move in PATH.moves if move.made_at == "needs.publish"])
    if done(form, lambda: publish_need(need, by=current_user, seen=form.version, **form.answers()), need):
        flash(f"「{need.step.label}」になりました。", "success")
        return redirect(url_for("needs.show", key=need.key))
    return _publish(need, form, 422)


@bp.post("/<key>/moves")
@may("need.move", one_need)
def move(need: Need) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_need(need, by=current_user, seen=form.version, **form.answers()), need):
        flash(f"「{need.step.label}」になりました。", "success")
        return redirect(url_for("needs.show", key=need.key))
    return show_need(need, moving=form, status=422)


@bp.post("/<key>/take-back")
@may("need.take_back", one_need)
def take_back(need: Need) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_need(need, by=current_user, seen=form.version, **form.answers()), need):
        flash(f"取り消して「{need.step.label}」に戻しました。", "success")
        return redirect(url_for("needs.show", key=need.key))
    return show_need(need, taking_back=form, status=422)


def _calls(need: Need) -> list[Any]:
    return [move for move in moves_open_to(current_user, need) if move.made_at == "needs.publish"]


def _publish(need: Need, form: PublishForm, status: int = 200) -> Any:
    missing = {name: says for call in _calls(need) for name, says in missing_for(need, call.name).items()}
    unwritten = {name: says for name, says in missing.items() if name not in CONDITIONS}
    return render_template("needs/publish.html", need=need, form=form, unwritten=unwritten, owed=WHEN_OWED), status
