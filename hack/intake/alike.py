"""Earlier cases that a text is like, by the telling words that both have: what is shown while somebody writes, and to who sorts cases."""

from collections import Counter as Tally
from collections.abc import Iterable, Sequence
from math import log2
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import db
from hack.intake.models import Case
from hack.intake.queries.seeing import visible_to
from hack.matching.likeness.documents import written
from hack.matching.likeness.hollow import HOLLOW
from hack.pipeline.front import CaseStep

NEWEST = 300
"""How many cases a text is compared with, the newest ones."""
LEAST = 0.12
"""How alike a case has to be: the cosine of the rare words of both."""
FEWEST = 2
"""How many telling words both have to have."""


class Alike(NamedTuple):
    """A case that a text is like, and the words that both have, as the text writes them, the rarest first."""

    case: Case
    words: list[str]


def cases_like(title: str, text: str, viewer: Any, *, but: Case | None = None, most: int = 5) -> list[Alike]:
    """The cases among the newest that this person may see which are most like the text, the likest first; one query.

    What was withdrawn or merged is left out. Method: cosine of the words that tell something, each weighed by how few of the
    compared texts have it. Nothing is kept.
    """
    mine = _words(title, text)
    cases = _compared(viewer, but)
    if not mine or not cases:
        return []
    theirs = [set(_words(case.title, case.text)) for case in cases]
    spread = Tally(term for terms in theirs for term in terms)
    weights = {term: log2((2 + len(cases)) / (1 + spread[term])) for term in {*mine, *spread}}
    found = []
    for case, terms in zip(cases, theirs, strict=True):
        shared = sorted(terms & mine.keys(), key=lambda term: (-weights[term], term))
        score = _cosine(shared, mine, terms, weights)
        if len(shared) >= FEWEST and score >= LEAST:
            found.append((score, Alike(case, [mine[term] for term in shared[:6]])))
    return [alike for _, alike in sorted(found, key=lambda one: (-one[0], one[1].case.id))[:most]]


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


def _cosine(shared: Iterable[str], one: Iterable[str], other: Iterable[str], weights: dict[str, float]) -> float:
    def length(terms: Iterable[str]) -> float:
        return sum(weights[term] ** 2 for term in terms) ** 0.5

    product = length(one) * length(other)
    return sum(weights[term] ** 2 for term in shared) / product if product else 0.0
