"""The pages of suggestions: for a need, for a seed, one pair side by side, and what people say of it."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from hack import clock, db
from hack.lazy import lazily
from hack.matching import lists, queries
from hack.matching.actions import give_verdict, withdraw_verdict
from hack.matching.circumstance import side_of
from hack.matching.circumstances import told
from hack.matching.exposure import compared_at, never_shown
from hack.matching.exposure import exposure as exposed
from hack.matching.forms import TryForm, VerdictForm
from hack.matching.lessons import COUNTED
from hack.matching.marks import NEED_TEXT, SEED_TEXT, marked, marked_text, terms_of
from hack.matching.models import STAFF, Suggestion, Verdict
from hack.matching.order import NEW
from hack.matching.thinness import thinness_of
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.policy import can
from hack.seeds.models import Seed
from hack.seeds.queries import one_seed
from hack.web import done, may, page_number

bp = Blueprint("matching", __name__)
tried = lazily("hack.matching.trying:tried")
_WRITES = {Need: "need.write", Seed: "seed.write"}


@bp.get("/needs/<key>/suggestions")
@may("suggestion.read", one_need)
def for_need(need: Need) -> str:
    house = request.args.get("of", "")
    if house:
        return _listed("matching/of_house.html", lists.list_of_one_house(need, current_user, house), need=need)
    first = page_number() == 1
    return _listed(
        "matching/for_need.html",
        lists.open_list(need, current_user),
        need,
        need=need,
        newcomers=lists.newcomers(need, current_user) if first else [],
        folds=lambda rows: lists.folds_under(rows, need, current_user),
    )


@bp.get("/seeds/<key>/suggestions")
@may("suggestion.read", one_seed)
def for_seed(seed: Seed) -> str:
    return _listed("matching/for_seed.html", queries.suggestions_for_seed(seed, current_user), seed, seed=seed)


def _listed(
    template: str,
    statement: Any,
    thing: Need | Seed | None = None,
    *,
    newcomers: Sequence[Suggestion] = (),
    folds: Callable[[list[Suggestion]], dict[int, lists.Fold]] = lambda _rows: {},
    **about: Any,
) -> str:
    """The page of a list; where it is empty, where the text of `thing` is thin."""
    total, renewed = queries.size_of(statement)
    page = db.page_of(statement, page_number(), lists.ON_A_PAGE, total=total)
    shown, side = [*page.rows, *newcomers], side_of(current_user.role)
    return render_template(
        template,
        page=page,
        newcomers=newcomers,
        folds=folds(page.rows),
        verdicts=queries.verdicts_on(shown, current_user),
        nearest=lists.nearest_among(shown),
        told={one.id: told(one.need, one.seed, side) for one in shown},
        renewed=renewed,
        run=None if total else queries.last_run(),
        thin=thinness_of(thing) if thing and not total and can(current_user, _WRITES[type(thing)], thing) else None,
        new_since=clock.now() - NEW,
        over=queries.OVER,
        **about,
    )


@bp.get("/matching/exposure")
@may("exposure.read")
def exposure() -> str:
    """How often the lists show which seeds."""
    found = exposed(current_user)
    page = never_shown(found, current_user, page_number())
    return render_template("matching/exposure.html", page=page, found=found, made=compared_at())


@bp.get("/suggestions/try")
@may("suggestion.try")
def try_out() -> str:
    return _tried(TryForm.from_request())


@bp.post("/suggestions/try")
@may("suggestion.try")
def compare() -> str | tuple[str, int]:
    """Posted, although nothing is changed: so no address ever holds the text."""
    form = TryForm.from_request()
    if not form.validate():
        return _tried(form), 422
    kind = Need if current_user.role in STAFF else Seed
    return _tried(form, asked=True, found=tried(kind, form.document(), current_user))


def _tried(form: TryForm, **answer: Any) -> str:
    of_need = current_user.role in STAFF
    return render_template("matching/try.html", form=form, of_need=of_need, **answer)


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
        told=told(need, seed, side_of(current_user.role)),
        nearest=bool(lists.nearest_among([suggestion])),
        said=queries.verdicts_on([suggestion], current_user).get((need.id, seed.id), []),
        form=form,
    )


@bp.post("/suggestions/<key>/verdicts")
@may("suggestion.judge", queries.one_suggestion)
def judge(suggestion: Suggestion) -> Answer | tuple[str, int]:
    form = VerdictForm.from_request()
    if done(form, lambda: give_verdict(suggestion, by=current_user, **form.verdict())):
        flash(_recorded(form), "success")
        return redirect(url_for("matching.show", key=suggestion.key))
    return _show(suggestion, form), 422


def _recorded(form: VerdictForm) -> str:
    """What is said after a verdict: to those who see what it does, also that it does something."""
    teaches = current_user.role in STAFF and form.verdict()["reason"] in COUNTED
    return "判断を記録しました。" + ("このニーズの候補に、まもなく反映します。" if teaches else "")


@bp.post("/verdicts/<key>/withdrawal")
@may("verdict.withdraw", queries.one_verdict)
def withdraw(verdict: Verdict) -> Answer:
    with db.transaction():
        withdraw_verdict(verdict, by=current_user)
    flash("判断を取り消しました。", "success")
    suggestion = queries.suggestion_of(verdict, current_user)
    return redirect(url_for("matching.show", key=suggestion.key) if suggestion else url_for("home.mine"))
