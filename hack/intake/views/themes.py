"""The themes that sections open, and writing one."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.accounts.models import Section
from hack.accounts.queries import sections_to_choose
from hack.forms import SeenForm
from hack.intake.actions import draft_theme, edit_theme, publish_theme
from hack.intake.forms.themes import NewThemeForm, ThemeForm
from hack.intake.models import Theme
from hack.intake.queries import listed_themes, one_theme
from hack.intake.views.blueprint import bp
from hack.web import anyone_may, done, made, may, page_number


@bp.get("/themes/")
@anyone_may
def themes() -> str:
    return render_template("intake/themes.html", page=db.page_of(listed_themes(current_user), page_number()))


@bp.get("/themes/new")
@may("theme.create")
def new_theme() -> Any:
    return render_template("intake/new_theme.html", form=NewThemeForm.for_sections(_sections()))


@bp.post("/themes/new")
@may("theme.create")
def write_theme() -> Any:
    sections = {one.id: one for one in _sections()}
    form = NewThemeForm.for_sections(list(sections.values()))

    def deed() -> Theme:
        answers = form.answers()
        return draft_theme(section=sections[answers.pop("section")], by=current_user, **answers)

    if key := made(form, deed):
        flash("下書きを保存しました。読み返してから公開してください。", "success")
        return redirect(url_for("intake.theme", key=key))
    return render_template("intake/new_theme.html", form=form), 422


@bp.get("/themes/<key>")
@may("theme.read", one_theme)
def theme(theme: Theme) -> Any:
    return _show(theme, SeenForm(formdata=None, seen=theme.version))


@bp.get("/themes/<key>/edit")
@may("theme.edit", one_theme)
def change_theme(theme: Theme) -> Any:
    return _edit(theme, ThemeForm.from_request(obj=theme, seen=theme.version))


@bp.post("/themes/<key>/edit")
@may("theme.edit", one_theme)
def keep_theme(theme: Theme) -> Any:
    form = ThemeForm.from_request(obj=theme)
    if done(form, lambda: edit_theme(theme, by=current_user, seen=form.version, **form.answers()), theme):
        flash("保存しました。", "success")
        return redirect(url_for("intake.theme", key=theme.key))
    return _edit(theme, form, 422)


@bp.post("/themes/<key>/publish")
@may("theme.publish", one_theme)
def publish(theme: Theme) -> Any:
    form = SeenForm.from_request()
    if done(form, lambda: publish_theme(theme, by=current_user, seen=form.version), theme):
        flash("テーマを公開しました。", "success")
        return redirect(url_for("intake.theme", key=theme.key))
    return _show(theme, form, 422)


def _sections() -> list[Section]:
    mine = current_user.section_id
    return [one for one in sections_to_choose() if mine is None or one.id == mine]


def _show(theme: Theme, form: SeenForm, status: int = 200) -> Any:
    return render_template("intake/theme.html", theme=theme, form=form), status


def _edit(theme: Theme, form: ThemeForm, status: int = 200) -> Any:
    return render_template("intake/edit_theme.html", theme=theme, form=form), status
