"""What the wordbook holds: entries as they are being written, what was changed of them, and the editions that were released."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.labels import Labelled

LONGEST = 40
"""How many letters a word may have."""
MOST_TERMS = 20
"""How many words may be grouped as synonyms."""
MOST_ENTRIES = 5_000


class EntryKind(Labelled):
    """What an entry says."""

    WHOLE = "whole", "ひとつの言葉"
    SYNONYMS = "synonyms", "同じ意味の言葉"


class Deed(Labelled):
    """What was done with an entry."""

    ADDED = "added", "加えた"
    CHANGED = "changed", "直した"
    REMOVED = "removed", "削除した"


class WordbookEntry(db.Base):
    """A word that is kept whole, or words that mean the same; as it is being written. A removed one has no terms any more."""

    __tablename__ = "wordbook_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[EntryKind] = mapped_column(index=True)
    says: Mapped[str] = mapped_column(Text)
    """Its words as people read them in a list."""
    form: Mapped[str] = mapped_column(String(LONGEST), default="")
    """The word of which a whole word is another spelling; empty: none."""
    kana: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[datetime | None]

    changed_by: Mapped[User] = relationship()
    terms: Mapped[list["WordbookTerm"]] = relationship(
        order_by="WordbookTerm.place", cascade="all, delete-orphan", back_populates="entry"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def written(self) -> str:
        """The word that is kept whole."""
        return self.terms[0].written if self.terms else ""

    @property
    def lines(self) -> str:
        """Its words, one in a line."""
        return "\n".join(term.written for term in self.terms)

    @property
    def title(self) -> str:
        """What it is called in lists and messages."""
        return f"{self.says} → {self.form}" if self.form else self.says


class WordbookTerm(db.Base):
    """One word of an entry: as it was written, and as it is compared. No word is in two entries of a kind."""

    __tablename__ = "wordbook_term"
    __table_args__ = (UniqueConstraint("kind", "plain"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("wordbook_entry.id"), index=True)
    kind: Mapped[EntryKind]
    place: Mapped[int]
    written: Mapped[str] = mapped_column(String(LONGEST))
    plain: Mapped[str] = mapped_column(String(200))

    entry: Mapped[WordbookEntry] = relationship(back_populates="terms")


class WordbookChange(db.Base):
    """That somebody did something with an entry: what it said before, and afterwards."""

    __tablename__ = "wordbook_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("wordbook_entry.id"), index=True)
    deed: Mapped[Deed]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")

    entry: Mapped[WordbookEntry] = relationship()
    by: Mapped[User] = relationship()


class WordbookEdition(db.Base):
    """The words as they were released; the one with the highest number is in force. Never changed."""

    __tablename__ = "wordbook_edition"
    __table_args__ = (CheckConstraint("number > 0", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    number: Mapped[int] = mapped_column(unique=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    again: Mapped[int | None]
    """The number of the edition that it is the same as, because somebody went back to it."""
    words: Mapped[int]
    groups: Mapped[int]
    content: Mapped[list[Any]]
    """The entries, as `editions.Line` writes them."""

    by: Mapped[User] = relationship()
