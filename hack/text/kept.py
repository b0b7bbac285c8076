"""The words of texts kept by their hash, so that a text that did not change is not cut twice.

A cache: a SQLite file beside the wordbook that may be deleted at any time and serves all processes. What was cut under another
version of the words is another entry. Where it can't be used, texts are cut, and nobody is told but the log.
"""

import logging
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pysqlite3 import dbapi2 as sqlite

from hack import clock
from hack.text import edition
from hack.text.words import dictionary_version, units

log = logging.getLogger(__name__)

FILE = "kept.db"
MOST = 400_000
"""How many texts are kept, those that were asked for last; about 1 KB each, so some 400 MB at the most."""
UNUSED_DAYS = 30
"""For how many days a text is kept that nobody asks for."""
AT_ONCE = 500
PATIENCE = 5.0
Done = TypeVar("Done")
BETWEEN, APART = "\x1f", "\x1e"  # of which no term has any

# `used` is the number of a day, so that a text that is asked for every minute is written once a day.
TABLE = """
CREATE TABLE IF NOT EXISTS kept (
    name BLOB PRIMARY KEY, version TEXT NOT NULL, used INTEGER NOT NULL, words BLOB NOT NULL
) WITHOUT ROWID
"""


class Words(NamedTuple):
    """What the words of a text come to, in order: their terms, and the ids of the groups that they belong to.

    Each as one string: a hundred thousand texts are a few strings each, and not millions of them.
    """

    packed_terms: str
    packed_groups: str

    @property
    def terms(self) -> list[str]:
        return unpacked(self.packed_terms)

    @property
    def groups(self) -> list[str]:
        return unpacked(self.packed_groups)


def packed(terms: Iterable[str]) -> str:
    """Terms as one string."""
    return BETWEEN.join(terms)


def unpacked(terms: str) -> list[str]:
    """The terms that were packed into one string."""
    return terms.split(BETWEEN) if terms else []


def words_of_many(texts: Sequence[str]) -> list[Words]:
    """The words of each of these texts, in order: those kept, and for the others those cut now, which are kept from here on."""
    version = dictionary_version()  # before cutting: see there
    names = [_name(version, text) for text in texts]
    known = _recall(names)
    fresh: dict[bytes, Words] = {}
    for name, text in zip(names, texts, strict=True):
        if name not in known:
            known[name] = fresh[name] = cut(text)
    if fresh and dictionary_version() == version:
        _keep(version, fresh)
    return [known[name] for name in names]


def cut(text: str) -> Words:
    """The words of a text, whatever is kept."""
    found = list(units(text))
    return Words(packed(unit.term for unit in found), packed(str(group) for unit in found for group in unit.groups))


def sweep() -> int:
    """Forget what was cut under another version before today, what nobody has asked for lately, and what is too much; how many texts."""
    file, today, mark = _file(), _today(), _mark(dictionary_version())
    if file is None or not file.exists():
        return 0

    def forget(cache: Any) -> int:
        aged = cache.execute(
            "DELETE FROM kept WHERE used < ? OR (version <> ? AND used < ?)", (today - UNUSED_DAYS, mark, today)
        )
        spare = cache.execute(
            "DELETE FROM kept WHERE name IN (SELECT name FROM kept ORDER BY used DESC LIMIT -1 OFFSET ?)", (MOST,)
        )
        return int(aged.rowcount + spare.rowcount)

    return _with_cache(forget) or 0


def _recall(names: Sequence[bytes]) -> dict[bytes, Words]:
    """Those of these names that are kept."""
    wanted, today = list(dict.fromkeys(names)), _today()
    found: dict[bytes, Words] = {}

    def look(cache: Any) -> None:
        aged = []
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            marks = ",".join("?" * len(some))
            rows = cache.execute(f"SELECT name, used, words FROM kept WHERE name IN ({marks})", some)  # noqa: S608 # nosec B608
            for name, used, words in rows:
                found[name] = _read(words)
                if used < today:
                    aged.append((today, name))
        if aged:
            cache.execute("BEGIN IMMEDIATE")
            cache.executemany("UPDATE kept SET used = ? WHERE name = ?", aged)
            cache.execute("COMMIT")

    _with_cache(look)
    return found


def _keep(version: str, fresh: dict[bytes, Words]) -> None:
    mark, today = _mark(version), _today()
    rows = [(name, mark, today, _compressed(words)) for name, words in fresh.items()]

    def write(cache: Any) -> None:
        cache.execute("BEGIN IMMEDIATE")
        cache.executemany("INSERT OR IGNORE INTO kept VALUES (?, ?, ?, ?)", rows)
        cache.execute("COMMIT")

    _with_cache(write)


def _with_cache(deed: Callable[[Any], Done]) -> Done | None:
    """What `deed` gives with the cache; None where there is none, or it fails: that is logged, no more.

    A file that is no database is taken away.
    """
    file = _file()
    if file is None:
        return None
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite.connect(file, timeout=PATIENCE, isolation_level=None)) as cache:
            cache.execute("PRAGMA journal_mode=wal")
            cache.execute("PRAGMA synchronous=normal")
            cache.execute(TABLE)
            return deed(cache)
    except (sqlite.Error, OSError, zlib.error) as fault:
        log.warning("the kept words can't be used", extra={"event": "words.damaged"}, exc_info=True)
        if not isinstance(fault, sqlite.OperationalError | OSError):
            for end in ("", "-wal", "-shm"):
                file.with_name(file.name + end).unlink(missing_ok=True)
        return None


def _compressed(words: Words) -> bytes:
    return zlib.compress(APART.join(words).encode(), 1)


def _read(compressed: bytes) -> Words:
    terms, _, groups = zlib.decompress(compressed).decode().partition(APART)
    return Words(terms, groups)


def _file() -> Path | None:
    folder = edition.folder()
    return folder / FILE if folder else None


def _name(version: str, text: str) -> bytes:
    return blake2b(f"{version}\0{text}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _mark(version: str) -> str:
    return blake2b(version.encode(), digest_size=6).hexdigest()


def _today() -> int:
    return clock.today().toordinal()
