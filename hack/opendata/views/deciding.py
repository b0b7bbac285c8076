"""What the desk answers, another day for what was promised, and what everybody may read."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.opendata.actions import Outcome, change_plan, decide, show_answer
from hack.opendata.forms.deciding import DecideForm, PlanForm, ShowForm
from hack.opendata.models import DataRequest
from hack.opendata.queries import one_datarequest, sets_to_choose
from hack.opendata.views.blueprint import bp
from hack.web import done, may


@bp.get("/opendata/requests/<key>/decide")
@may("datarequest.decide", one_datarequest)
def decide_about(asked: DataRequest) -> Any:
    return _deciding(asked, _form(asked)[0])


@bp.post("/opendata/requests/<key>/decide")
@may("datarequest.decide", one_datarequest)
def keep_decision(asked: DataRequest) -> Any:
    form, datasets = _form(asked)

    def deed() -> None:
        chosen = datasets.get(form.dataset.data) if form.move.data == "publish" else None
        outcome = Outcome(
            move=form.move.data,
            told=form.told.data or "",
            dataset=chosen,
            planned_on=form.planned_on.data,
            obstacle=form.obstacle.data,
        )
        decide(asked, outcome, by=current_user, seen=form.version)

    if done(form, deed, asked):
        flash(f"「{asked.step.label}」と答えました。依頼した団体に知らせます。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return _deciding(asked, form, 422)


@bp.get("/opendata/requests/<key>/plan")
@may("datarequest.decide", one_datarequest)
def plan(asked: DataRequest) -> Any:
    return _planning(asked, PlanForm.from_request(obj=asked, seen=asked.version))


@bp.post("/opendata/requests/<key>/plan")
@may("datarequest.decide", one_datarequest)
def keep_plan(asked: DataRequest) -> Any:
    form = PlanForm.from_request()
    if done(form, lambda: change_plan(asked, by=current_user, seen=form.version, **form.answers()), asked):
        flash("予定の日を変えました。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return _planning(asked, form, 422)


@bp.get("/opendata/requests/<key>/public")
@may("datarequest.show", one_datarequest)
def word(asked: DataRequest) -> Any:
    return _wording(asked, ShowForm.of(asked))


@bp.post("/opendata/requests/<key>/public")
@may("datarequest.show", one_datarequest)
def keep_words(asked: DataRequest) -> Any:
    form = ShowForm.from_request()
    if done(form, lambda: show_answer(asked, by=current_user, seen=form.version, **form.answers()), asked):
        flash("質問と回答を公開しました。", "success")
        return redirect(url_for("opendata.show", key=asked.key))
    return _wording(asked, form, 422)


def _form(asked: DataRequest) -> tuple[DecideForm, dict[str, Any]]:
    """The form with the answers that can be given at this step, and the data sets to choose from, by key."""
    datasets = sets_to_choose()
    moves = [move for move in asked.path.moves if move.made_at == "opendata.decide"]
    return DecideForm.offering(asked, moves, datasets, request.args.get("move", "")), {one.key: one for one in datasets}


def _deciding(asked: DataRequest, form: DecideForm, status: int = 200) -> Any:
    return render_template("opendata/decide.html", asked=asked, form=form), status


def _planning(asked: DataRequest, form: PlanForm, status: int = 200) -> Any:
    return render_template("opendata/plan.html", asked=asked, form=form), status


def _wording(asked: DataRequest, form: ShowForm, status: int = 200) -> Any:
    return render_template("opendata/public.html", asked=asked, form=form), status
