"""Bringing the edition in force to where texts are cut: out of the database into the file that every process looks at."""

import logging

from hack import db, text
from hack.text import Wordbook, kept
from hack.wordbook.editions import book_of
from hack.wordbook.queries import edition_in_force, lines_of

log = logging.getLogger(__name__)


def bring_into_force() -> Wordbook | None:
    """Write the edition in force down where the file says something else, or is lost; None if all was well.

    Reads outside any transaction, and lets go what it read.
    """
    try:
        edition = edition_in_force()
        book = book_of(lines_of(edition), edition.number if edition else 0)
    finally:
        db.session.rollback()
    there = text.in_file()
    if there == book or (there is None and book == text.NOTHING == text.current()):
        return None
    text.put_in_force(book)
    log.info("an edition of the wordbook is in force", extra={"event": "wordbook.in_force", "count": book.edition})
    return book


def look_after_words() -> None:
    """Bring the edition into force, and forget words that were kept for another."""
    bring_into_force()
    kept.sweep()
