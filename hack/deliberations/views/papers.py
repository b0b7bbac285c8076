"""The papers, and the page of one: prepared from a case, changed, printed."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import clock, db
from hack.deliberations.actions import edit_paper, prepare_paper, replace_paper
from hack.deliberations.forms import MeetForm, NewPaperForm, PaperFilter, PaperForm, ReopenForm, ReplacingForm
from hack.deliberations.models import Paper, Tabling
from hack.deliberations.queries import case_to_prepare, drawn_from, listed_papers, one_item, one_paper, paper_about
from hack.deliberations.views.blueprint import bp
from hack.intake.models import Case
from hack.web import done, made, may, page_number


@bp.get("/")
@may("paper.list")
def index() -> Any:
    form = PaperFilter.asked()
    page = db.page_of(listed_papers(current_user, **form.wanted()), page_number())
    return render_template("deliberations/index.html", form=form, page=page)


@bp.get("/cases/<key>")
@may("paper.read", case_to_prepare)
def show(case: Case) -> Any:
    """The paper about a case; where there is none, that there is none."""
    paper = one_paper(case.key, current_user)
    if paper is None:
        return render_template("deliberations/none.html", case=case)
    return show_paper(paper)


def show_paper(paper: Paper, *, meeting: dict[str, MeetForm] | None = None, status: int = 200) -> Any:
    """The page of a paper; meeting: by the key of a condition its form as it was refused."""
    unmet = [condition for item in paper.items for condition in item.open_conditions]
    page = render_template(
        "deliberations/show.html",
        paper=paper,
        case=paper.case,
        words=paper.words,
        items=list(reversed(paper.items)),
        meeting={one.key: MeetForm(formdata=None).named(one.key) for one in unmet} | (meeting or {}),
        reopening=ReopenForm(formdata=None),
        today=clock.today(),
    )
    return page, status


@bp.get("/cases/<key>/tabled/<item_key>")
@may("paper.read_tabled", one_item)
def as_tabled(paper: Paper) -> Any:
    """What the paper said when it lay before that sitting."""
    key = (request.view_args or {})["item_key"]
    item: Tabling = next(item for item in paper.items if item.key == key)
    return render_template(
        "deliberations/tabled.html", paper=paper, case=paper.case, item=item, words=item.tabled, today=clock.today()
    )


@bp.get("/cases/<key>/new")
@may("paper.prepare", case_to_prepare)
def prepare(case: Case) -> Any:
    before = paper_about(case)
    said = before.words if before else drawn_from(case)
    form = NewPaperForm.from_request(data=said | {"seen": case.version})
    return render_template("deliberations/new.html", case=case, form=form, again=before is not None)


@bp.post("/cases/<key>/new")
@may("paper.prepare", case_to_prepare)
def keep_new(case: Case) -> Any:
    form = NewPaperForm.from_request()
    if made(form, lambda: prepare_paper(case, by=current_user, seen=form.version, **form.answers())):
        flash("付議書を作りました。", "success")
        return redirect(url_for("deliberations.show", key=case.key))
    form.seen.data, form.seen.raw_data = case.version, None
    return render_template("deliberations/new.html", case=case, form=form, again=False), 422


@bp.get("/cases/<key>/edit")
@may("paper.edit", one_paper)
def edit(paper: Paper) -> Any:
    form = PaperForm.from_request(obj=paper, seen=paper.version)
    return render_template("deliberations/edit.html", paper=paper, case=paper.case, form=form)


@bp.post("/cases/<key>/edit")
@may("paper.edit", one_paper)
def change(paper: Paper) -> Any:
    form = PaperForm.from_request()
    if done(form, lambda: edit_paper(paper, by=current_user, seen=form.version, **form.answers()), paper):
        flash("保存しました。", "success")
        return redirect(url_for("deliberations.show", key=paper.case.key))
    return render_template("deliberations/edit.html", paper=paper, case=paper.case, form=form), 422


@bp.get("/cases/<key>/replace")
@may("paper.replace", one_paper)
def replace(paper: Paper) -> Any:
    form = ReplacingForm.from_request(obj=paper, seen=paper.version)
    return render_template("deliberations/replace.html", paper=paper, case=paper.case, form=form)


@bp.post("/cases/<key>/replace")
@may("paper.replace", one_paper)
def keep_replacement(paper: Paper) -> Any:
    form = ReplacingForm.from_request()
    if done(form, lambda: replace_paper(paper, by=current_user, seen=form.version, **form.answers()), paper):
        flash("付議書を差し替えました。前の文は残っています。", "success")
        return redirect(url_for("deliberations.show", key=paper.case.key))
    return render_template("deliberations/replace.html", paper=paper, case=paper.case, form=form), 422
