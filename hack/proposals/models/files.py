"""The attached file (添付ファイル): that a file hangs on a proposal, who reads it, and with which versions it was handed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import db
from hack.files.models import StoredFile
from hack.proposals.models.proposal import Proposal, Readers


class ProposalFile(db.Base):
    """A file of a proposal: it belongs to what is being written until it is left out, and for ever to the versions from
    `first_version` to `last_version` that were handed in with it.

    Who reads it was said when it was brought and is never changed: another choice is another file.
    """

    __tablename__ = "proposal_file"
    __table_args__ = (
        CheckConstraint("readers <> 'public'", "never_public"),
        CheckConstraint("last_version IS NULL OR last_version >= first_version", "in_order"),
        CheckConstraint("last_version IS NULL OR first_version IS NOT NULL", "handed_in_before"),
        CheckConstraint("last_version IS NULL OR left_out_at IS NOT NULL", "left_out_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), unique=True)
    readers: Mapped[Readers]
    """The section, or the secretariat alone."""
    first_version: Mapped[int | None]
    """The number of the version that it was first handed in with; None while it was not."""
    last_version: Mapped[int | None]
    """The number of the last version that has it; None while the last one has."""
    left_out_at: Mapped[datetime | None]
    """When it was taken out of what is being written."""

    proposal: Mapped[Proposal] = relationship()
    file: Mapped[StoredFile] = relationship()

    @property
    def key(self) -> str:
        """What the file's address shows."""
        return self.file.key

    @property
    def thing(self) -> Any:
        """On what it hangs."""
        return self.proposal

    @property
    def frozen(self) -> bool:
        """Whether a version that was handed in has it, so that it stays whatever is done with it now."""
        return self.first_version is not None

    @property
    def held(self) -> bool:
        """Whether nobody can leave it out now."""
        return self.frozen and not self.proposal.changeable

    @property
    def tags(self) -> tuple[str, ...]:
        """Who reads it, and whether it was handed in, in a word each."""
        return (self.readers.label, *(() if self.frozen else ("未提出",)))

    def in_words(self) -> dict[str, Any]:
        """What a version keeps of it."""
        file = self.file
        said = {"key": file.key, "name": file.name, "about": file.about, "size": file.size, "digest": file.digest}
        return said | {"readers": self.readers.value}
