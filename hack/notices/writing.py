"""How a letter comes to be written: its subject from its template, its link, and its row, once per occasion, person and page.

Everything a letter is told is public: it carries a link, never private text. No request is needed, only the application.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from flask import current_app
from jinja2 import Environment, StrictUndefined

from hack import clock, db
from hack.accounts.models import User
from hack.notices.models import Letter

LONGEST_SUBJECT = 100
TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""What Unicode calls the letters that have others read in another direction."""


@dataclass(frozen=True)
class Draft:
    """A letter before its row is written; `about` is the noun and the key of the thing that it tells of."""

    occasion: str
    to_id: int | None
    address: str
    subject: str
    path: str
    facts: dict[str, Any]


def plain(text: str) -> str:
    """The text on one line, without control characters and without letters that turn the direction of others, fit for a subject."""
    kept = (letter for letter in text if unicodedata.bidirectional(letter) not in TURNING)
    return " ".join("".join(" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in kept).split())


def path_to(endpoint: str, **values: Any) -> str:
    """The path of a page, without the site's address; works outside a request."""
    return current_app.url_map.bind("localhost").build(endpoint, values)


def letter_templates() -> Environment:
    """The templates of letters: plain text, so nothing is escaped, and a placeholder nobody filled is an error."""
    if "letters" not in current_app.extensions:
        plain_text = current_app.jinja_env.overlay(undefined=StrictUndefined, autoescape=False)
        current_app.extensions["letters"] = plain_text
    return current_app.extensions["letters"]


def render(occasion: str, part: str, **facts: Any) -> str:
    """The `part` ("subject" or "body") of the letter for this occasion."""
    return letter_templates().get_template(f"mail/{occasion}/{part}.txt").render(**facts).strip()


def draft(
    occasion: str, *, address: str, name: str, about: tuple[str, str], path: str, to_id: int | None = None, **facts: Any
) -> Draft:
    """One letter to one address."""
    told = {"name": plain(name), "about": list(about)}
    told |= {key: plain(value) if isinstance(value, str) else value for key, value in facts.items()}
    subject = plain(render(occasion, "subject", **told))[:LONGEST_SUBJECT]
    return Draft(occasion, to_id, address, subject, path, told)


def to_each(people: Iterable[User], occasion: str, *, about: tuple[str, str], path: str, **facts: Any) -> list[Draft]:
    """The same letter to each of these people, one recipient each."""
    return [
        draft(occasion, address=person.email, name=person.name, about=about, path=path, to_id=person.id, **facts)
        for person in people
    ]


def keep(drafts: Iterable[Draft], event_id: int | None) -> int:
    """Write the rows of these letters, due at once; how many are new.

    The same occasion of the same event is written once for each address and page, however often it is repeated. Belongs
    inside a transaction.
    """
    return sum(db.insert_once(Letter, **asdict(one), event_id=event_id, due_at=clock.now()) for one in drafts)
