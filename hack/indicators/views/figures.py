"""The numbers that were published: the list, one with its history, entering, putting right, withdrawing."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.indicators.figures.actions import correct_figure, enter_figure, remove_figure
from hack.indicators.figures.forms import FigureFilter, FigureForm, NewFigureForm, RemoveFigureForm
from hack.indicators.figures.models import PublishedFigure
from hack.indicators.figures.queries import changes_of_figure, figure_ever, listed_figures, one_figure
from hack.indicators.views.blueprint import bp
from hack.policy import can
from hack.web import done, made, may, page_number

ON_A_PAGE = 50


@bp.get("/figures")
@may("figure.read")
def figures() -> Any:
    form = FigureFilter.asked()
    page = db.page_of(listed_figures(**form.wanted()), page_number(), ON_A_PAGE)
    groups = [(subject, list(those)) for subject, those in groupby(page.rows, key=attrgetter("subject"))]
    return render_template("indicators/figures.html", form=form, page=page, groups=groups)


@bp.get("/figures/new")
@may("figure.edit")
def new_figure() -> Any:
    return render_template("indicators/new_figure.html", form=NewFigureForm.from_request())


@bp.post("/figures/new")
@may("figure.edit")
def keep_figure() -> Any:
    form = NewFigureForm.from_request()
    if key := made(form, lambda: enter_figure(by=current_user, **form.answers())):
        flash("登録しました。", "success")
        return redirect(url_for("indicators.figure", key=key))
    return render_template("indicators/new_figure.html", form=form), 422


@bp.get("/figures/<key>")
@may("figure.read", one_figure)
def figure(one: PublishedFigure) -> Any:
    return _show(one, RemoveFigureForm(formdata=None, seen=one.version))


@bp.get("/figures/<key>/edit")
@may("figure.edit", one_figure)
def edit_figure(one: PublishedFigure) -> Any:
    return _edit(one, FigureForm.from_request(obj=one, seen=one.version))


@bp.post("/figures/<key>/edit")
@may("figure.edit", figure_ever)
def put_figure_right(one: PublishedFigure) -> Any:
    form = FigureForm.from_request(obj=one, seen=one.version)
    if done(form, lambda: correct_figure(one, by=current_user, seen=form.version, **form.answers()), one):
        flash("訂正しました。", "success")
        return redirect(url_for("indicators.figure", key=one.key))
    return _edit(one, form), 422


@bp.post("/figures/<key>/removal")
@may("figure.edit", figure_ever)
def withdraw_figure(one: PublishedFigure) -> Any:
    form = RemoveFigureForm.from_request()

    def deed() -> None:
        remove_figure(one, reason=form.reason.data or "", by=current_user, seen=form.version)

    if done(form, deed, one):
        flash(f"「{one.title}」を取り下げました。", "success")
        return redirect(url_for("indicators.figures"))
    return _show(one, form), 422


def _show(one: PublishedFigure, removing: RemoveFigureForm) -> str:
    told = can(current_user, "figure.read_history", one)
    changes = db.page_of(changes_of_figure(one), page_number(), 10) if told else None
    return render_template("indicators/figure.html", figure=one, removing=removing, changes=changes)


def _edit(one: PublishedFigure, form: FigureForm) -> str:
    return render_template("indicators/edit_figure.html", figure=one, form=form)
