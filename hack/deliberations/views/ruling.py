"""Laying a paper before a sitting, and writing down what was ruled."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.deliberations.actions import rule_on_paper, table_paper
from hack.deliberations.forms import RulingForm, TableForm
from hack.deliberations.models import Paper, Ruling
from hack.deliberations.queries import one_paper, sittings_to_come
from hack.deliberations.views.blueprint import bp
from hack.web import done, made, may


@bp.get("/cases/<key>/table")
@may("paper.table", one_paper)
def table(paper: Paper) -> Any:
    form = TableForm.among(sittings_to_come(), data={"seen": paper.version})
    return render_template("deliberations/table.html", paper=paper, case=paper.case, form=form)


@bp.post("/cases/<key>/table")
@may("paper.table", one_paper)
def lay_before(paper: Paper) -> Any:
    sittings = sittings_to_come()
    form = TableForm.among(sittings)
    chosen = {one.key: one for one in sittings}

    def deed() -> Any:
        return table_paper(paper, chosen[form.sitting.data], by=current_user, seen=form.version)

    if made(form, deed):
        flash("付議しました。関係する課に知らせます。", "success")
        return redirect(url_for("deliberations.show", key=paper.case.key))
    form.seen.data, form.seen.raw_data = paper.version, None
    return render_template("deliberations/table.html", paper=paper, case=paper.case, form=form), 422


@bp.get("/cases/<key>/decide")
@may("paper.rule", one_paper)
def decide(paper: Paper) -> Any:
    asked = Ruling.TAKEN_HOME if request.args.get("move") == "take_home" else None
    form = RulingForm.from_request(data={"seen": paper.case.version, "ruling": asked})
    return render_template("deliberations/decide.html", paper=paper, case=paper.case, form=form)


@bp.post("/cases/<key>/decide")
@may("paper.rule", one_paper)
def keep_ruling(paper: Paper) -> Any:
    form = RulingForm.from_request()

    def deed() -> Any:
        return rule_on_paper(paper, by=current_user, seen=form.version, **form.answers())

    if done(form, deed, paper.case):
        flash(
            f"方針を記録し、案件を「{paper.case.step.label}」に{'戻し' if form.ruling.data is Ruling.TAKEN_HOME else '進め'}ました。",
            "success",
        )
        if form.ruling.data is Ruling.STOP:
            flash(
                "提案者には、まだ理由が伝わっていません。案件のページの「実現せずとする」で伝えてください。",
                "warning",
            )
        return redirect(url_for("deliberations.show", key=paper.case.key))
    return render_template("deliberations/decide.html", paper=paper, case=paper.case, form=form), 422
