"""Handing a proposal in: its number, its time, and the seal of every version."""

from sqlalchemy import Integer, cast, func, select, update

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.events import ProposalRenewed
from hack.needs.models import Need
from hack.needs.queries import call_open
from hack.passages import QUICKER, Passage, check_version, keep_changes
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions.files import keep_files_with
from hack.proposals.actions.moves import move_proposal
from hack.proposals.models import Ending, Proposal, ProposalKind, ProposalPartner, ProposalVersion
from hack.proposals.queries.files import files_to_hand_in
from hack.proposals.questions import missing_answers
from hack.proposals.rules import may_hand_in, moves_open_to
from hack.proposals.texts import in_words, put, seal, working_text, written


def submit_proposal(proposal: Proposal, *, by: User, seen: int | None = None, answer: str = "") -> Passage | None:
    """Hand a proposal in: the first time (it gets its number and its time), changed until the call closes, or again after a
    query (with an answer to it).

    Each time a version is kept with its files, under its SHA-256. What was handed in already stays as it is (the button was pressed twice):
    its last passage. Invitations that nobody has answered end with the first time. Raises NotAllowed, Overtaken, Incomplete
    (with everything that is missing), and RuleBroken where the need takes no proposals (any more) or the query was not
    answered. Records ProposalMoved, or ProposalRenewed where a changed text takes the place of the one before.
    """
    db.session.refresh(proposal, with_for_update={"of": Proposal})  # pressed twice at once: the second sees the first
    if not may_hand_in(by, proposal):
        raise NotAllowed("proposal.submit")
    move = next((m for m in moves_open_to(by, proposal) if m.made_at == "proposals.submit"), None)
    renewing = proposal.step is ProposalStep.RECEIVED and proposal.unfinished is not None
    if move is None and not renewing:
        return passages.last_passage(proposal)
    check_version(proposal, seen)
    first = move is not None and move.end is ProposalStep.RECEIVED
    text = working_text(proposal)
    if first or renewing:
        check_call(proposal.need, text.kind)
    elif not answer.strip():
        raise RuleBroken("照会への回答を入力してください。", "answer")
    if missing := missing_answers(text):
        raise Incomplete("提案に必要な答えがそろっていません。", missing)

    if first or renewing:
        _be_in_time(proposal, text.kind)
    if first:
        number_proposal(proposal)
        proposal.received_at = clock.now()
        _end_invitations(proposal)
    put(proposal, text)
    version = _keep_version(proposal, by=by)
    keep_changes()
    if move is None:
        if version is not None:
            outbox.record(ProposalRenewed(proposal.id, version.number), by=by)
        return passages.last_passage(proposal)
    sealed = "" if first or version is None else f"\n(本文を直し、第{version.number}版としました。)"
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


def _be_in_time(proposal: Proposal, kind: ProposalKind) -> None:
    """Take the proposal for handing it in, in one statement that asks whether the call is open, by the server's clock.

    Raises as `check_call` where it is not (any more), Overtaken where somebody else was quicker.
    """
    keep_changes()
    taken = db.session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.step == proposal.step, Proposal.version == proposal.version)
        .where(Proposal.need_id.in_(select(Need.id).where(call_open())))
        .values(version=Proposal.version + 1),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(proposal)
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        db.session.refresh(proposal.need)
        check_call(proposal.need, kind)
        raise Overtaken(QUICKER)


def _keep_version(proposal: Proposal, *, by: User) -> ProposalVersion | None:
    """Keep what the proposal says, and its files, under its seals; None where that is what was handed in last."""
    words = in_words(proposal, files_to_hand_in(proposal))
    whole = seal(written(words, whole=True))
    mine = ProposalVersion.proposal_id == proposal.id
    last = db.session.scalar(select(ProposalVersion).where(mine).order_by(ProposalVersion.number.desc()).limit(1))
    if last is not None and last.text == words:
        return None
    proposal.digest = seal(written(words))
    version = ProposalVersion(
        proposal_id=proposal.id,
        number=last.number + 1 if last else 1,
        at=clock.now(),
        by_id=by.id,
        digest=proposal.digest,
        whole_digest=whole,
        text=words,
    )
    db.session.add(version)
    keep_files_with(version)
    return version


def _end_invitations(proposal: Proposal) -> None:
    """Let the invitations end that nobody has answered; one that is accepted at this moment stays."""
    db.session.execute(
        update(ProposalPartner)
        .where(ProposalPartner.proposal_id == proposal.id)
        .where(ProposalPartner.accepted_at.is_(None), ProposalPartner.ended_at.is_(None))
        .values(ended_at=clock.now(), ending=Ending.LAPSED),
        execution_options={"synchronize_session": False},
    )
    db.session.expire(proposal, ["partners"])


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
