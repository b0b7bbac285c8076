"""What the public was told of proposals."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased, joinedload

from hack import clock, db
from hack.needs.models import Need
from hack.passages import Announcement, Passage
from hack.pipeline.proposal import PATH, ProposalStep
from hack.proposals.models import Proposal, ProposalPartner

MADE_PUBLIC = (ProposalStep.CANDIDATE, ProposalStep.NEGOTIATING, ProposalStep.AGREED, ProposalStep.TRIAL)
"""The steps of which one must have been announced before anybody outside learns of a proposal."""


class Announced(NamedTuple):
    """A proposal as everybody learns of it: the step that was announced last, and on which day."""

    proposal: Proposal
    step: ProposalStep
    on: date


def announced_proposals(need: Need) -> list[Announced]:
    """The proposals for `need` that the public was told of by today, in the order of their announcement; the first fifty.

    Of each the step that was announced last, wherever it stands by now. What was taken back was not announced; a refusal
    is told only of a proposal that had been announced as something better. Two queries at most.
    """
    told = {move.name for move in PATH.moves if move.told}
    undone = select(Passage.undoes_id).where(Passage.undoes_id.is_not(None))
    later = aliased(Announcement)
    newest = ~exists().where(later.passage_id == Announcement.passage_id, later.id > Announcement.id)
    rows = db.session.execute(
        select(Passage.thing_id, Passage.end, Announcement.announced_on)
        .join(Announcement, Announcement.passage_id == Passage.id)
        .join(Proposal, Proposal.id == Passage.thing_id)
        .where(Passage.noun == PATH.noun, Proposal.need_id == need.id, Proposal.step != ProposalStep.DRAFT)
        .where(Passage.move.in_(told), Passage.id.not_in(undone), newest, Announcement.announced_on <= clock.today())
        .order_by(Passage.id)
        .limit(500)
    ).all()
    first: dict[int, date] = {}
    last: dict[int, tuple[ProposalStep, date]] = {}
    for row in rows:
        step = ProposalStep(row.end)
        if step in MADE_PUBLIC:
            first.setdefault(row.thing_id, row.announced_on)
        if row.thing_id in first:
            last[row.thing_id] = (step, row.announced_on)
    if not last:
        return []
    numbers = sorted(last, key=lambda number: (first[number], number))[:50]
    houses = joinedload(Proposal.organization), joinedload(Proposal.partners).joinedload(ProposalPartner.organization)
    those = db.session.scalars(select(Proposal).where(Proposal.id.in_(numbers)).options(*houses)).unique()
    found = {proposal.id: proposal for proposal in those}
    return [Announced(found[number], *last[number]) for number in numbers if number in found]
