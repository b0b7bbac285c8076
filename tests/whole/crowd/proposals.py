"""Proposals of everybody."""

from typing import Any

from sqlalchemy import func, select

from hack import clock, db
from hack.accounts.models import User
from hack.files.models import StoredFile
from hack.needs.models import Need
from hack.passages import Announcement, Passage
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import (
    Ending,
    Proposal,
    ProposalFile,
    ProposalKind,
    ProposalPartner,
    ProposalVersion,
    Readers,
)
from tests.whole.crowd.rows import many


def a_proposal(n: int, person: Any, need: Any) -> dict[str, Any]:
    steps = (ProposalStep.RECEIVED, ProposalStep.REVIEW, ProposalStep.DECLINED)
    about = {"kind": ProposalKind.IDEA, "title": f"提案{n}", "need_id": need.id, "step": steps[n % 3]}
    whose = {"organization_id": person.organization_id, "proposer_id": person.id}
    return about | whose | {"number": f"N-{n}", "received_at": clock.now()}


DRAFT = {"step": ProposalStep.DRAFT, "number": None, "received_at": None}


def propose_together(umi: User, need: Need, proposers: list[User], proposals: list[Proposal]) -> None:
    """Eighteen partners and forty versions of the first proposals of Umi's, one partner of every other, invitations to Riku's
    kind of people, and sixty proposals of which the public was told.
    """
    now = clock.now()
    first = db.session.scalars(
        select(Proposal).where(Proposal.proposer_id == umi.id).order_by(Proposal.id).limit(6)
    ).all()
    others = list(
        {
            person.organization_id: person for person in proposers if person.organization_id != umi.organization_id
        }.values()
    )
    pairs = [(one, person) for one in first[:3] for person in others[:15]]
    pairs += [
        (one, others[n % 40])
        for n, one in enumerate(proposals)
        if one.organization_id != others[n % 40].organization_id
    ]

    def partner(n: int, pair: Any) -> dict[str, Any]:
        proposal, person = pair
        about = {"proposal_id": proposal.id, "organization_id": person.organization_id, "part": f"役割{n}"}
        accepted = {"accepted_at": now, "accepted_by_id": person.id, "invited_by_id": umi.id}
        left = n % 5 == 4
        ending = {"ended_at": now if left else None, "ending": Ending.WITHDRAWN if left else None}
        return about | accepted | ending | {"reason": "体制" if left else ""}

    many(ProposalPartner, len(pairs), pairs, partner)
    drafts = many(Proposal, 60, others, lambda n, by: a_proposal(n, by, need) | DRAFT)
    many(ProposalPartner, 60, drafts, lambda n, one: {
        "proposal_id": one.id, "organization_id": umi.organization_id, "part": "測る", "invited_by_id": one.proposer_id,
    })  # fmt: skip
    words = {"kind": "アイデア", "answers": [["要約", "答え" * 50, "section"]] * 10}
    _versions(umi, list(first), words)
    _attach(umi, list(first))
    _announce(umi, need, others)


def _versions(umi: User, proposals: list[Proposal], words: dict[str, Any]) -> None:
    last = {
        one.id: db.session.scalar(select(func.max(ProposalVersion.number)).where(ProposalVersion.proposal_id == one.id))
        for one in proposals
    }

    def version(n: int, one: Any) -> dict[str, Any]:
        kept = {"digest": f"{n:064}", "whole_digest": f"{n:064}", "text": words}
        number = (last[one.id] or 0) + n // len(proposals) + 1
        return kept | {"proposal_id": one.id, "number": number, "by_id": umi.id}

    many(ProposalVersion, 40 * len(proposals), proposals, version)


def _attach(umi: User, proposals: list[Proposal]) -> None:
    """Twenty files on each, a third of them for the secretariat alone, a quarter not handed in."""
    files = many(StoredFile, 20 * len(proposals), proposals, lambda n, one: {
        "noun": "proposal", "thing_id": one.id, "name": f"資料{n}.txt", "extension": "txt", "media_type": "text/plain",
        "size": 9, "digest": f"{n:064}", "stored_as": f"a{n:031}", "by_id": umi.id, "organization_id": umi.organization_id,
    })  # fmt: skip
    many(ProposalFile, len(files), files, lambda n, file: {
        "proposal_id": file.thing_id, "file_id": file.id, "first_version": 1 if n % 4 else None,
        "readers": Readers.SECTION if n % 3 else Readers.SECRETARIAT,
    })  # fmt: skip


def _announce(umi: User, need: Need, people: list[User]) -> None:
    chosen = many(Proposal, 60, people, lambda n, by: a_proposal(n, by, need) | {
        "number": f"A-{n}", "step": ProposalStep.CANDIDATE, "levels": {"title": "public", "summary": "public"},
    })  # fmt: skip
    today, now = clock.today(), clock.now()
    passages = many(Passage, 60, chosen, lambda _, one: {
        "noun": "proposal", "thing_id": one.id, "at": now, "happened_on": today, "by_id": umi.id, "start": "review",
        "end": "candidate", "move": "choose", "reason": "",
    })  # fmt: skip
    many(Announcement, 120, passages, lambda _, one: {"passage_id": one.id, "announced_on": today, "by_id": umi.id})
