"""What is different from the edition in force, its release, and the editions that there were."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.web import done, may, page_number
from hack.wordbook.actions import go_back, release
from hack.wordbook.editions import differences
from hack.wordbook.forms import GoBackForm, ReleaseForm
from hack.wordbook.models import WordbookEdition
from hack.wordbook.queries import (
    draft_lines,
    edition_before,
    edition_in_force,
    last_change,
    lines_of,
    listed_editions,
    one_wordbook_edition,
)
from hack.wordbook.views.blueprint import bp

ON_A_PAGE = 50
RELEASED = "版を作りました。1分ほどで、マッチングと検索が新しい言葉で作り直されます。"


@bp.get("/release")
@may("wordbook.read")
def draft() -> Any:
    return _draft(ReleaseForm(formdata=None, seen=last_change()))


@bp.post("/release")
@may("wordbook.release")
def put_out() -> Any:
    form = ReleaseForm.from_request()
    if done(form, lambda: release(by=current_user, seen=form.version, note=form.note.data or "")):
        flash(RELEASED, "success")
        return redirect(url_for("wordbook.editions"))
    form.seen.data, form.seen.raw_data = last_change(), None  # from here on the person has seen what there is now
    return _draft(form), 422


@bp.get("/editions")
@may("wordbook.read")
def editions() -> Any:
    page = db.page_of(listed_editions(current_user), page_number())
    return render_template("wordbook/editions.html", page=page, current=edition_in_force())


@bp.get("/editions/<key>")
@may("wordbook.read", one_wordbook_edition)
def edition(one: WordbookEdition) -> Any:
    current = edition_in_force()
    return _edition(one, current, GoBackForm(formdata=None, seen=current.number if current else 0))


@bp.post("/editions/<key>/return")
@may("wordbook.release", one_wordbook_edition)
def bring_back(one: WordbookEdition) -> Any:
    form = GoBackForm.from_request()
    if done(form, lambda: go_back(one, by=current_user, seen=form.version)):
        flash(f"第{one.number}版の内容に戻しました。" + RELEASED, "success")
        return redirect(url_for("wordbook.editions"))
    current = edition_in_force()
    form.seen.data, form.seen.raw_data = current.number if current else 0, None
    return _edition(one, current, form), 422


def _draft(form: ReleaseForm) -> str:
    current = edition_in_force()
    different = differences(lines_of(current), draft_lines())
    page = db.page_in(different, page_number(), ON_A_PAGE)
    return render_template("wordbook/draft.html", form=form, page=page, current=current)


def _edition(one: WordbookEdition, current: WordbookEdition | None, form: GoBackForm) -> str:
    different = differences(lines_of(edition_before(one)), lines_of(one))
    page = db.page_in(different, page_number(), ON_A_PAGE)
    in_force = current is not None and current.id == one.id
    return render_template("wordbook/edition.html", edition=one, page=page, in_force=in_force, form=form)
