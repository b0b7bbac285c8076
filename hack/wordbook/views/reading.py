"""The words in a list, the page of one, and a sentence to try them on."""

from typing import Any

from flask import render_template
from flask_login import current_user

from hack import db
from hack.web import may, page_number
from hack.wordbook.editions import book_of
from hack.wordbook.forms import RemovalForm, TryForm, WordFilter
from hack.wordbook.models import WordbookEntry
from hack.wordbook.queries import (
    changes_of,
    draft_lines,
    edition_in_force,
    lines_of,
    listed_changes,
    listed_entries,
    one_wordbook_entry,
    standing_of_words,
)
from hack.wordbook.trying import tried
from hack.wordbook.views.blueprint import bp


@bp.get("/")
@may("wordbook.read")
def index() -> Any:
    form, edition = WordFilter.asked(), edition_in_force()
    page = db.page_of(listed_entries(current_user, **form.wanted()), page_number())
    released = {line.number: line for line in lines_of(edition)}
    return render_template("wordbook/index.html", form=form, page=page, edition=edition, states=_states(page, released))


@bp.get("/try")
@may("wordbook.read")
def try_out() -> Any:
    form = TryForm.asked()
    sentence = form.wanted()["text"] or ""
    edition = edition_in_force()
    now, then = book_of(lines_of(edition)), book_of(draft_lines())
    return render_template(
        "wordbook/try.html",
        form=form,
        sentence=sentence,
        now=tried(sentence, now, against=then),
        then=tried(sentence, then, against=now),
    )


@bp.get("/history")
@may("wordbook.read")
def history() -> Any:
    return render_template("wordbook/history.html", page=db.page_of(listed_changes(current_user), page_number()))


@bp.get("/entries/<key>")
@may("wordbook.read", one_wordbook_entry)
def show(entry: WordbookEntry) -> Any:
    return show_entry(entry, RemovalForm(formdata=None, seen=entry.version))


def show_entry(entry: WordbookEntry, removing: RemovalForm, status: int = 200) -> Any:
    """The page of an entry."""
    released = {line.number: line for line in lines_of(edition_in_force())}
    words = [term.written for term in entry.terms] + ([entry.form] if entry.form else [])
    page = render_template(
        "wordbook/entry.html",
        entry=entry,
        removing=removing,
        state=state_of(entry, released),
        standing=standing_of_words(words),
        changes=db.page_of(changes_of(entry), page_number(), 10),
    )
    return page, status


def state_of(entry: WordbookEntry, released: dict[int, Any]) -> str:
    """Whether the entry is in force as it is written: said in words, empty if it is."""
    line = released.get(entry.id)
    if line is None:
        return "未反映(新しい)"
    now = (tuple(term.written for term in entry.terms), entry.form)
    return "" if now == (line.terms, line.form) else "未反映(直した)"


def _states(page: Any, released: dict[int, Any]) -> dict[int, str]:
    return {entry.id: state_of(entry, released) for entry in page.rows}
