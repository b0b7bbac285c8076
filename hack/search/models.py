"""The search index where it lies in PostgreSQL: a cache of the other tables that several machines share.

On SQLite these tables are empty, and nobody asks them.
"""

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from hack import db


class SearchShelf(db.Base):
    """One of the two shelves: what it was made with, and how often it was written.

    edition: changes when it is built anew. version: rises by one with every writing. size: how many numbers were given out.
    """

    __tablename__ = "search_shelf"

    name: Mapped[str] = mapped_column(String(8), primary_key=True)
    edition: Mapped[str] = mapped_column(db.KeyColumn, default=db.random_key)
    version: Mapped[int] = mapped_column(default=0)
    size: Mapped[int] = mapped_column(default=0)
    format: Mapped[int]
    dictionary: Mapped[str] = mapped_column(Text)


class SearchPaper(db.Base):
    """A paper on a shelf, under a number that no other ever gets there; one that was taken out has no key and no words any more.

    version: that of the shelf when the row was written. measures: MEASURES. told: its surface. words: its lexemes, see `lexemes`.
    """

    __tablename__ = "search_paper"
    __table_args__ = (
        Index("uq_search_paper", "noun", "key", unique=True),
        Index("ix_search_paper_version", "shelf", "version"),
        Index("ix_search_paper_words", "words", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
    )

    shelf: Mapped[str] = mapped_column(String(8), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    noun: Mapped[str | None] = mapped_column(String(16))
    key: Mapped[str | None] = mapped_column(String(64))
    stamp: Mapped[str] = mapped_column(String(16))
    measures: Mapped[bytes] = mapped_column(LargeBinary)
    told: Mapped[str] = mapped_column(Text)
    words: Mapped[str | None] = mapped_column(Text().with_variant(TSVECTOR(), "postgresql"))


class SearchTerm(db.Base):
    """A word or the value of a facet that some paper of a shelf has or had: what is compared with misspelt words, what is counted."""

    __tablename__ = "search_term"

    shelf: Mapped[str] = mapped_column(String(8), primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    term: Mapped[str] = mapped_column(Text, primary_key=True)
