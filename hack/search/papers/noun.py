"""One kind of thing that is searched, and what the kinds have in common."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add
from typing import Any

from sqlalchemy import Select, func, select

from hack.accounts.models import Bureau, Section
from hack.labels import Labelled
from hack.passages import OnPath
from hack.pipeline import Step
from hack.search.index import Paper

Condition = Any
"""A condition or an expression of SQL over the noun's table."""


def _by_key(key: str) -> dict[str, str]:
    return {"key": key}


@dataclass(frozen=True, kw_only=True)
class Noun:
    """One kind of thing that is searched: its table, how it becomes a paper, who may see it, and the page that shows one.

    told: the texts of it that readers are shown, in reading order; they are looked through themselves where there is no index. page_key: what
    `page` makes the values of the page's address of; `listed`: it stands there among others, at an anchor of its own, on the page of them that has it (`at`).
    for_everybody: whether a visitor may find some of them.
    """

    name: str
    label: str
    thing: Any
    load: tuple[Any, ...]
    paper: Callable[[Any], Paper]
    visible_to: Callable[[Any], Condition]
    endpoint: str
    told: tuple[Condition, ...]
    title: Condition = None
    changed_at: Condition = None
    page_key: Condition = None
    page: Callable[[str], dict[str, str]] = _by_key
    listed: bool = False
    shows_step: bool = True
    for_everybody: bool = True

    @cached_property
    def text(self) -> Condition:
        """All that readers are shown of it but its title, in SQL: in lines, some of which are empty."""
        return reduce(add, (func.coalesce(part, "") + "\n" for part in self.told))

    @cached_property
    def looked_through(self) -> Condition:
        """Its title and all that readers are shown of it, in SQL: what is looked through where there is no index."""
        return self.title_of + "\n" + self.text

    @property
    def title_of(self) -> Condition:
        """Its title, in SQL."""
        return self.thing.title if self.title is None else self.title

    @property
    def changed_at_of(self) -> Condition:
        """When it changed last, in SQL."""
        return self.thing.changed_at if self.changed_at is None else self.changed_at

    @property
    def page_key_of(self) -> Condition:
        """What its page is found by, in SQL."""
        return self.thing.key if self.page_key is None else self.page_key

    @property
    def steps(self) -> type[Step] | None:
        """The steps of its path, if readers are shown where it stands."""
        if self.shows_step and issubclass(self.thing, OnPath):
            return type(self.thing.path.begins)
        return None

    def address(self, key: str, page_key: str) -> dict[str, str]:
        """The values that its page is built with."""
        return self.page(page_key) | ({"at": key, "_anchor": f"{self.name}-{key}"} if self.listed else {})

    def all_loaded(self, *conditions: Any) -> Select[Any]:
        """The things under these conditions, with all that their papers tell, in the order of their row numbers."""
        return select(self.thing).where(*conditions).options(*self.load).order_by(self.thing.id)


def joined(column: Condition, *conditions: Any) -> Condition:
    """In SQL: what this column says in all rows under these conditions, which are about the noun's row."""
    return select(func.aggregate_strings(column, "\n")).where(*conditions).scalar_subquery()


def section_named(section_id: Condition) -> Condition:
    """In SQL: the full name of the section with that number."""
    named = select(Bureau.name + " " + Section.name).join_from(Section, Bureau, Bureau.id == Section.bureau_id)
    return named.where(Section.id == section_id).scalar_subquery()


def value(choice: Labelled | None) -> str:
    """What a facet says of a choice."""
    return choice.value if choice else ""


def bureau_of(section: Section | None) -> str:
    """What the facet of bureaus and wards says of a section."""
    return section.bureau.name if section else ""
