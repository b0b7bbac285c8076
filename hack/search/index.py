"""The search index: papers in, keys out. A cache of the database that may be deleted and rebuilt at any time."""

import math
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum

from hack import text as language
from hack.search.asking import Asked
from hack.search.finding import Found, Hit
from hack.search.paper import EVERYBODY, PRIVATE, PUBLIC, Paper
from hack.search.place import IndexBusy, IndexMissing
from hack.search.weighing import Limits

__all__ = ["Found", "Hit", "IndexBusy", "IndexMissing", "Paper", "SearchIndex", "State"]

MOST_ON_A_PAGE = 100


class State(StrEnum):
    """What there is: an index that is `fit`, one made with another dictionary, none at all, or one that is no use."""

    FIT = "fit"
    STALE = "stale"
    MISSING = "missing"
    BROKEN = "broken"


class SearchIndex(ABC):
    """An index, wherever it lies. `cut` gives the words that a text is found by, and their groups; `dictionary` names the version
    of that.

    Papers for everybody and papers for some lie on separate shelves. Writing waits `patience` seconds for other writers
    and for a rebuild, then raises IndexBusy; reading never waits. All but `rebuild` raise IndexMissing where there is no
    index that can be used.
    """

    def __init__(
        self,
        cut: Callable[[str], tuple[list[str], list[str]]] | None = None,
        dictionary: str | None = None,
        patience: float = 30.0,
        seconds: float = 1.0,
    ):
        self.cut = cut or words_and_groups
        self._dictionary = dictionary
        self.patience = patience
        self.seconds = seconds

    @property
    def dictionary(self) -> str:
        """The version of the words as they are cut now."""
        return self._dictionary or language.dictionary_version()

    @abstractmethod
    def put(self, papers: Iterable[Paper]) -> None:
        """Make papers findable as they are now, whatever was known of them.

        `papers` is iterated while nobody else writes: if it reads the database then, not before, the last who writes
        always writes the newest state.
        """

    @abstractmethod
    def rebuild(self, papers: Iterable[Paper]) -> int:
        """Build a new index beside the present one and let it take over; returns how many papers it holds.

        Searches go on meanwhile. Writers wait, and what they then write goes into the new index: so `papers` should read
        the database while it is being iterated, not before. Killed half-way, it leaves the present index as it is.
        """

    @abstractmethod
    def writing(self) -> AbstractContextManager[object]:
        """Be the only one who writes, in all threads and processes. Raises IndexBusy when the patience is at its end."""

    @abstractmethod
    def count(self) -> int:
        """How many papers there are, for all readers together."""

    @abstractmethod
    def stamps(self) -> dict[tuple[str, str], str]:
        """The stamp of every paper by noun and key, to compare with what the database says now."""

    @abstractmethod
    def state(self) -> State:
        """How the index is; looks at all of it, so not for every request."""

    @abstractmethod
    def made_with(self) -> str:
        """The version of the words that the index was made with."""

    @abstractmethod
    def _answer(self, asked: Asked, limits: Limits, page: int, per_page: int) -> Found:
        """The page of what answers the question."""

    def find(
        self,
        asked: Asked,
        readers: Collection[str],
        nouns: Collection[str] | None = None,
        facets: Mapping[str, str] | None = None,
        page: int = 1,
        per_page: int = 20,
        strict: bool = False,
    ) -> Found:
        """The page of papers that answer the question and that somebody with these reader tags may find.

        strict: only papers that have all of it. Looks for `seconds` at most, then answers with what it has by then. A page
        has at most 100 papers.
        """
        limits = Limits(frozenset(readers), nouns, facets or {}, time.monotonic() + self.seconds, strict)
        return self._answer(asked, limits, max(1, page), min(max(1, per_page), MOST_ON_A_PAGE))

    def find_all(self, asked: Asked) -> Found:
        """Every paper for everybody that answers the question, on one page, however long it takes: to measure, not to show."""
        return self._answer(asked, Limits(frozenset({EVERYBODY}), None, {}, math.inf), 1, max(1, self.count()))

    def healthy(self) -> bool:
        """Whether the index is whole and made with this dictionary: nothing needs to be done."""
        return self.state() is State.FIT


def shelves_of(readers: Collection[str]) -> tuple[str, ...]:
    """The shelves to look on: who has no tag of their own can have nothing on the private one, which is not even opened."""
    return (PUBLIC, PRIVATE) if set(readers) - {EVERYBODY} else (PUBLIC,)


def words_and_groups(text: str) -> tuple[list[str], list[str]]:
    """The words that a text is found by, and the groups of words of the same meaning that they belong to."""
    units = list(language.units(text))
    return [unit.term for unit in units], [str(group) for unit in units for group in unit.groups]
