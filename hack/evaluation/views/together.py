"""The joint table, and what the evaluators find together of each proposal."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.evaluation.actions import conclude
from hack.evaluation.actions.scoring import says_of
from hack.evaluation.forms import ResultForm
from hack.evaluation.models import Entry, Evaluation
from hack.evaluation.queries import all_entries, one_entry, one_evaluation
from hack.evaluation.rules import stands_back
from hack.evaluation.texts import readable_files, readable_text
from hack.evaluation.together import row_of, rows_of, sheets_about
from hack.evaluation.views.blueprint import bp
from hack.policy import can
from hack.web import done, may, page_number


@bp.get("/<key>/joint")
@may("joint.read", one_evaluation)
def joint(evaluation: Evaluation) -> Any:
    entries = all_entries(evaluation)
    away = {entry.id for entry in entries if stands_back(current_user, entry)}
    rows = [row for row in rows_of(evaluation, entries) if row.entry.id not in away]
    page = db.page_in(rows, page_number())
    return render_template("evaluation/joint.html", evaluation=evaluation, page=page, away=len(away))


@bp.get("/<key>/joint/<proposal_key>")
@may("entry.confer", one_entry)
def confer(entry: Entry) -> Any:
    return confer_page(entry, ResultForm.from_request(obj=entry, seen=entry.version))


@bp.post("/<key>/joint/<proposal_key>")
@may("entry.conclude", one_entry)
def keep_result(entry: Entry) -> Any:
    form = ResultForm.from_request()

    def deed() -> None:
        words = form.result_words.data or ""
        conclude(entry, by=current_user, result=form.result.data, words=words, seen=form.version)

    if done(form, deed, entry):
        flash("合議の結果を保存しました。", "success")
        return redirect(url_for("evaluation.joint", key=entry.evaluation.key))
    return confer_page(entry, form, 422)


def confer_page(entry: Entry, form: ResultForm, status: int = 200) -> Any:
    """What each one found of the proposal (by name for the chair alone), and the joint result."""
    evaluation = entry.evaluation
    sheets = sheets_about(entry)
    page = render_template(
        "evaluation/confer.html",
        entry=entry,
        evaluation=evaluation,
        form=form,
        row=row_of(entry, sheets),
        found=[(sheet, says_of(sheet)) for sheet in sheets],
        named=can(current_user, "joint.read_names", evaluation),
        text=readable_text(entry.proposal),
        files=readable_files(entry.proposal),
    )
    return page, status
