"""What else a proposal could answer: compared with needs and seeds when somebody asks, and forgotten again."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from hack.lazy import lazily
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.seeds.models import Seed

tried = lazily("hack.matching.trying:tried")
MOST = 5


class Alike(NamedTuple):
    """The needs, but for the one that it answers, and the seeds, but for the one that it is drawn from; best first, with reasons."""

    needs: Sequence[Any]
    seeds: Sequence[Any]


def alike_to(proposal: Proposal, viewer: Any) -> Alike | None:
    """The needs and seeds that fit what the section reads of a proposal, as far as the viewer sees them; at most MOST of each.

    None where there is nothing to compare it with yet. Six queries; nothing is stored, and nobody is told.
    """
    document = {"title": proposal.title, "text": proposal.text}
    needs = tried(Seed, document, viewer, but={proposal.need_id}, most=MOST)
    seeds = tried(Need, document, viewer, but={proposal.seed_id} if proposal.seed_id else frozenset(), most=MOST)
    return None if needs is None or seeds is None else Alike(needs, seeds)
