"""What organisations do with their proposals in the demo's history, alone and together, and what becomes of them."""

from datetime import date
from io import BytesIO

from hack.demo.acts.moving import mover
from hack.demo.acts.papers import PAPERS
from hack.demo.entering import Stage
from hack.demo.script import INVENTED, NOT_KNOWN, NOT_THE_REAL_ONE, Row, choice, day_of
from hack.files.actions import take_in
from hack.passages import passages_of
from hack.proposals.actions import (
    accept_part,
    add_proposal_file,
    announce_step,
    draft_proposal,
    edit_proposal,
    invite_partner,
    move_proposal,
    submit_proposal,
)
from hack.proposals.models import ProposalKind, Readers
from hack.proposals.questions import QUESTIONS


def prepare(stage: Stage, act: Row, today: date) -> None:
    """Organisations write proposals down and keep them."""
    for name in act["proposals"]:
        row = stage.script.proposal(name)
        seed = stage.script.seed(row["seed"]) if row.get("seed") else {"solves": ""}
        kind = choice(ProposalKind, row["kind"])
        invented = "seed" not in row
        answers = {q.name: NOT_KNOWN for q in QUESTIONS if q.for_solution and kind is ProposalKind.SOLUTION}
        answers |= {name: seed[name] for name in ("title", "summary", "technology") if name in seed}
        answers |= {"effect": seed["solves"], "references": INVENTED if invented else NOT_THE_REAL_ONE}
        answers |= {q.name: row[q.name] for q in QUESTIONS if q.name in row}
        stage.proposals[name] = draft_proposal(
            need=stage.needs[act["need"]],
            by=stage.people[stage.script.organization_of(row)],
            kind=kind,
            seed=stage.seeds.get(row.get("seed") or ""),
            levels={name: choice(Readers, level) for name, level in row.get("readers", {}).items()},
            **answers,
        )


def propose(stage: Stage, act: Row, today: date) -> None:
    """Organisations write proposals down and hand them in."""
    prepare(stage, act, today)
    for name in act["proposals"]:
        proposal = stage.proposals[name]
        submit_proposal(proposal, by=proposal.proposer)


def advance(stage: Stage, act: Row, today: date) -> None:
    """Proposals go on, each by the moves named."""
    for proposal in (stage.proposals[name] for name in act["proposals"]):
        for name in act["moves"]:
            by = mover(proposal.path.move(name), stage, proposal.need.author, proposal.proposer)
            move_proposal(proposal, name, by=by, reason=stage.script.reason(act))


def team_up(stage: Stage, act: Row, today: date) -> None:
    """An organisation invites others to make its proposal together; those who accept are named."""
    proposal = stage.proposals[act["proposal"]]
    for name, part in act["invites"].items():
        partner = invite_partner(proposal, by=proposal.proposer, part=part, organization=stage.organizations[name])
        if name in act["accepted"]:
            accept_part(partner, by=stage.people[name])


def attach(stage: Stage, act: Row, today: date) -> None:
    """An organisation hangs a paper on its proposal, for the section or for the secretariat alone; it goes out with the next version."""
    proposal = stage.proposals[act["proposal"]]
    called, content = take_in(BytesIO(PAPERS[act["paper"]]()), act["name"])
    readers = choice(Readers, act["readers"])
    add_proposal_file(proposal, called, content, by=proposal.proposer, readers=readers, about=act["about"])


def renew(stage: Stage, act: Row, today: date) -> None:
    """An organisation changes what it has handed in, and hands it in again as the next version."""
    proposal = stage.proposals[act["proposal"]]
    levels = {name: choice(Readers, level) for name, level in act.get("readers", {}).items()}
    edit_proposal(proposal, by=proposal.proposer, seen=None, levels=levels, **act["answers"])
    submit_proposal(proposal, by=proposal.proposer)


def announce(stage: Stage, act: Row, today: date) -> None:
    """The city tells the public of a proposal's last passage of that name, on the day named."""
    proposal = stage.proposals[act["proposal"]]
    passage = next(one for one in reversed(passages_of(proposal)) if one.move == act["move"])
    by = proposal.need.author
    announce_step(proposal, by=by, passage=passage.id, announced_on=day_of(act["day"], today))
