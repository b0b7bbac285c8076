"""Words and editions, for the tests that are about them."""

from typing import Any

from hack import db
from hack.accounts.models import User
from hack.wordbook.actions import add_synonyms, add_whole, release
from hack.wordbook.models import WordbookEdition, WordbookEntry
from hack.wordbook.queries import last_change


def a_word(written: str = "除排雪車両", *, by: User, **facts: Any) -> WordbookEntry:
    """A word that is kept whole, as it is being written."""
    with db.transaction():
        return add_whole(by=by, written=written, **facts)


def some_synonyms(*terms: str, by: User, note: str = "") -> WordbookEntry:
    """Words that mean the same, as they are being written."""
    with db.transaction():
        return add_synonyms(by=by, terms=terms or ("除雪", "排雪", "雪かき"), note=note)


def released(*, by: User, note: str = "") -> WordbookEdition:
    """What is being written, released."""
    with db.transaction():
        return release(by=by, seen=last_change(), note=note)
