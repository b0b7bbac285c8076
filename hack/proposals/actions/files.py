"""Hanging files on a proposal, and leaving them out again."""

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken
from hack.events import FileLeftOut
from hack.files.actions import keep_file, remove_file
from hack.files.inspection import Named
from hack.files.models import StoredFile
from hack.files.store import Content
from hack.policy import can
from hack.proposals.actions.texts import note_files
from hack.proposals.models import Proposal, ProposalFile, ProposalVersion, Readers
from hack.proposals.queries.files import BEING_WRITTEN, MOST, files_to_hand_in


def add_proposal_file(
    proposal: Proposal, called: Named, content: Content, *, by: User, readers: Readers, about: str = ""
) -> StoredFile:
    """Hang a file on what is being written of the proposal; nobody else reads it until that is handed in.

    readers: the section or the secretariat alone. Raises NotAllowed (not of those who propose), Overtaken (it may not be
    changed now) and as `keep_file` does. Records FileAdded and ProposalChanged.
    """
    if readers is Readers.PUBLIC:
        raise TypeError("no file is public")
    _alone_with(proposal)
    if not can(by, "proposal.add_file", proposal):
        raise NotAllowed("proposal.add_file")
    _refuse_unchangeable(proposal)

    hanging = len(files_to_hand_in(proposal))
    file = keep_file(proposal, called, content, by=by, about=about, hanging=hanging, most=MOST)
    db.session.add(ProposalFile(proposal_id=proposal.id, file_id=file.id, readers=readers))
    db.session.flush()
    note_files(proposal, by=by)
    return file


def leave_out_file(hung: ProposalFile, *, by: User) -> None:
    """Take a file out of what is being written. One that was never handed in is removed; the others stay with their versions,
    whose readers go on reading them. Nothing happens where it is out already.

    Raises NotAllowed, Overtaken (it was handed in, and the proposal may not be changed now). Records FileRemoved or
    FileLeftOut, and ProposalChanged.
    """
    proposal = hung.proposal
    _alone_with(proposal)
    db.session.refresh(hung)
    if not can(by, "proposal.remove_file", hung):
        raise NotAllowed("proposal.remove_file")
    if hung.left_out_at is not None:
        return
    if hung.frozen:
        _refuse_unchangeable(proposal)

    hung.left_out_at = clock.now()
    db.session.flush()
    if hung.frozen:
        outbox.record(FileLeftOut(hung.file_id, proposal.__tablename__, proposal.id), by=by)
    else:
        remove_file(hung.file, by=by)
    note_files(proposal, by=by)


def keep_files_with(version: ProposalVersion) -> None:
    """Let the files that are being written belong to this version, and those left out end with the one before."""
    mine = update(ProposalFile).where(ProposalFile.proposal_id == version.proposal_id)
    new = mine.where(BEING_WRITTEN, ProposalFile.first_version.is_(None)).values(first_version=version.number)
    gone = mine.where(
        ProposalFile.left_out_at.is_not(None),
        ProposalFile.first_version.is_not(None),
        ProposalFile.last_version.is_(None),
    ).values(last_version=version.number - 1)
    for change in (gone, new):
        db.session.execute(change, execution_options={"synchronize_session": "fetch"})


def _alone_with(proposal: Proposal) -> None:
    """Wait for whoever hands in or hangs files at this moment, and read the proposal as it is then."""
    db.session.refresh(proposal, with_for_update={"of": Proposal})


def _refuse_unchangeable(proposal: Proposal) -> None:
    if not proposal.changeable:
        raise Overtaken(f"いまの段階({proposal.step.label})では、添付ファイルを変えられません。")
