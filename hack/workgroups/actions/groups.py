"""Opening, changing and moving a working group. Every deed belongs inside the caller's transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import WorkgroupChanged, WorkgroupMoved, WorkgroupOpened
from hack.matching.models import Suggestion
from hack.needs.actions import start_working
from hack.needs.models import Need
from hack.needs.rules import of_an_owning_section
from hack.passages import Passage, check_version, keep_changes
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.policy import can
from hack.proposals.actions import move_proposal
from hack.proposals.models import Proposal
from hack.workgroups.actions.members import may_take_part, take_place
from hack.workgroups.actions.writing import answers_among, refuse_ended, says_already
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import confirmed
from hack.workgroups.rules import moves_open_to

EDITED = frozenset({"title", "purpose", "capacity", "join_until"})


def open_workgroup(
    *,
    need: Need,
    by: User,
    title: str,
    purpose: str,
    capacity: int,
    join_until: date | None = None,
    suggestion: Suggestion | None = None,
    proposals: Iterable[Proposal] = (),
    guests: Iterable[User] = (),
) -> Workgroup:
    """Open a working group around `need`; everything that follows from it happens with it, or nothing does.

    Its first members: `by`, who stands for the need (`_for_the_need`), the people who made the `proposals`, and the `guests`,
    as far as they take part. A proposal under review or in interview is invited with it; a need whose ideas are gathered starts working.
    Raises NotAllowed, RuleBroken (the suggestion was not confirmed, a proposal cannot be invited, too few places).
    Records WorkgroupOpened.
    """
    proposals = list(proposals)
    if not can(by, "workgroup.create", need):
        raise NotAllowed("workgroup.create")
    if suggestion is not None and (suggestion.need_id != need.id or not confirmed(suggestion)):
        raise RuleBroken("このマッチング候補は、まだ「合っている」と判断されていません。")
    for proposal in proposals:
        _refuse_uninvitable(proposal, need)

    workgroup = Workgroup(
        need_id=need.id,
        suggestion_id=suggestion.id if suggestion else None,
        opened_by_id=by.id,
        step=WorkgroupStep.FORMING,
        title=title,
        purpose=purpose,
        capacity=capacity,
        join_until=join_until,
    )
    db.session.add(workgroup)
    db.session.flush()
    _seat_the_first(workgroup, (by, *_for_the_need(need)), proposals, guests)
    for proposal in proposals:
        if proposal.step is not ProposalStep.INVITED:
            move_proposal(proposal, "invite", by=by)
    start_working(need, by=by)
    outbox.record(WorkgroupOpened(workgroup.id), by=by)
    return workgroup


def _for_the_need(need: Need) -> list[User]:
    """The need's author; where that is nobody of its sections (it began as a case or a voice), also whoever of them moved it first."""
    if of_an_owning_section(need.author, need):
        return [need.author]
    movers = (passage.by for passage in passages.passages_of(need) if passage.by)
    return [need.author, *[one for one in movers if of_an_owning_section(one, need)][:1]]


def _refuse_uninvitable(proposal: Proposal, need: Need) -> None:
    invitable = any(move.name == "invite" for move in proposal.path.moves_from(proposal.step))
    if proposal.need_id != need.id or not (invitable or proposal.step is ProposalStep.INVITED):
        raise RuleBroken(f"「{proposal.title}」は、いまワーキングに招ける段階ではありません。", "proposals")


def _seat_the_first(
    workgroup: Workgroup, people: Iterable[User], proposals: list[Proposal], guests: Iterable[User]
) -> None:
    first: dict[int, tuple[User, Proposal | None]] = {}
    places = [
        *((person, None) for person in people),
        *((p.proposer, p) for p in proposals),
        *((g, None) for g in guests),
    ]
    for person, proposal in places:
        if may_take_part(person):
            first.setdefault(person.id, (person, proposal))
    if len(first) > workgroup.capacity:
        raise RuleBroken(f"最初の構成員が{len(first)}人います。定員を{len(first)}人以上にしてください。", "capacity")
    for person, proposal in first.values():
        take_place(workgroup, person, proposal=proposal)


def edit_workgroup(workgroup: Workgroup, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change a group's title, purpose, capacity, or last day for joining.

    Raises NotAllowed, Overtaken (changed meanwhile, or ended), RuleBroken (more members than places). Records WorkgroupChanged.
    """
    if not can(by, "workgroup.edit", workgroup):
        raise NotAllowed("workgroup.edit")
    if says_already(workgroup, answers):
        return
    check_version(workgroup, seen)
    refuse_ended(workgroup)
    # the group is held since the line before, so that nobody joins between this look and the writing
    taken = db.session.scalar(select(Workgroup.taken).where(Workgroup.id == workgroup.id)) or 0
    if answers.get("capacity", taken) < taken:
        raise RuleBroken(f"いま{taken}人が参加しています。定員を{taken}人以上にしてください。", "capacity")

    for name, answer in answers_among(EDITED, answers).items():
        setattr(workgroup, name, answer)
    workgroup.changed_at = clock.now()
    keep_changes()
    outbox.record(WorkgroupChanged(workgroup.id), by=by)


def move_workgroup(workgroup: Workgroup, name: str, *, by: User, **how: Any) -> Passage:
    """Take a group one move along its path; takes and raises what `passages.advance` does. Records WorkgroupMoved."""
    passage = passages.advance(workgroup, name, among=moves_open_to(by, workgroup), by=by, **how)
    outbox.record(WorkgroupMoved(workgroup.id, passage.start, passage.end, passage.move), by=by)
    return passage


def take_back_workgroup(workgroup: Workgroup, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo a group's last move; raises as `passages.take_back` does. Records WorkgroupMoved."""
    if not can(by, "workgroup.take_back", workgroup):
        raise NotAllowed("workgroup.take_back")
    passage = passages.take_back(workgroup, by=by, reason=reason, seen=seen)
    outbox.record(WorkgroupMoved(workgroup.id, passage.start, passage.end, passage.move), by=by)
    return passage
