"""The pages of seeds."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.errors import Incomplete
from hack.forms import SeenForm
from hack.seeds.actions import (
    TO_PUBLISH,
    archive_seed,
    confirm_seed,
    draft_seed,
    edit_seed,
    missing_in,
    publish_seed,
    restore_seed,
)
from hack.seeds.forms import NewSeedForm, SeedFilter, SeedForm
from hack.seeds.models import Seed
from hack.seeds.queries import listed_seeds, one_seed, seeds_of
from hack.web import anyone_may, done, made, may, page_number

bp = Blueprint("seeds", __name__, url_prefix="/seeds")


@bp.get("/")
@anyone_may
def index() -> Any:
    asked = SeedFilter.asked()
    wanted = asked.wanted()
    filtered = any(wanted.values())
    seeds = listed_seeds(current_user, words=wanted.pop("q"), **wanted)
    page = db.page_of(seeds, page_number())
    return render_template("seeds/index.html", page=page, filter=asked, filtered=filtered)


@bp.get("/mine")
@may("seed.list_own")
def mine() -> Any:
    page = db.page_of(seeds_of(current_user.organization), page_number())
    return render_template("seeds/mine.html", page=page)


@bp.get("/new")
@may("seed.create")
def new() -> Any:
    return _ask(NewSeedForm(), None)


@bp.post("/new")
@may("seed.create")
def create() -> Any:
    form = NewSeedForm.from_request()
    if key := made(form, lambda: draft_seed(by=current_user, **form.answers())):
        flash("下書きを保存しました。まだ公開されていません。", "success")
        return redirect(url_for("seeds.show", key=key))
    return _ask(form, None, 422)


@bp.get("/<key>")
@may("seed.read", one_seed)
def show(seed: Seed) -> Any:
    return _show(seed, SeenForm(seen=seed.version))


@bp.get("/<key>/edit")
@may("seed.edit", one_seed)
def edit(seed: Seed) -> Any:
    return _ask(_asking(seed, missing_in(seed) if request.args.get("ask") == "publish" else {}), seed)


@bp.post("/<key>/edit")
@may("seed.write", one_seed)
def save(seed: Seed) -> Any:
    form, says = SeedForm.from_request(obj=seed), "保存しました。"
    if not done(form, lambda: edit_seed(seed, by=current_user, seen=form.version, **form.answers()), seed):
        return _ask(form, seed, 422)
    if request.form.get("then") == "publish":
        form.seen.data, says = seed.version, "シーズを公開しました。"
        if not done(form, lambda: publish_seed(seed, by=current_user, seen=form.version), seed):
            return _ask(form, seed, 422)
    flash(says, "success")
    return redirect(url_for("seeds.show", key=seed.key))


@bp.post("/<key>/publish")
@may("seed.write", one_seed)
def publish(seed: Seed) -> Any:
    return _do(seed, publish_seed, "シーズを公開しました。")


@bp.post("/<key>/confirm")
@may("seed.write", one_seed)
def confirm(seed: Seed) -> Any:
    return _do(seed, confirm_seed, "いまも変わりないことを記録しました。")


@bp.post("/<key>/archive")
@may("seed.write", one_seed)
def archive(seed: Seed) -> Any:
    return _do(seed, archive_seed, "シーズを保管しました。カタログには載りません。")


@bp.post("/<key>/restore")
@may("seed.write", one_seed)
def restore(seed: Seed) -> Any:
    return _do(seed, restore_seed, "シーズを元に戻しました。")


def _do(seed: Seed, deed: Callable[..., None], says: str) -> Any:
    form = SeenForm.from_request()
    if done(form, lambda: deed(seed, by=current_user, seen=form.version), seed):
        flash(says, "success")
        return redirect(url_for("seeds.show", key=seed.key))
    if deed is publish_seed and (missing := missing_in(seed)):
        return _ask(_asking(seed, missing), seed, 422)
    return _show(seed, form, 422)


def _asking(seed: Seed, missing: dict[str, str]) -> SeedForm:
    """The form with what the seed says, and at each question in `missing` that it is still to be answered."""
    form = SeedForm(formdata=None, obj=seed, seen=seed.version)
    if missing:
        form.refuse(Incomplete("公開するには、次の項目が必要です。", missing))
    return form


def _ask(form: Any, seed: Seed | None, status: int = 200) -> Any:
    return render_template(
        "seeds/form.html", form=form, seed=seed, owed=dict.fromkeys(TO_PUBLISH, "(公開までに書きます)")
    ), status


def _show(seed: Seed, form: SeenForm, status: int = 200) -> Any:
    return render_template("seeds/show.html", seed=seed, form=form, missing=missing_in(seed)), status
