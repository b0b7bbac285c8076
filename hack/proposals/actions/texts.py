"""Writing a proposal: drafting it, changing its text, and copying it for another need."""

from typing import Any

from sqlalchemy.orm.attributes import flag_modified

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import ProposalChanged, ProposalDrafted
from hack.files.actions import remove_file
from hack.needs.models import Need
from hack.passages import check_version, keep_changes
from hack.pipeline.proposal import ProposalStep
from hack.policy import can
from hack.proposals.models import Proposal, ProposalKind, Readers
from hack.proposals.queries.files import files_differ, files_left_out, files_to_hand_in
from hack.proposals.questions import BY_NAME
from hack.proposals.texts import Text, handed_in_text, levels_of, put, working_text
from hack.seeds.models import Seed


def draft_proposal(
    *,
    need: Need,
    by: User,
    kind: ProposalKind,
    seed: Seed | None = None,
    levels: Any = None,
    **answers: Any,
) -> Proposal:
    """Begin a proposal of `by`'s organisation for `need`, drawn from `seed` or new; records ProposalDrafted.

    answers: by the names of `questions.QUESTIONS`; levels: the `Readers` of each where they are chosen. Raises NotAllowed (nobody's organisation),
    RuleBroken (a rival's seed).
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
        levels=levels_of(levels or {}),
        **_known(answers),
    )
    db.session.add(proposal)
    db.session.flush()
    outbox.record(ProposalDrafted(proposal.id), by=by)
    return proposal


def edit_proposal(
    proposal: Proposal,
    *,
    by: User,
    seen: int | None,
    kind: ProposalKind | None = None,
    levels: dict[str, Readers] | None = None,
    **answers: Any,
) -> None:
    """Change a proposal's text while it may be changed; records ProposalChanged if anything is different.

    What was handed in stays as it is: the change waits, read by nobody else, until it is handed in too.
    Raises NotAllowed (not this person's), Overtaken (somebody else changed it or moved it on since the person looked).
    """
    if not can(by, "proposal.write", proposal):
        raise NotAllowed("proposal.write")
    before = working_text(proposal)
    kept = before.levels | dict.fromkeys(levels or {}, Readers.SECTION.value) | levels_of(levels or {})
    kept = {name: level for name, level in kept.items() if level != Readers.SECTION.value}
    text = Text(kind or before.kind, before.answers | _known(answers), kept)
    if text == before:
        return
    check_version(proposal, seen)
    if not proposal.changeable:
        raise Overtaken(f"いまの段階({proposal.step.label})では、内容を書き換えられません。")

    if proposal.step is ProposalStep.DRAFT:
        put(proposal, text)
    else:
        _keep_unfinished(proposal, text)
    _changed(proposal, by)


def discard_changes(proposal: Proposal, *, by: User, seen: int | None = None) -> None:
    """Give up what is not handed in yet: the last version that was handed in stays, with its files.

    Raises NotAllowed, Overtaken. Records ProposalChanged, and FileRemoved for each file that was new.
    """
    if not can(by, "proposal.discard", proposal):
        raise NotAllowed("proposal.discard")
    check_version(proposal, seen)

    for one in files_to_hand_in(proposal):
        if not one.frozen:
            one.left_out_at = clock.now()
            remove_file(one.file, by=by)
    for one in files_left_out(proposal):
        one.left_out_at = None
    proposal.unfinished = None
    _changed(proposal, by)


def copy_proposal(proposal: Proposal, *, need: Need, by: User) -> Proposal:
    """Begin a new proposal for another need with the same answers and readers; the partners and the files do not
    come along.

    Raises NotAllowed (not of the organisation that leads it, or a need that nobody answers). Records ProposalDrafted.
    """
    if not can(by, "proposal.copy", proposal) or not can(by, "proposal.create", need):
        raise NotAllowed("proposal.copy")

    text = working_text(proposal)
    levels = {name: Readers(level) for name, level in text.levels.items()}
    return draft_proposal(need=need, by=by, kind=text.kind, levels=levels, **text.answers)


def note_files(proposal: Proposal, *, by: User) -> None:
    """Write down that the proposal's files are changed: what was handed in stays as it is, and what is being written waits.

    Who had the text before the eyes meanwhile is told so: what is handed in is what was seen. Records ProposalChanged.
    """
    if proposal.step is not ProposalStep.DRAFT:
        _keep_unfinished(proposal, working_text(proposal))
    _changed(proposal, by)


def _keep_unfinished(proposal: Proposal, text: Text) -> None:
    """Keep the text that waits to be handed in; nothing where it and the files are what was handed in."""
    same = text == handed_in_text(proposal) and not files_differ(proposal)
    proposal.unfinished = None if same else text.kept()


def _changed(proposal: Proposal, by: User) -> None:
    proposal.changed_at = clock.now()
    flag_modified(proposal, "changed_at")  # a new version even within the same moment
    keep_changes()
    outbox.record(ProposalChanged(proposal.id), by=by)


def _known(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if each is one to a question of ours; TypeError where one is not."""
    if unknown := answers.keys() - BY_NAME.keys():
        raise TypeError(f"a proposal is not asked {', '.join(sorted(unknown))}")
    return answers
