"""Sorting a case, comparing it, and weighing whether it is laid before the city's body."""

from typing import Any

from flask import flash, render_template
from flask_login import current_user

from hack.accounts.queries import sections_to_choose
from hack.intake.actions import keep_grounds, sort_case
from hack.intake.alike import cases_like
from hack.intake.forms.sorting import GroundsForm, SortForm
from hack.intake.models import Case
from hack.intake.queries import one_case
from hack.intake.views.blueprint import bp
from hack.intake.views.reading import back_to
from hack.lazy import lazily
from hack.needs.models import Need
from hack.seeds.models import Seed
from hack.web import done, may

tried = lazily("hack.matching.trying:tried")


@bp.get("/cases/<key>/sort")
@may("case.sort", one_case)
def sort(case: Case) -> Any:
    return _sort(case, SortForm.of(case, sections_to_choose()))


@bp.post("/cases/<key>/sort")
@may("case.sort", one_case)
def keep_sorting(case: Case) -> Any:
    form = SortForm.of(case, sections_to_choose())
    if done(form, lambda: sort_case(case, by=current_user, seen=form.version, **form.answers()), case):
        flash("分類を保存しました。", "success")
        return back_to(case)
    return _sort(case, form, 422)


@bp.get("/cases/<key>/alike")
@may("case.compare", one_case)
def alike(case: Case) -> str:
    """What there is already that is like the case: as a need's text for seeds, as a seed's text for needs, and earlier cases."""
    document = {"title": case.title, "text": case.text}
    return render_template(
        "intake/alike.html",
        case=case,
        cases=cases_like(case.title, case.text, current_user, but=case),
        needs=tried(Seed, document, current_user),
        seeds=tried(Need, document, current_user),
    )


@bp.get("/cases/<key>/grounds")
@may("case.keep_grounds", one_case)
def grounds(case: Case) -> Any:
    return _grounds(case, GroundsForm.about(case))


@bp.post("/cases/<key>/grounds")
@may("case.keep_grounds", one_case)
def write_grounds(case: Case) -> Any:
    form = GroundsForm.about(case)
    if done(form, lambda: keep_grounds(case, form.evidence(), by=current_user, seen=form.version), case):
        flash("付議の条件を保存しました。", "success")
        return back_to(case)
    return _grounds(case, form, 422)


def _sort(case: Case, form: SortForm, status: int = 200) -> Any:
    return render_template("intake/sort.html", case=case, form=form), status


def _grounds(case: Case, form: GroundsForm, status: int = 200) -> Any:
    return render_template("intake/grounds.html", case=case, form=form), status
