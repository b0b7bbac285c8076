"""The search index in PostgreSQL, where several machines share it: a `tsvector` of each paper's terms, and an index of those."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import OperationalError

from hack import db
from hack.search.asking import Asked, signs
from hack.search.finding import Found, answer
from hack.search.index import SearchIndex, State, shelves_of
from hack.search.known import MOST_TAIL, Known
from hack.search.laying import lay_in, take_out
from hack.search.models import SearchPaper, SearchShelf, SearchTerm
from hack.search.paper import PRIVATE, PUBLIC, WORDED, Paper
from hack.search.place import IndexBusy, IndexMissing
from hack.search.rows import Rows
from hack.search.ways import sought
from hack.search.weighing import Limits

FORMAT = 2
"""To be raised with every change of what is written: an index of another format is not read."""
WAITED_TOO_LONG = "55P03"
SHELVES = select(
    SearchShelf.__table__, func.set_config("enable_seqscan", "off", True), func.set_config("jit", "off", True)
)
"""Both shelves. A plan that reads every paper would be slow whatever PostgreSQL guesses, and none is worth compiling."""


class DatabaseIndex(SearchIndex):
    """The index in the tables of the database that is connected: see SearchIndex.

    What is read is kept in memory per process; every search first asks for the version of its shelves, in a transaction of its
    own that sees one state throughout. A rebuild is one transaction: before it ends, nobody sees any of it.
    """

    def __init__(
        self,
        cut: Callable[[str], tuple[list[str], list[str]]] | None = None,
        dictionary: str | None = None,
        patience: float = 30.0,
        seconds: float = 1.0,
    ):
        super().__init__(cut, dictionary, patience, seconds)
        self._known: dict[str, Known] = {}

    def put(self, papers: Iterable[Paper]) -> None:
        with self.writing() as connection:
            shelves = _shelves(connection)  # raises IndexMissing before anything is touched
            rest = {(paper.noun, paper.key): paper for paper in papers}
            versions = {name: shelf.version + 1 for name, shelf in shelves.items()}
            sizes = Counter({name: shelf.size for name, shelf in shelves.items()})
            touched = take_out(connection, rest, versions) | lay_in(
                connection, rest.values(), self.cut, versions, sizes
            )
            for name in touched:
                written = {"version": versions[name], "size": sizes[name]}
                connection.execute(update(SearchShelf).where(SearchShelf.name == name).values(written))

    def rebuild(self, papers: Iterable[Paper]) -> int:
        with self.writing() as connection:
            dictionary = self.dictionary  # before cutting: words that come into force meanwhile make it outdated
            for table in (SearchTerm, SearchPaper, SearchShelf):
                connection.execute(delete(table))
            sizes: Counter[str] = Counter()
            lay_in(connection, _once(papers), self.cut, {PUBLIC: 0, PRIVATE: 0}, sizes)
            new = {"edition": db.random_key(), "version": 0, "format": FORMAT, "dictionary": dictionary}
            connection.execute(
                insert(SearchShelf), [{"name": name, "size": sizes[name], **new} for name in (PUBLIC, PRIVATE)]
            )
            return sizes.total()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with db.session.get_bind().engine.begin() as connection:
            wait = max(1, int(self.patience * 1000))
            for limit, value in (
                ("lock_timeout", f"{wait}ms"),
                ("statement_timeout", "0"),
                ("idle_in_transaction_session_timeout", "10min"),
            ):
                connection.execute(text("SELECT set_config(:limit, :value, true)"), {"limit": limit, "value": value})
            try:
                connection.execute(text("LOCK TABLE search_shelf IN SHARE ROW EXCLUSIVE MODE"))
            except OperationalError as waited:
                if getattr(waited.orig, "sqlstate", None) != WAITED_TOO_LONG:
                    raise
                raise IndexBusy("the index is being written") from waited
            yield connection

    def count(self) -> int:
        return len(self.stamps())

    def stamps(self) -> dict[tuple[str, str], str]:
        with self._reading() as connection:
            _shelves(connection)
            chosen = select(SearchPaper.noun, SearchPaper.key, SearchPaper.stamp).where(SearchPaper.key.is_not(None))
            return {(str(noun), str(key)): stamp for noun, key, stamp in connection.execute(chosen)}

    def state(self) -> State:
        with self._reading() as connection:
            try:
                shelves = _shelves(connection)
            except IndexMissing:
                marked = connection.scalar(select(SearchShelf.name).limit(1)) is not None
                return State.BROKEN if marked else State.MISSING
        made_with = {shelf.dictionary for shelf in shelves.values()}
        return State.FIT if made_with == {self.dictionary} else State.STALE

    def made_with(self) -> str:
        with self._reading() as connection:
            return _shelves(connection)[PUBLIC].dictionary

    def _answer(self, asked: Asked, limits: Limits, page: int, per_page: int) -> Found:
        names = shelves_of(limits.readers)
        with self._reading() as connection:
            shelves = _shelves(connection)
            leaves = [self._rows(connection, name, shelves[name]) for name in names]
            wanted = list(_terms(asked, limits))
            for leaf in leaves:
                leaf.gather([*wanted, *(("facets", term) for term in leaf.facet_terms)])
            return answer(asked, [[leaf] for leaf in leaves], limits, page, per_page)

    def _rows(self, connection: Connection, name: str, shelf: Any) -> Rows:
        """The shelf as this transaction sees it, with what this process knows of it already."""
        known = self._known.get(name)
        if known is None or known.edition != shelf.edition or shelf.size > known.base + MOST_TAIL:
            known = self._known[name] = Known.read(connection, name, shelf.edition, shelf.version)
        look = known.look_at(connection, shelf.version)
        if look is None:
            known = Known.read(connection, name, shelf.edition, shelf.version)
            look = known.look
        return Rows(connection, known, look)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        engine = db.session.get_bind().engine.execution_options(isolation_level="REPEATABLE READ")
        with engine.connect() as connection:
            yield connection


def _shelves(connection: Connection) -> dict[str, Any]:
    """The rows of both shelves. Raises IndexMissing where there are none that can be used."""
    found = {shelf.name: shelf for shelf in connection.execute(SHELVES)}
    if set(found) != {PUBLIC, PRIVATE}:
        raise IndexMissing("there is no index in the database")
    if any(shelf.format != FORMAT for shelf in found.values()):
        raise IndexMissing(f"the index has not the format {FORMAT}")
    return found


def _terms(asked: Asked, limits: Limits) -> Iterator[tuple[str, str]]:
    """What will be asked for, as far as it can be told before."""
    wanted = sought(asked)
    yield from (("readers", reader) for reader in limits.readers)
    yield from (("signs", sign) for surface in wanted.phrases for sign in signs(surface))
    yield from (("signs", figure) for figure in wanted.figures)
    for word in wanted.words:
        yield from [("signs", word.term)] if word.sign else ()
        yield from ((name, word.term) for name in WORDED)
        yield from (("groups", group) for group in word.groups)


def _once(papers: Iterable[Paper]) -> Iterator[Paper]:
    """Of papers with the same name, the first."""
    seen = set()
    for paper in papers:
        if (paper.noun, paper.key) not in seen:
            seen.add((paper.noun, paper.key))
            yield paper
