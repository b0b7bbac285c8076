"""Proposals of everybody."""

from typing import Any

from hack import clock
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import ProposalKind


def a_proposal(n: int, person: Any, need: Any) -> dict[str, Any]:
    steps = (ProposalStep.RECEIVED, ProposalStep.REVIEW, ProposalStep.DECLINED)
    about = {"kind": ProposalKind.IDEA, "title": f"提案{n}", "need_id": need.id, "step": steps[n % 3]}
    whose = {"organization_id": person.organization_id, "proposer_id": person.id}
    return about | whose | {"number": f"N-{n}", "received_at": clock.now()}
