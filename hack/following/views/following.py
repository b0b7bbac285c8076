"""Everything that a person follows, with the ways to be told of it in one place; and the buttons that follow and stop."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.following.actions import choose_ways, follow_field, follow_need, follow_search, stop_following
from hack.following.forms import FieldForm, FollowForm, SearchForm, WishesForm
from hack.following.models import Follow, Kind, Topic
from hack.following.queries import needs_behind, one_follow_once, own_follows, wishes_of
from hack.following.views.blueprint import bp
from hack.needs.models import Field, Need
from hack.needs.queries import one_need
from hack.search.facets import FACETS
from hack.search.papers import NOUNS
from hack.web import done, may, page_number

FOLLOWED = "フォローしました。知らせ方は「フォローと知らせ」で変えられます。"


@bp.get("/following")
@may("follow.read")
def index() -> Any:
    return following_page()


@bp.post("/needs/<key>/follow")
@may("follow.need", one_need)
def begin_need(need: Need) -> Any:
    form = FollowForm.from_request()
    if done(form, lambda: follow_need(need, by=current_user)):
        flash(FOLLOWED, "success")
        return redirect(url_for("needs.show", key=need.key))
    return following_page(refused=form), 422


@bp.post("/following/fields")
@may("follow.create")
def begin_field() -> Any:
    form = FieldForm.from_request()
    if done(form, lambda: follow_field(form.field.data, by=current_user)):
        flash(FOLLOWED, "success")
        return redirect(url_for("needs.index", field=form.field.data.value))
    return following_page(choosing=form), 422


@bp.post("/following/searches")
@may("follow.create")
def begin_search() -> Any:
    form = SearchForm.from_request()
    asked: dict[str, Any] = {"noun": form.noun.data or "", "facets": form.facets}
    if done(form, lambda: follow_search(form.words.data or "", by=current_user, **asked)):
        flash("検索を保存しました。新しく見つかるものがあれば、お知らせします。", "success")
        return redirect(page_of_search(form.words.data or "", form.noun.data, form.facets))
    return following_page(saving=form), 422


@bp.post("/following/wishes")
@may("follow.wish")
def choose() -> Any:
    form = WishesForm.from_request()
    if done(form, lambda: choose_ways(by=current_user, **form.ways())):
        flash("知らせ方を保存しました。", "success")
        return redirect(url_for("following.index"))
    return following_page(wishing=form), 422


@bp.post("/following/<key>/end")
@may("follow.end", one_follow_once)
def end(follow: Follow) -> Any:
    form, back = FollowForm.from_request(), page_of(follow) if follow.id else url_for("following.index")
    if not done(form, lambda: stop_following(follow, by=current_user)):
        abort(400)
    flash("フォローをやめました。", "success")
    return redirect(url_for("following.index") if form.back.data == "list" else back)


def page_of(follow: Follow) -> str:
    """The address of what is followed: the need, the needs of a field, the search."""
    if follow.kind is Kind.NEED:
        return url_for("needs.show", key=follow.thing)
    if follow.kind is Kind.FIELD:
        return url_for("needs.index", field=follow.thing)
    return page_of_search(follow.thing, follow.noun, follow.facets)


def page_of_search(words: str, noun: str | None, facets: Mapping[str, str]) -> str:
    """The address of what answers a search."""
    narrowed: dict[str, Any] = {**facets, "noun": noun or None}
    return url_for("search.find", q=words, **narrowed)


def following_page(
    *,
    choosing: FieldForm | None = None,
    saving: SearchForm | None = None,
    wishing: WishesForm | None = None,
    refused: FollowForm | None = None,
) -> str:
    """The page of everything followed, with its forms as they were refused, or fresh."""
    page = db.page_of(own_follows(current_user), page_number())
    return render_template(
        "following/index.html",
        page=page,
        needs=needs_behind(page.rows, current_user),
        fields={field.value: field.label for field in Field},
        nouns=NOUNS,
        facets=FACETS,
        topics=[topic.value for topic in Topic],
        address_of=page_of,
        choosing=choosing or FieldForm(formdata=None),
        saving=saving or SearchForm(formdata=None),
        wishing=wishing or WishesForm.of(wishes_of(current_user.id)),
        ending=refused or FollowForm(formdata=None, back="list"),
    )
