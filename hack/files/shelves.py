"""The pages of the files of a thing: the list with the form for one more, one to save, one less.

A chapter whose things have files says on a `Shelf` what is its own, and puts the pages up on its blueprint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from sqlalchemy import Select

from hack import db
from hack.files.forms import FileForm, ReasonedRemovalForm, RemovalForm
from hack.files.queries import Hung, files_of
from hack.files.serving import handed_out, received
from hack.files.store import store
from hack.policy import Rule
from hack.web import done, may, page_number
from hack.web.uploads import takes_file

Find = Callable[..., Any]


@dataclass(frozen=True)
class Shelf:
    """Where the files of one kind of thing are to be found, and what its chapter does with them.

    The permissions are noun.read_files (the list), noun.add_file, noun.read_file and noun.remove_file; the
    template gets the thing by its noun.
    """

    bp: Blueprint
    noun: str
    under: str
    """The address of the list, with the thing's <key>."""
    find: Find
    """The thing with a key, for those who may see that it has files."""
    find_file: Find
    """The file (with its thing) with two keys, for those who may read it."""
    find_file_once: Find
    """The same, also if it was removed: who presses the button twice is told no wrong."""
    add: Callable[..., Any]
    """Hangs a file on the thing: (thing, named, content, by=, and what the form asks besides)."""
    remove: Callable[..., None]
    """Takes one away: (hung, by=, and what the form asks)."""
    own: Rule
    """Who needs no reason to take a file away."""
    template: str
    """The page of the list, with the form for one more."""
    added: str
    """What is said when a file was hung up."""
    told_why: str = "記録に残ります。"
    """Who learns of the reason for which somebody else's file was taken away."""
    form: type[FileForm] = FileForm
    files: Callable[[Any], Select[Any]] = files_of
    """The rows of the list, for `db.page_of`."""
    hung: Callable[[Any, Any], Any] = Hung
    """A row together with its thing."""

    beside: Callable[[Any], dict[str, Any]] = lambda _thing: {}
    """What else the template of the list needs."""

    def address_of(self, hung: Any) -> str:
        """Where the file is saved from."""
        return url_for(f"{self.bp.name}.file", key=hung.thing.key, file_key=hung.key)

    def removal_of(self, hung: Any) -> str:
        """Where the file is taken away."""
        return url_for(f"{self.bp.name}.unwanted_file", key=hung.thing.key, file_key=hung.key)

    def list_of(self, thing: Any) -> str:
        """Where the list of the thing's files is."""
        return url_for(f"{self.bp.name}.files", key=thing.key)

    def page(self, thing: Any, form: FileForm) -> str:
        """The list of the thing's files, and the form for one more."""
        page = db.page_of(self.files(thing), page_number())
        return render_template(
            self.template,
            shelf=self,
            page=page,
            form=form,
            hung=[self.hung(row, thing) for row in page.rows],
            **{self.noun: thing},
            **self.beside(thing),
        )

    def removal_form(self, hung: Any) -> RemovalForm:
        """The form that takes the file away: one that is not the person's own needs a reason."""
        return RemovalForm.from_request() if self.own(current_user, hung) else ReasonedRemovalForm.from_request()

    def removal_page(self, hung: Any, form: RemovalForm) -> str:
        """The page that asks once more."""
        return render_template("files/removal.html", shelf=self, hung=hung, form=form)


def put_up(shelf: Shelf) -> None:
    """Put the pages of a shelf on its blueprint: files, add_file, file, unwanted_file, remove_file."""
    bp, one = shelf.bp, f"{shelf.under}/<file_key>"

    @bp.get(shelf.under, endpoint="files")
    @may(f"{shelf.noun}.read_files", shelf.find)
    def files(thing: Any) -> Any:
        return shelf.page(thing, shelf.form(formdata=None))

    @bp.post(shelf.under, endpoint="add_file")
    @may(f"{shelf.noun}.add_file", shelf.find)
    @takes_file(lambda: store().per_file)
    def add_file(thing: Any) -> Any:
        form = shelf.form.from_request()
        if received(form, lambda *sent: shelf.add(thing, *sent, by=current_user, **form.besides())):
            flash(shelf.added, "success")
            return redirect(shelf.list_of(thing))
        return shelf.page(thing, form), 422

    @bp.get(one, endpoint="file")
    @may(f"{shelf.noun}.read_file", shelf.find_file)
    def file(hung: Any) -> Any:
        return handed_out(hung.file)

    @bp.get(f"{one}/removal", endpoint="unwanted_file")
    @may(f"{shelf.noun}.remove_file", shelf.find_file)
    def unwanted_file(hung: Any) -> Any:
        return shelf.removal_page(hung, shelf.removal_form(hung))

    @bp.post(f"{one}/removal", endpoint="remove_file")
    @may(f"{shelf.noun}.remove_file", shelf.find_file_once)
    def remove_file(hung: Any) -> Any:
        form = shelf.removal_form(hung)
        if done(form, lambda: shelf.remove(hung, by=current_user, **form.answers())):
            flash("次の版から外しました。" if hung.frozen else "ファイルを削除しました。", "success")
            return redirect(shelf.list_of(hung.thing))
        return shelf.removal_page(hung, form), 422
