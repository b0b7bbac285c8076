"""Adding words and synonyms, changing them, and taking them out."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.web import done, made, may
from hack.wordbook.actions import add_synonyms, add_whole, edit_entry, remove_entry
from hack.wordbook.forms import NewSynonymsForm, NewWholeForm, RemovalForm, SynonymsForm, WholeForm
from hack.wordbook.models import EntryKind, WordbookEntry
from hack.wordbook.queries import one_wordbook_entry, wordbook_entry_ever
from hack.wordbook.views.blueprint import bp
from hack.wordbook.views.reading import show_entry

KEPT = "保存しました。まだ下書きです。「反映する」を押すと、マッチングと検索に使われます。"


@bp.get("/words/new")
@may("wordbook.edit")
def new_whole() -> Any:
    return render_template("wordbook/new_whole.html", form=NewWholeForm.from_request())


@bp.post("/words/new")
@may("wordbook.edit")
def write_whole() -> Any:
    form = NewWholeForm.from_request()
    if key := made(form, lambda: add_whole(by=current_user, written=form.written.data or "", **form.answers())):
        flash(KEPT, "success")
        return redirect(url_for("wordbook.show", key=key))
    return render_template("wordbook/new_whole.html", form=form), 422


@bp.get("/synonyms/new")
@may("wordbook.edit")
def new_synonyms() -> Any:
    return render_template("wordbook/new_synonyms.html", form=NewSynonymsForm.from_request())


@bp.post("/synonyms/new")
@may("wordbook.edit")
def write_synonyms() -> Any:
    form = NewSynonymsForm.from_request()
    if key := made(form, lambda: add_synonyms(by=current_user, terms=form.terms, note=form.note.data or "")):
        flash(KEPT, "success")
        return redirect(url_for("wordbook.show", key=key))
    return render_template("wordbook/new_synonyms.html", form=form), 422


@bp.get("/entries/<key>/edit")
@may("wordbook.edit", one_wordbook_entry)
def edit(entry: WordbookEntry) -> Any:
    return _edit_page(entry, _form_of(entry))


@bp.post("/entries/<key>/edit")
@may("wordbook.edit", wordbook_entry_ever)
def write(entry: WordbookEntry) -> Any:
    form = _form_of(entry)

    def deed() -> None:
        edit_entry(entry, by=current_user, seen=form.version, terms=form.terms, **form.answers())

    if done(form, deed, entry):
        flash(KEPT, "success")
        return redirect(url_for("wordbook.show", key=entry.key))
    return _edit_page(entry, form), 422


@bp.post("/entries/<key>/removal")
@may("wordbook.edit", wordbook_entry_ever)
def remove(entry: WordbookEntry) -> Any:
    form, says = RemovalForm.from_request(), entry.says
    if done(form, lambda: remove_entry(entry, by=current_user, seen=form.version), entry):
        flash(
            f"「{says}」を下書きから削除しました。「反映する」を押すまでは、マッチングと検索に使われます。", "success"
        )
        return redirect(url_for("wordbook.index"))
    return show_entry(entry, form, 422)


def _form_of(entry: WordbookEntry) -> WholeForm | SynonymsForm:
    kind = WholeForm if entry.kind is EntryKind.WHOLE else SynonymsForm
    return kind.from_request(obj=entry, seen=entry.version)


def _edit_page(entry: WordbookEntry, form: WholeForm | SynonymsForm) -> str:
    return render_template("wordbook/edit.html", entry=entry, form=form)
