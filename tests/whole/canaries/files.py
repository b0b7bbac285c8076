"""Words in the names and contents of files."""

from io import BytesIO
from typing import Any

from sqlalchemy import select

from hack import db
from hack.files.actions import take_in
from hack.proposals.actions import add_proposal_file
from hack.proposals.models import Proposal, ProposalFile, Readers
from tests.proposals.words import a_file_of
from tests.whole.canaries.words import Canaries


def words_of_a_file(canaries: Canaries, name: str, readers: set[str]) -> dict[str, str]:
    """A word for the name of a file, one for what it is, and one for its content."""
    return {part: canaries.word(f"{name}{part}", readers) for part in ("name", "about", "text")}


def hang(
    canaries: Canaries, proposal: Proposal, name: str, readers: set[str], *, by: Any, secret: bool = False
) -> ProposalFile:
    """A file that somebody hangs on what is being written of a proposal."""
    words = words_of_a_file(canaries, f"file{name}", readers)
    whose = Readers.SECRETARIAT if secret else Readers.SECTION
    with db.transaction():
        sent = take_in(BytesIO(words["text"].encode()), f"{words['name']}.txt")
        file = add_proposal_file(proposal, *sent, by=by, readers=whose, about=words["about"])
    canaries.at("one_proposal_file", proposal, file_key=file.key)
    return db.session.scalars(select(ProposalFile).where(ProposalFile.file_id == file.id)).one()


def lay(canaries: Canaries, proposal: Proposal, name: str, who: set[str], **facts: Any) -> ProposalFile:
    """A file on a proposal that was entered as it stands, handed in with its first version."""
    words = words_of_a_file(canaries, f"file{name}", who)
    hung = a_file_of(proposal, by=proposal.proposer, name=f"{words['name']}.txt", text=words["text"], **facts)
    with db.transaction():
        hung.file.about = words["about"]
    canaries.at("one_proposal_file", proposal, file_key=hung.key)
    return hung
