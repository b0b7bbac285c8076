"""What the wordbook says, as it is being written and as it was released; and where its words stand."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY
from hack.roles import Role
from hack.seeds.models import Seed, Visibility
from hack.seeds.queries import listed
from hack.wordbook.editions import Line
from hack.wordbook.models import EntryKind, WordbookChange, WordbookEdition, WordbookEntry, WordbookTerm

READERS = (Role.OFFICER, Role.COORDINATOR, Role.AUDITOR)
LOOKED_AT = 2_000
"""In how many needs, and in how many seeds, the newest, it is looked where a word stands."""


class Standing(NamedTuple):
    """In how many published needs and seeds a word stands, of those that were looked at."""

    needs: int
    seeds: int
    of_needs: int
    of_seeds: int


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """All that stands in the book for the city's own people and auditors; nothing for anybody else."""
    return WordbookEntry.removed_at.is_(None) if viewer.role in READERS else false()


def one_wordbook_entry(key: str, viewer: Any) -> WordbookEntry | None:
    """The entry with that key, if this person may see it."""
    entry = wordbook_entry_ever(key, viewer)
    return entry if entry is not None and entry.removed_at is None else None


def wordbook_entry_ever(key: str, viewer: Any) -> WordbookEntry | None:
    """As `one_wordbook_entry`, but also one that was removed: who comes too late with a deed is told so."""
    found = select(WordbookEntry).where(WordbookEntry.key == key, true() if viewer.role in READERS else false())
    return db.session.scalar(found.options(joinedload(WordbookEntry.changed_by), selectinload(WordbookEntry.terms)))


def listed_entries(viewer: Any, *, q: str | None = None, kind: EntryKind | None = None) -> Select[Any]:
    """The entries for `db.page_of`, those that were changed last first. q: part of their words, spelling, reading or note."""
    found = select(WordbookEntry).where(visible_to(viewer))
    if kind is not None:
        found = found.where(WordbookEntry.kind == kind)
    for part in (q or "").split()[:10]:
        columns = (WordbookEntry.says, WordbookEntry.form, WordbookEntry.kana, WordbookEntry.note)
        found = found.where(or_(*(column.icontains(part, autoescape=True) for column in columns)))
    with_person = found.options(joinedload(WordbookEntry.changed_by), selectinload(WordbookEntry.terms))
    return with_person.order_by(WordbookEntry.changed_at.desc(), WordbookEntry.id.desc())


def draft_lines() -> list[Line]:
    """All entries as they are being written, in the order of their numbers. Two queries."""
    rows = select(WordbookEntry).where(WordbookEntry.removed_at.is_(None)).options(selectinload(WordbookEntry.terms))
    return [Line.of(entry) for entry in db.session.scalars(rows.order_by(WordbookEntry.id))]


def lines_of(edition: WordbookEdition | None) -> list[Line]:
    """What an edition holds; nothing where there is none."""
    return [Line.read(kept) for kept in edition.content] if edition else []


def edition_in_force() -> WordbookEdition | None:
    """The edition in force; None before the first release."""
    newest = select(WordbookEdition).order_by(WordbookEdition.number.desc()).limit(1)
    return db.session.scalar(newest.options(joinedload(WordbookEdition.by)))


def one_wordbook_edition(key: str, viewer: Any) -> WordbookEdition | None:
    """The edition with that key, if this person may see it."""
    sees = true() if viewer.role in READERS else false()
    found = select(WordbookEdition).where(WordbookEdition.key == key, sees)
    return db.session.scalar(found.options(joinedload(WordbookEdition.by)))


def edition_before(edition: WordbookEdition) -> WordbookEdition | None:
    """The edition that this one took the place of."""
    return db.session.scalar(select(WordbookEdition).where(WordbookEdition.number == edition.number - 1))


def listed_editions(viewer: Any) -> Select[Any]:
    """The editions, newest first, for `db.page_of`."""
    sees = true() if viewer.role in READERS else false()
    found = select(WordbookEdition).where(sees).options(joinedload(WordbookEdition.by))
    return found.order_by(WordbookEdition.number.desc())


def changes_of(entry: WordbookEntry) -> Select[Any]:
    """What was done with an entry, newest first, for `db.page_of`."""
    mine = select(WordbookChange).where(WordbookChange.entry_id == entry.id).options(joinedload(WordbookChange.by))
    return mine.order_by(WordbookChange.id.desc())


def listed_changes(viewer: Any) -> Select[Any]:
    """What was done with any entry, newest first, for `db.page_of`."""
    sees = true() if viewer.role in READERS else false()
    return select(WordbookChange).where(sees).options(joinedload(WordbookChange.by)).order_by(WordbookChange.id.desc())


def last_change() -> int:
    """The number of the newest change; 0 where there is none."""
    return db.session.scalar(select(func.max(WordbookChange.id))) or 0


def entries_count() -> int:
    """How many entries there are."""
    return db.session.scalar(select(func.count(WordbookEntry.id)).where(WordbookEntry.removed_at.is_(None))) or 0


def terms_there(kind: EntryKind, plain: list[str]) -> list[WordbookTerm]:
    """The words of this kind that are there already, with their entries, by the form in which they are compared."""
    found = select(WordbookTerm).where(WordbookTerm.kind == kind, WordbookTerm.plain.in_(plain))
    return list(db.session.scalars(found.options(joinedload(WordbookTerm.entry))))


def standing_of_words(words: list[str]) -> Standing:
    """In how many published needs and seeds one of these words stands as it is written; the newest LOOKED_AT are looked at."""
    need_texts = (
        Need.title, Need.background, Need.present, Need.problem, Need.hoped, Need.tried, Need.technology,
        Need.expertise, Need.place, Need.offered,
    )  # fmt: skip
    seed_texts = (
        Seed.title, Seed.summary, Seed.solves, Seed.technology, Seed.references, Seed.requires, Seed.wish,
    )  # fmt: skip
    needs, of_needs = _having(words, need_texts, Need.id, FOR_EVERYBODY)
    seeds, of_seeds = _having(words, seed_texts, Seed.id, and_(listed(), Seed.visibility == Visibility.PUBLIC))
    return Standing(needs, seeds, of_needs, of_seeds)


def _having(words: list[str], columns: Any, number: Any, public: ColumnElement[bool]) -> tuple[int, int]:
    """How many of the newest public things have one of the words, and among how many it was looked."""
    text = columns[0]
    for column in columns[1:]:
        text = text + "\n" + func.coalesce(column, "")
    newest = select(text.label("text")).where(public).order_by(number.desc()).limit(LOOKED_AT).subquery()
    has = or_(false(), *(newest.c.text.icontains(word, autoescape=True) for word in words))
    counted = db.session.execute(select(func.count().filter(has), func.count()).select_from(newest)).one()
    return int(counted[0]), int(counted[1])


def entries_saying() -> dict[tuple[EntryKind, frozenset[str]], str]:
    """The other spelling of every entry, by its kind and its words as they are written."""
    rows = select(WordbookEntry).where(WordbookEntry.removed_at.is_(None)).options(selectinload(WordbookEntry.terms))
    entries = db.session.scalars(rows)
    return {(entry.kind, frozenset(term.written for term in entry.terms)): entry.form for entry in entries}
