"""What the members say to each other between the meetings."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.forms import Form
from hack.web import done, made, may, page_number
from hack.workgroups.actions import correct, open_discussion, say, withdraw
from hack.workgroups.forms.talk import CorrectionForm, DiscussionForm, PostForm
from hack.workgroups.models import Discussion, Post, Workgroup
from hack.workgroups.queries import discussions_of, one_discussion, one_post, one_post_once, one_workgroup, posts_on
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/<key>/talk")
@may("discussion.list", one_workgroup)
def talk(workgroup: Workgroup) -> Any:
    page = db.page_of(discussions_of(workgroup), page_number())
    return render_template("workgroups/talk.html", workgroup=workgroup, page=page)


@bp.get("/workgroups/<key>/talk/new")
@may("discussion.open", one_workgroup)
def new_discussion(workgroup: Workgroup) -> Any:
    return render_template("workgroups/new_discussion.html", workgroup=workgroup, form=DiscussionForm.from_request())


@bp.post("/workgroups/<key>/talk/new")
@may("discussion.open", one_workgroup)
def bring_up(workgroup: Workgroup) -> Any:
    form = DiscussionForm.from_request()
    if key := made(form, lambda: open_discussion(workgroup, by=current_user, **form.answers())):
        flash("話題を出しました。構成員に知らせます。", "success")
        return redirect(url_for("workgroups.discussion", key=workgroup.key, discussion_key=key))
    return render_template("workgroups/new_discussion.html", workgroup=workgroup, form=form), 422


@bp.get("/workgroups/<key>/talk/<discussion_key>")
@may("discussion.read", one_discussion)
def discussion(one: Discussion) -> Any:
    return _discussion_page(one, PostForm(formdata=None))


@bp.post("/workgroups/<key>/talk/<discussion_key>")
@may("post.make", one_discussion)
def post(one: Discussion) -> Any:
    form = PostForm.from_request()
    if made(form, lambda: say(one, by=current_user, **form.answers())):
        flash("発言しました。", "success")
        last = -(-one.posts_count // 20)
        return redirect(to_discussion(one, page=last if last > 1 else None))
    return _discussion_page(one, form), 422


@bp.get("/workgroups/<key>/talk/<discussion_key>/<post_key>")
@may("post.correct", one_post)
def change_post(one: Post) -> Any:
    return _correction_page(one, CorrectionForm.from_request(text=one.words, seen=one.version))


@bp.post("/workgroups/<key>/talk/<discussion_key>/<post_key>")
@may("post.correct", one_post)
def correct_post(one: Post) -> Any:
    form = CorrectionForm.from_request()
    if done(form, lambda: correct(one, by=current_user, words=form.text.data or "", seen=form.version), one):
        flash("発言を直しました。", "success")
        return redirect(to_discussion(one.discussion))
    return _correction_page(one, form), 422


@bp.post("/workgroups/<key>/talk/<discussion_key>/<post_key>/withdrawal")
@may("post.withdraw", one_post_once)
def withdraw_post(one: Post) -> Any:
    form, about = Form.from_request(), one.discussion
    if done(form, lambda: withdraw(one, by=current_user)):
        flash("発言を取り下げました。", "success")
        return redirect(to_discussion(about))
    for error in form.form_errors:
        flash(str(error), "error")
    return redirect(to_discussion(about))


def to_discussion(one: Discussion, **values: Any) -> str:
    """The address of the subject's page."""
    return url_for("workgroups.discussion", key=one.workgroup.key, discussion_key=one.key, **values)


def _discussion_page(one: Discussion, form: PostForm) -> str:
    page = db.page_of(posts_on(one), page_number())
    return render_template(
        "workgroups/discussion.html",
        discussion=one,
        workgroup=one.workgroup,
        page=page,
        form=form,
        pressing=Form(formdata=None),
    )


def _correction_page(one: Post, form: CorrectionForm) -> str:
    about = one.discussion
    return render_template(
        "workgroups/edit_post.html", post=one, discussion=about, workgroup=about.workgroup, form=form
    )
