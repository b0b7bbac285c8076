"""What is there already that is like what somebody is about to ask for, so that the same thing is not asked twice."""

from typing import Any, NamedTuple

from sqlalchemy import select

from hack import db
from hack.matching.likeness.few import likest
from hack.matching.likeness.hollow import HOLLOW
from hack.opendata.models import DataRequest, DataSet
from hack.opendata.queries.requests import shown_answers, visible_to
from hack.opendata.queries.sets import catalogue
from hack.text.kept import words_of_many

COMPARED = 400
"""How many of the newest of each kind are compared."""
MOST = 5


class Alike(NamedTuple):
    """Data sets of the catalogue, public answers, and requests that the person sees anyway, each the likest first."""

    datasets: list[DataSet]
    answers: list[DataRequest]
    requests: list[DataRequest]

    @property
    def any(self) -> bool:
        """Whether there is something alike."""
        return bool(self.datasets or self.answers or self.requests)


def alike(text: str, viewer: Any, *, but: DataRequest | None = None) -> Alike:
    """What is like the text: of the catalogue and the public answers for everybody, of requests only those this person may see.

    but: a request that is not compared with itself. Four queries at most; nothing is kept of the text.
    """
    datasets = list(db.session.scalars(catalogue().limit(COMPARED)).unique())
    answers = [one for one in db.session.scalars(shown_answers().limit(COMPARED)) if but is None or one.id != but.id]
    newest = select(DataRequest).where(visible_to(viewer)).order_by(DataRequest.id.desc()).limit(COMPARED)
    requests = [one for one in db.session.scalars(newest) if but is None or one.id != but.id]
    return Alike(
        _likest(text, datasets, [f"{one.title}\n{one.keywords}\n{one.description}" for one in datasets]),
        _likest(text, answers, [f"{one.wording}\n{one.answer}" for one in answers]),
        _likest(text, requests, [f"{one.title}\n{one.wanted}" for one in requests]),
    )


def _likest(text: str, things: list[Any], texts: list[str]) -> list[Any]:
    mine, *theirs = [set(words.terms) - HOLLOW for words in words_of_many([text, *texts])]
    return [things[like.place] for like in likest(mine, theirs)[:MOST]]
