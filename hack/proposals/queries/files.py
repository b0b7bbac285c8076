"""The files of proposals, and who may read them: whoever reads the text that they were handed in with."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from hack import db
from hack.files.models import StoredFile
from hack.files.queries import with_bringer
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalFile, Readers
from hack.proposals.queries.seeing import one_proposal
from hack.proposals.rules import proposing
from hack.roles import Role

BEING_WRITTEN = ProposalFile.left_out_at.is_(None)
WAS_HANDED_IN = ProposalFile.first_version.is_not(None)
WITH_THE_LAST = and_(WAS_HANDED_IN, ProposalFile.last_version.is_(None))
MOST = 100
"""How many files a version has at most: all of them are named in its words."""


def files_being_written(proposal: Proposal) -> Select[Any]:
    """The files that the next version is handed in with, newest first, for `db.page_of`."""
    return _of(proposal, BEING_WRITTEN).order_by(ProposalFile.id.desc())


def files_to_hand_in(proposal: Proposal) -> list[ProposalFile]:
    """The same, in the order in which they were brought; at most a hundred."""
    return _listed(proposal, BEING_WRITTEN)


def files_left_out(proposal: Proposal) -> list[ProposalFile]:
    """The files of the last version that the next one will not have."""
    return _listed(proposal, and_(WITH_THE_LAST, ProposalFile.left_out_at.is_not(None)))


def files_handed_in(proposal: Proposal, *, whole: bool = False) -> list[ProposalFile]:
    """The files of the version that was handed in last: those that the section reads, or all."""
    return _listed(proposal, WITH_THE_LAST if whole else and_(WITH_THE_LAST, _for_the_section()))


def files_told(proposal: Proposal, *, whole: bool = False) -> list[ProposalFile]:
    """The files beside the proposal's text as it stands: in a draft those that are being written, else as `files_handed_in`."""
    if proposal.step is not ProposalStep.DRAFT:
        return files_handed_in(proposal, whole=whole)
    return [one for one in files_to_hand_in(proposal) if whole or one.readers is Readers.SECTION]


def files_of_version(proposal: Proposal, number: int, *, whole: bool = False) -> list[ProposalFile]:
    """The files that the version of that number was handed in with: those that the section reads, or all."""
    later = or_(ProposalFile.last_version.is_(None), ProposalFile.last_version >= number)
    had = and_(ProposalFile.first_version <= number, later)
    return _listed(proposal, had if whole else and_(had, _for_the_section()))


def files_differ(proposal: Proposal) -> bool:
    """Whether what is being written has other files than what was handed in last."""
    mine = ProposalFile.proposal_id == proposal.id
    new = and_(BEING_WRITTEN, ProposalFile.first_version.is_(None))
    gone = and_(WITH_THE_LAST, ProposalFile.left_out_at.is_not(None))
    return bool(db.session.scalar(select(exists().where(mine, or_(new, gone)))))


def frozen_and_removed() -> int:
    """How many files were removed though a version that was handed in has them: there should be none."""
    gone = select(func.count()).select_from(ProposalFile).join(ProposalFile.file)
    return db.session.scalar(gone.where(WAS_HANDED_IN, StoredFile.removed_at.is_not(None))) or 0


def one_proposal_file(key: str, file_key: str, viewer: Any) -> ProposalFile | None:
    """The file of that proposal, if this person may read it: those who propose all that was not removed, the secretariat what
    was ever handed in, the section what the last version has for it.
    """
    return _one(key, file_key, viewer, StoredFile.removed_at.is_(None))


def one_proposal_file_once(key: str, file_key: str, viewer: Any) -> ProposalFile | None:
    """As `one_proposal_file`, also if it was removed: who presses the button twice is told no wrong."""
    return _one(key, file_key, viewer)


def _one(key: str, file_key: str, viewer: Any, *where: ColumnElement[bool]) -> ProposalFile | None:
    proposal = one_proposal(key, viewer)
    if proposal is None:
        return None
    found = _of(proposal, StoredFile.key == file_key, *where)
    if not proposing(viewer, proposal):
        secretariat = viewer.role is Role.COORDINATOR
        found = found.where(WAS_HANDED_IN if secretariat else and_(WITH_THE_LAST, _for_the_section()))
    return db.session.scalar(found)


def _for_the_section() -> ColumnElement[bool]:
    return ProposalFile.readers == Readers.SECTION


def _listed(proposal: Proposal, where: ColumnElement[bool]) -> list[ProposalFile]:
    return list(db.session.scalars(_of(proposal, where).order_by(ProposalFile.id).limit(MOST)))


def _of(proposal: Proposal, *where: ColumnElement[bool]) -> Select[Any]:
    file = contains_eager(ProposalFile.file)
    mine = select(ProposalFile).join(ProposalFile.file).where(ProposalFile.proposal_id == proposal.id, *where)
    return mine.options(with_bringer(file.joinedload(StoredFile.by)), joinedload(ProposalFile.proposal))
