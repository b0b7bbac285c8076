"""The pages of seeds."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.errors import Incomplete, Overtaken, RuleBroken
from hack.forms import EditingForm
from hack.once import once
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
from hack.web import anyone_may, may, page_number

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
    if not form.validate_on_submit():
        return _ask(form, None, 422)
    with db.transaction():
        key = once(
            form.once_key.data or db.random_key(), current_user, lambda: draft_seed(by=current_user, **form.answers())
        )
    flash("下書きを保存しました。まだ公開されていません。", "success")
    return redirect(url_for("seeds.show", key=key))


@bp.get("/<key>")
@may("seed.read", one_seed)
def show(seed: Seed) -> Any:
    return _show(seed, EditingForm(seen=seed.version))


@bp.get("/<key>/edit")
@may("seed.edit", one_seed)
def edit(seed: Seed) -> Any:
    form = SeedForm(obj=seed, seen=seed.version)
    if request.args.get("ask") == "publish" and (missing := missing_in(seed)):
        form.refuse(Incomplete("公開するには、次の項目が必要です。", missing))
    return _ask(form, seed)


@bp.post("/<key>/edit")
@may("seed.write", one_seed)
def save(seed: Seed) -> Any:
    form, theirs = SeedForm.from_request(obj=seed), {}
    if form.validate_on_submit():
        try:
            with db.transaction():
                edit_seed(seed, by=current_user, seen=form.seen.data or 0, **form.answers())
                seen = seed.version
            if request.form.get("then") != "publish":
                flash("保存しました。", "success")
                return redirect(url_for("seeds.show", key=seed.key))
            with db.transaction():
                publish_seed(seed, by=current_user, seen=seen)
            flash("シーズを公開しました。", "success")
            return redirect(url_for("seeds.show", key=seed.key))
        except RuleBroken as broken:
            form.refuse(broken)
            kept = form.beside(seed)
            theirs = kept if isinstance(broken, Overtaken) else {}
    return _ask(form, seed, 422, theirs)


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


def _do(seed: Seed, deed: Callable[..., None], done: str) -> Any:
    form = EditingForm.from_request()
    if form.validate_on_submit():
        try:
            with db.transaction():
                deed(seed, by=current_user, seen=form.seen.data or 0)
            flash(done, "success")
            return redirect(url_for("seeds.show", key=seed.key))
        except Incomplete as broken:
            asking = SeedForm(formdata=None, obj=seed, seen=seed.version)
            asking.refuse(broken)
            return _ask(asking, seed, 422)
        except RuleBroken as broken:
            form.refuse(broken)
            form.beside(seed)
    return _show(seed, form, 422)


def _ask(form: Any, seed: Seed | None, status: int = 200, theirs: dict[str, str] | None = None) -> Any:
    page = render_template("seeds/form.html", form=form, seed=seed, theirs=theirs or {}, asked=TO_PUBLISH)
    return page, status


def _show(seed: Seed, form: EditingForm, status: int = 200) -> Any:
    return render_template("seeds/show.html", seed=seed, form=form, missing=missing_in(seed)), status
