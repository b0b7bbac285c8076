"""What can be done with proposals. Every deed belongs inside the caller's transaction."""

from typing import Any

from sqlalchemy import Integer, cast, func, select

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.events import ProposalChanged, ProposalDrafted, ProposalMoved
from hack.needs.models import Need
from hack.passages import Passage, check_version, keep_changes
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import PATH, ProposalStep
from hack.policy import can
from hack.proposals.models import Proposal, ProposalKind
from hack.proposals.questions import BY_NAME, digest_of, missing_answers
from hack.proposals.rules import may_hand_in, moves_open_to
from hack.seeds.models import Seed


def draft_proposal(*, need: Need, by: User, kind: ProposalKind, seed: Seed | None = None, **answers: Any) -> Proposal:
    """Begin a proposal of `by`'s organisation for `need`, drawn from `seed` or new; records ProposalDrafted.

    answers: by the names of `questions.QUESTIONS`. Raises NotAllowed (nobody's organisation), RuleBroken (a rival's seed).
    """
    if by.organization_id is None:
        raise NotAllowed("proposal.create")
    if seed is not None and seed.organization_id != by.organization_id:
        raise RuleBroken("選べるのは、自分の団体のシーズだけです。", "seed")

    proposal = Proposal(
        need_id=need.id,
        seed_id=seed.id if seed else None,
        organization_id=by.organization_id,
        proposer_id=by.id,
        kind=kind,
        step=ProposalStep.DRAFT,
        **_known(answers),
    )
    db.session.add(proposal)
    db.session.flush()
    outbox.record(ProposalDrafted(proposal.id), by=by)
    return proposal


def edit_proposal(
    proposal: Proposal, *, by: User, seen: int | None, kind: ProposalKind | None = None, **answers: Any
) -> None:
    """Change a proposal's text while its step allows it; records ProposalChanged if anything is different.

    Raises NotAllowed (not this person's), Overtaken (somebody else changed it or moved it on since the person looked).
    """
    if not can(by, "proposal.write", proposal):
        raise NotAllowed("proposal.write")
    answers = _known(answers) | {"kind": kind or proposal.kind}
    if all(getattr(proposal, name) == answer for name, answer in answers.items()):
        return
    check_version(proposal, seen)
    if not proposal.step.editable:
        raise Overtaken(f"いまの段階({proposal.step.label})では、内容を書き換えられません。")

    for name, answer in answers.items():
        setattr(proposal, name, answer)
    proposal.changed_at = clock.now()
    keep_changes()
    outbox.record(ProposalChanged(proposal.id), by=by)


def submit_proposal(proposal: Proposal, *, by: User, seen: int | None = None, answer: str = "") -> Passage | None:
    """Hand a proposal in: the first time (it gets its number and its time), or again after a query (with an answer to it).

    The text is sealed by its SHA-256. What was handed in already stays as it is (the button was pressed twice): its last
    passage. Raises NotAllowed, Overtaken, Incomplete (with everything that is missing), and RuleBroken where the need takes
    no proposals (any more) or the query was not answered.
    """
    if not may_hand_in(by, proposal):
        raise NotAllowed("proposal.submit")
    move = next((m for m in moves_open_to(by, proposal) if m.made_at == "proposals.submit"), None)
    if move is None:
        return passages.last_passage(proposal)
    check_version(proposal, seen)
    first = move.end is ProposalStep.RECEIVED
    if first:
        check_call(proposal.need, proposal.kind)
    elif not answer.strip():
        raise RuleBroken("照会への回答を入力してください。", "answer")
    if missing := missing_answers(proposal):
        raise Incomplete("提案に必要な答えがそろっていません。", missing)

    before, digest = proposal.digest, digest_of(proposal)
    if first:
        number_proposal(proposal)
        proposal.received_at = clock.now()
    proposal.digest = digest
    keep_changes()
    sealed = "" if first or before == digest else f"\n(本文を直しました。直す前のSHA-256: {before})"
    return move_proposal(proposal, move.name, by=by, reason=f"{answer.strip()}{sealed}", made_at="proposals.submit")


