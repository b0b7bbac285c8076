"""The database: one session for web, commands and worker, and the only commit.

SQLite (a new one, in WAL, fully synchronous) by default, PostgreSQL by address. A reading session begins an ordinary
transaction; `transaction()` begins a writing one, which on SQLite takes the write lock at once (BEGIN IMMEDIATE), so that
nobody's read-then-write is lost.
"""

from hack.db.pages import Page, nearest_page, page_in, page_of, page_showing
from hack.db.sessions import PATIENCE, connect, disconnect, session, transaction
from hack.db.tables import KEY_LETTERS, Base, KeyColumn, Moment, random_key
from hack.db.writing import alone_with, enter_once, insert_once

__all__ = [
    "Base",
    "KEY_LETTERS",
    "KeyColumn",
    "Moment",
    "PATIENCE",
    "Page",
    "alone_with",
    "connect",
    "disconnect",
    "enter_once",
    "insert_once",
    "nearest_page",
    "page_in",
    "page_of",
    "page_showing",
    "random_key",
    "session",
    "transaction",
]
