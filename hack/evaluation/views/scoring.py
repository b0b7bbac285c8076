"""Each evaluator alone: the answer, the declarations, the proposals to read and score, and handing in."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.errors import NotAllowed
from hack.evaluation.actions import answer_invitation, declare, hand_in, save_sheet
from hack.evaluation.actions.scoring import Found, missing_in, says_of
from hack.evaluation.choices import Answer
from hack.evaluation.forms import AnswerForm, ButtonForm, DeclarationForm, SheetForm
from hack.evaluation.models import Entry, Evaluation, Evaluator, Sheet
from hack.evaluation.queries import (
    entries_to_score,
    entry_to_score,
    one_evaluation,
    sheet_of,
    sheets_of,
    undeclared_entries,
)
from hack.evaluation.rules import place_of
from hack.evaluation.texts import readable_files, readable_text
from hack.evaluation.views.blueprint import bp
from hack.pipeline.evaluation import EvaluationStep
from hack.web import done, may, page_number


@bp.get("/<key>/mine")
@may("evaluation.take_part", one_evaluation)
def mine(evaluation: Evaluation) -> Any:
    return own_page(evaluation)


def own_page(
    evaluation: Evaluation,
    *,
    answering: AnswerForm | None = None,
    declaring: DeclarationForm | None = None,
    handing_in: ButtonForm | None = None,
    status: int = 200,
) -> Any:
    """What is this person's to do in the evaluation, step by step."""
    place = own_place(evaluation)
    scoring = evaluation.step is EvaluationStep.SCORING and place.answer is Answer.ACCEPTED
    undeclared = undeclared_entries(place) if scoring and place.declared_at is None else []
    page = db.page_of(entries_to_score(place), page_number()) if place.declared_at else None
    sheets = sheets_of(place, page.rows) if page else {}
    shown = render_template(
        "evaluation/mine.html",
        evaluation=evaluation,
        place=place,
        answering=answering or AnswerForm(formdata=None),
        declaring=declaring or DeclarationForm.about(undeclared, formdata=None),
        handing_in=handing_in or ButtonForm(formdata=None),
        page=page,
        missing={entry.id: missing_in(says_of(sheets.get(entry.id)), evaluation) for entry in page.rows}
        if page
        else {},
        sheets=sheets,
        stood_back=[one for one in place.declarations if one.kind.bars],
    )
    return shown, status


def own_place(evaluation: Evaluation) -> Evaluator:
    """The viewer's own place among the evaluators; raises NotAllowed where there is none (any more)."""
    place = place_of(current_user, evaluation)
    if place is None:
        raise NotAllowed("evaluation.take_part")
    return place


@bp.post("/<key>/answer")
@may("evaluation.take_part", one_evaluation)
def answer(evaluation: Evaluation) -> Any:
    form = AnswerForm.from_request()
    accepts = form.accepts.data == "yes"

    def deed() -> None:
        answer_invitation(evaluation, by=current_user, accepts=accepts, why=form.why.data or "")

    if not done(form, deed):
        return own_page(evaluation, answering=form, status=422)
    flash("評価者を引き受けました。" if accepts else "辞退を伝えました。", "success")
    return redirect(url_for("evaluation.mine", key=evaluation.key) if accepts else url_for("evaluation.index"))


@bp.post("/<key>/declarations")
@may("evaluation.take_part", one_evaluation)
def say_conflicts(evaluation: Evaluation) -> Any:
    form = DeclarationForm.about(undeclared_entries(own_place(evaluation)))
    if done(form, lambda: declare(evaluation, by=current_user, said=form.said())):
        flash("利害関係の申告を保存しました。", "success")
        return redirect(url_for("evaluation.mine", key=evaluation.key))
    return own_page(evaluation, declaring=form, status=422)


@bp.post("/<key>/hand-in")
@may("evaluation.take_part", one_evaluation)
def finish(evaluation: Evaluation) -> Any:
    form = ButtonForm.from_request()
    if done(form, lambda: hand_in(evaluation, by=current_user)):
        flash("評価を提出しました。", "success")
        return redirect(url_for("evaluation.mine", key=evaluation.key))
    return own_page(evaluation, handing_in=form, status=422)


@bp.get("/<key>/proposals/<proposal_key>")
@may("sheet.read", entry_to_score)
def sheet(entry: Entry) -> Any:
    kept = sheet_of(own_place(entry.evaluation), entry)
    return sheet_page(entry, sheet_form(entry, kept))


@bp.post("/<key>/proposals/<proposal_key>")
@may("sheet.write", entry_to_score)
def score(entry: Entry) -> Any:
    kept = sheet_of(own_place(entry.evaluation), entry)
    form = sheet_form(entry, kept)

    def deed() -> None:
        save_sheet(entry, by=current_user, found=Found(**form.found()), seen=form.version)

    if done(form, deed, Kept(entry)):
        missing = missing_in(Found(**form.found()), entry.evaluation)
        flash("下書きを保存しました。" + (f"提出までに: {missing[0]}" if missing else "そろっています。"), "success")
        return redirect(url_for("evaluation.mine", key=entry.evaluation.key))
    return sheet_page(entry, form, 422)


class Kept:
    """What the viewer's sheet about a proposal says now, and its version: for somebody who has it open twice."""

    def __init__(self, entry: Entry):
        self.entry = entry

    @property
    def sheet(self) -> Sheet | None:
        return sheet_of(own_place(self.entry.evaluation), self.entry)

    @property
    def version(self) -> int:
        return self.sheet.version if self.sheet else 0

    @property
    def found(self) -> Found:
        return says_of(self.sheet)


def sheet_form(entry: Entry, kept: Sheet | None) -> SheetForm:
    """The form with what was found so far."""
    return SheetForm.scoring(entry.evaluation.criteria, says_of(kept), kept.version if kept else 0)


def sheet_page(entry: Entry, form: SheetForm, status: int = 200) -> Any:
    """The proposal's text, and the scores beneath it."""
    place = own_place(entry.evaluation)
    page = render_template(
        "evaluation/sheet.html",
        entry=entry,
        evaluation=entry.evaluation,
        place=place,
        form=form,
        text=readable_text(entry.proposal),
        files=readable_files(entry.proposal),
        scoring=entry.evaluation.step is EvaluationStep.SCORING,
    )
    return page, status
