"""The pages of suggestions: for a need, for a seed, one pair side by side, and what people say of it."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from hack import db
from hack.matching import queries
from hack.matching.actions import give_verdict, withdraw_verdict
from hack.matching.forms import VerdictForm
from hack.matching.marks import NEED_TEXT, SEED_TEXT, marked, marked_text, terms_of
from hack.matching.models import Suggestion, Verdict
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.seeds.models import Seed
from hack.seeds.queries import one_seed
from hack.web import done, may, page_number

bp = Blueprint("matching", __name__)


@bp.get("/needs/<key>/suggestions")
@may("suggestion.read", one_need)
def for_need(need: Need) -> str:
    return _listed("matching/for_need.html", queries.suggestions_for_need(need, current_user), need=need)


@bp.get("/seeds/<key>/suggestions")
@may("suggestion.read", one_seed)
def for_seed(seed: Seed) -> str:
    return _listed("matching/for_seed.html", queries.suggestions_for_seed(seed, current_user), seed=seed)


def _listed(template: str, statement: Any, **about: Any) -> str:
    page = db.page_of(statement, page_number(), 10)
    verdicts = queries.verdicts_on(page.rows, current_user)
    renewed = queries.newest_of(statement)
    run = None if renewed else queries.last_run()
    return render_template(template, page=page, verdicts=verdicts, renewed=renewed, run=run, over=queries.OVER, **about)


@bp.get("/suggestions/<key>")
@may("suggestion.judge", queries.one_suggestion)
def show(suggestion: Suggestion) -> str:
    return _show(suggestion, VerdictForm.from_request())


def _show(suggestion: Suggestion, form: VerdictForm) -> str:
    need, seed = suggestion.need, suggestion.seed
    terms = terms_of(suggestion.words, (need.title, need.text, seed.title, seed.text))
    return render_template(
        "matching/show.html",
        suggestion=suggestion,
        need_title=marked(need.title, terms),
        need_text=marked_text(need, NEED_TEXT, terms),
        seed_title=marked(seed.title, terms),
        seed_text=marked_text(seed, SEED_TEXT, terms),
        said=queries.verdicts_on([suggestion], current_user).get((need.id, seed.id), []),
        form=form,
    )


@bp.post("/suggestions/<key>/verdicts")
@may("suggestion.judge", queries.one_suggestion)
def judge(suggestion: Suggestion) -> Answer | tuple[str, int]:
    form = VerdictForm.from_request()
    if done(form, lambda: give_verdict(suggestion, by=current_user, **form.verdict())):
        flash("判断を記録しました。", "success")
        return redirect(url_for("matching.show", key=suggestion.key))
    return _show(suggestion, form), 422


@bp.post("/verdicts/<key>/withdrawal")
@may("verdict.withdraw", queries.one_verdict)
def withdraw(verdict: Verdict) -> Answer:
    with db.transaction():
        withdraw_verdict(verdict, by=current_user)
    flash("判断を取り消しました。", "success")
    suggestion = queries.suggestion_of(verdict, current_user)
    return redirect(url_for("matching.show", key=suggestion.key) if suggestion else url_for("home.mine"))
