"""Data sets: the list inside, the page of one, writing it, and its moves."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts.models import Section
from hack.accounts.queries import sections_to_choose
from hack.forms import MoveForm
from hack.opendata.actions import TO_PUBLISH, draft_dataset, edit_dataset, missing_in, move_dataset
from hack.opendata.forms.finding import SetFilter
from hack.opendata.forms.sets import NewSetForm, SetForm
from hack.opendata.models import DataRequest, DataSet
from hack.opendata.queries import (
    answers_with,
    inside_sets,
    needs_with,
    one_datarequest,
    one_dataset,
    requests_for,
    versions_of,
)
from hack.opendata.rules import set_moves_open_to
from hack.opendata.views.blueprint import bp
from hack.policy import can
from hack.standing import standing_of
from hack.web import done, made, may, page_number

VERSIONS = 5


@bp.get("/opendata/sets/")
@may("dataset.list_inside")
def sets() -> Any:
    form = SetFilter.asked()
    page = db.page_of(inside_sets(current_user, **form.wanted()), page_number())
    return render_template("opendata/sets.html", form=form, page=page)


@bp.get("/opendata/sets/new")
@may("dataset.create")
def new_set() -> Any:
    return _write(NewSetForm.offering(own_sections()))


@bp.post("/opendata/sets/new")
@may("dataset.create")
def draft_set() -> Any:
    return _draft(None)


@bp.get("/opendata/requests/<key>/set")
@may("dataset.create_for", one_datarequest)
def new_set_for(asked: DataRequest) -> Any:
    answering = next((one for one in asked.asked if one.answered_at), None)
    said = {"title": asked.title, "section": str(answering.section_id) if answering else ""}
    return _write(NewSetForm.offering(own_sections(), **said), asked=asked)


@bp.post("/opendata/requests/<key>/set")
@may("dataset.create_for", one_datarequest)
def draft_set_for(asked: DataRequest) -> Any:
    return _draft(asked)


@bp.get("/opendata/sets/<key>")
@may("dataset.read", one_dataset)
def show_set(dataset: DataSet) -> Any:
    return _show(dataset)


@bp.get("/opendata/sets/<key>/edit")
@may("dataset.edit", one_dataset)
def edit_set(dataset: DataSet) -> Any:
    return _write(SetForm.of(dataset), dataset)


@bp.post("/opendata/sets/<key>/edit")
@may("dataset.edit", one_dataset)
def write_set(dataset: DataSet) -> Any:
    form = SetForm.of(dataset)

    def deed() -> None:
        told = {"files": form.files, "note": form.said_to_be_new, **form.answers()}
        edit_dataset(dataset, by=current_user, seen=form.version, **told)

    if done(form, deed, dataset):
        flash("保存しました。", "success")
        return redirect(url_for("opendata.show_set", key=dataset.key))
    return _write(form, dataset, status=422)


@bp.post("/opendata/sets/<key>/moves")
@may("dataset.move", one_dataset)
def move_set(dataset: DataSet) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_dataset(dataset, by=current_user, seen=form.version, **form.answers()), dataset):
        flash(f"「{dataset.step.label}」になりました。", "success")
        return redirect(url_for("opendata.show_set", key=dataset.key))
    return _show(dataset, form, 422)


def own_sections() -> list[Section]:
    """The sections for which this person may begin a data set."""
    return [section for section in sections_to_choose() if can(current_user, "dataset.create", section)]


def _draft(asked: DataRequest | None) -> Any:
    sections = own_sections()
    form = NewSetForm.offering(sections)

    def deed() -> DataSet:
        section = form.chosen(sections)
        return draft_dataset(by=current_user, section=section, files=form.files, request=asked, **form.answers())

    if key := made(form, deed):
        flash("下書きを保存しました。まだ公開されていません。", "success")
        return redirect(url_for("opendata.show_set", key=key))
    return _write(form, asked=asked, status=422)


def _write(form: Any, dataset: DataSet | None = None, *, asked: DataRequest | None = None, status: int = 200) -> Any:
    owed = dict.fromkeys((*TO_PUBLISH, "url_1"), "(公開までに書きます)")
    return render_template("opendata/set_form.html", form=form, dataset=dataset, asked=asked, owed=owed), status


def _show(dataset: DataSet, moving: MoveForm | None = None, status: int = 200) -> Any:
    inside = can(current_user, "dataset.edit", dataset)
    page = render_template(
        "opendata/set.html",
        dataset=dataset,
        moves=set_moves_open_to(current_user, dataset),
        moving=moving or MoveForm(formdata=None, seen=dataset.version),
        missing=missing_in(dataset) if inside else {},
        history=standing_of(dataset).history if inside else [],
        versions=db.page_of(versions_of(dataset), page_number(), VERSIONS),
        answers=answers_with(dataset),
        requests=requests_for(dataset, current_user),
        needs=needs_with(dataset, current_user),
    )
    return page, status
