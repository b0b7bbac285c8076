"""The files of a thing, and how much room is taken. Whoever asks has made sure that the thing is to be seen."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import User
from hack.files.models import StoredFile


@dataclass(frozen=True)
class Hung:
    """A file together with the thing that it hangs on."""

    file: StoredFile
    thing: Any
    tags: tuple[str, ...] = ()
    """What is to be said of it besides, in a word each."""
    frozen: bool = False
    """Whether it stays with what was handed in, even if it is left out from now on."""
    held: bool = False
    """Whether nobody can take it away now."""

    @property
    def key(self) -> str:
        """What the file's address shows."""
        return self.file.key

    @property
    def __tablename__(self) -> str:
        return StoredFile.__tablename__


def files_of(thing: Any) -> Select[Any]:
    """The files that hang on the thing, with who brought them, newest first, for `db.page_of`."""
    return _of(thing).where(StoredFile.removed_at.is_(None)).order_by(StoredFile.id.desc())


def one_file_of(thing: Any, key: str, *, removed_too: bool = False) -> Hung | None:
    """The file with that key, if it hangs on the thing and was not removed."""
    found = _of(thing).where(StoredFile.key == key)
    file = db.session.scalar(found if removed_too else found.where(StoredFile.removed_at.is_(None)))
    return None if file is None else Hung(file, thing)


def hung_on(thing: Any) -> list[Hung]:
    """The files that hang on the thing, newest first, for a page that shows them beside other things; at most fifty."""
    return [Hung(file, thing) for file in db.session.scalars(files_of(thing).limit(50))]


def with_bringer(by: Any) -> Any:
    """What loads who brought a file, with where that person belongs: `by` is what loads the person."""
    return by.options(joinedload(User.organization), joinedload(User.section))


def _of(thing: Any) -> Select[Any]:
    mine = (StoredFile.noun == thing.__tablename__, StoredFile.thing_id == thing.id)
    return select(StoredFile).where(*mine).options(with_bringer(joinedload(StoredFile.by)))


def count_of(noun: str, thing_id: int) -> int:
    """How many files hang on the thing now."""
    hanging = (StoredFile.noun == noun, StoredFile.thing_id == thing_id, StoredFile.removed_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(StoredFile).where(*hanging)) or 0


def counts_by_noun() -> dict[str, int]:
    """How many files hang on things now, by the noun of the thing; nouns without any are left out."""
    hanging = select(StoredFile.noun, func.count()).where(StoredFile.removed_at.is_(None))
    counts: dict[str, int] = dict(db.session.execute(hanging.group_by(StoredFile.noun)).all())
    return counts


def room_taken(organization_id: int | None) -> int:
    """How many bytes an organisation (None: the city) has here, removed files too whose content is not yet taken away."""
    whose = StoredFile.organization_id
    theirs = whose.is_(None) if organization_id is None else whose == organization_id
    return db.session.scalar(select(func.sum(StoredFile.size)).where(theirs, StoredFile.swept_at.is_(None))) or 0
