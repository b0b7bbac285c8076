"""Earlier cases that a text is like, by the telling words that both have: what is shown while somebody writes, and to who sorts cases."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import db
from hack.intake.models import Case
from hack.intake.queries.seeing import visible_to
from hack.matching.likeness.documents import written
from hack.matching.likeness.few import likest
from hack.matching.likeness.hollow import HOLLOW
from hack.pipeline.front import CaseStep

NEWEST = 300
"""How many cases a text is compared with, the newest ones."""
FEWEST = 2
"""How many telling words both have to have."""


class Alike(NamedTuple):
    """A case that a text is like, and the words that both have, as the text writes them, the rarest first."""

    case: Case
    words: list[str]


def cases_like(title: str, text: str, viewer: Any, *, but: Case | None = None, most: int = 5) -> list[Alike]:
    """The cases among the newest that this person may see which are most like the text, the likest first; one query.

    What was withdrawn or merged is left out, and words that tell nothing do not count. Nothing is kept.
    """
    mine = _words(title, text)
    cases = _compared(viewer, but)
    if not mine or not cases:
        return []
    theirs = [_words(case.title, case.text) for case in cases]
    found = likest(mine, theirs, fewest=FEWEST)[:most]
    return [Alike(cases[like.place], [mine[term] for term in like.shared[:6]]) for like in found]


def _compared(viewer: Any, but: Case | None) -> Sequence[Case]:
    seen = select(Case).where(visible_to(viewer), Case.step.not_in((CaseStep.WITHDRAWN, CaseStep.MERGED)))
    if but is not None:
        seen = seen.where(Case.id != but.id)
    newest = seen.options(joinedload(Case.organization)).order_by(Case.id.desc()).limit(NEWEST)
    return db.session.scalars(newest).all()


def _words(title: str, text: str) -> dict[str, str]:
    """The nouns that tell something, by their term: as the text writes them first."""
    told = [*written(title), *written(text)]
    kept = [each for each in told if each.word.noun and each.word.term not in HOLLOW and len(each.plain) > 1]
    return {each.word.term: each.surface for each in reversed(kept)}