def check_call(need: Need, kind: ProposalKind) -> None:
    """Raise RuleBroken, in words that say what to do, if `need` takes no proposal of this kind at this moment."""
    if not need.takes_proposals:
        if need.call_ended and need.closes_on:
            day = need.closes_on
            raise RuleBroken(
                f"このニーズの募集は{day.year}年{day.month}月{day.day}日の24時に締め切られました。"
                "提案は提出できませんが、下書きは残っています。"
            )
        raise RuleBroken(
            "このニーズはいま提案を募集していません。下書きは残っていますので、募集が始まるまでお待ちください。"
        )
    if need.step is NeedStep.TRIALS_OPEN and kind is not ProposalKind.SOLUTION:
        raise RuleBroken(
            "いまは実証提案の募集中です。提案の種類を「ソリューション」に変え、増えた質問に答えてから提出してください。"
        )


def number_proposal(proposal: Proposal) -> None:
    """Give a proposal its receipt number, the next of the fiscal year (R8-0042); one that has a number keeps it.

    Nobody else is given one until the transaction ends, so that there is no gap; the column's constraint sees to it besides
    that no number is given twice.
    """
    if proposal.number is not None:
        return
    db.alone_with("receipt number")
    era = f"R{clock.fiscal_year(clock.today()) - 2018}-"
    count = cast(func.substr(Proposal.number, len(era) + 1), Integer)
    last = db.session.scalar(select(func.max(count)).where(Proposal.number.startswith(era, autoescape=True)))
    proposal.number = f"{era}{(last or 0) + 1:04d}"


def move_proposal(proposal: Proposal, name: str, *, by: User, within: str = "", **how: Any) -> Passage:
    """Take a proposal one move along its path; takes and raises what `passages.advance` does. Records ProposalMoved.

    within: the larger deed that it is part of and that tells people of it.
    """
    passage = passages.advance(proposal, name, among=moves_open_to(by, proposal), by=by, **how)
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move, within), by=by)
    return passage


def take_back_proposal(
    proposal: Proposal, *, by: User, reason: str, seen: int | None = None, within: str = ""
) -> Passage:
    """Undo a proposal's last move, as a coordinator; raises as `passages.take_back` does; records ProposalMoved.

    Raises RuleBroken too where its organisation could not hand it in again, since the call is over.
    """
    if not can(by, "proposal.take_back", proposal):
        raise NotAllowed("proposal.take_back")
    last = passages.last_passage(proposal)
    if last is not None and last.start == ProposalStep.DRAFT.value and not proposal.need.takes_proposals:
        raise RuleBroken("募集が終わっていて出し直せないため、下書きには戻せません。")

    passage = passages.take_back(proposal, by=by, reason=reason, seen=seen)
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move, within), by=by)
    return passage


def end_with_need(proposal: Proposal, *, by: User | None) -> Passage | None:
    """End a proposal that waits for an answer, since its need has ended, with the need's reason; None where it is over already.

    Records ProposalMoved.
    """
    move, last = PATH.move("end_with_need"), passages.last_passage(proposal.need)
    if proposal.step not in move.from_steps:
        return None
    reason = f"ニーズが「{proposal.need.step.label}」となったため。\n{last.reason if last else ''}".strip()
    passage = passages.advance(proposal, move.name, among=[move], by=by, reason=reason, made_at=move.made_at)
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move), by=by)
    return passage


def return_with_need(proposal: Proposal, *, by: User | None) -> Passage:
    """Undo that a proposal ended with its need, since the need goes on; raises as `passages.take_back`. Records ProposalMoved."""
    passage = passages.take_back(proposal, by=by, reason="ニーズの終了が取り消されたため。")
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move), by=by)
    return passage


def _known(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if each is one to a question of ours; TypeError where one is not."""
    if unknown := answers.keys() - BY_NAME.keys():
        raise TypeError(f"a proposal is not asked {', '.join(sorted(unknown))}")
    return answers
