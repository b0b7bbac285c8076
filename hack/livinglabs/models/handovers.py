"""That a lab which is known from a source alone goes into the hands of those who run it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.livinglabs.models.labs import LivingLab
from hack.livinglabs.models.words import HandoverSide, HandoverState

OPEN = "state = 'open'"


class LabHandover(db.Base):
    """That the secretariat offers a lab to an organisation, or an organisation says that the lab is its own (ラボの引き継ぎ)."""

    __tablename__ = "livinglab_handover"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (answered_at IS NULL)", "answered"),
        Index(
            "uq_livinglab_handover_open",
            "livinglab_id",
            "organization_id",
            unique=True,
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    """Who runs the lab, or would."""
    side: Mapped[HandoverSide]
    state: Mapped[HandoverState] = mapped_column(default=HandoverState.OPEN)
    words: Mapped[str] = mapped_column(Text, default="")
    """What was said with it; read by both sides alone, as the answer is."""
    answer: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]

    livinglab: Mapped[LivingLab] = relationship()
    organization: Mapped[Organization] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])

    @property
    def waits(self) -> bool:
        """Whether it has no answer yet."""
        return self.state is HandoverState.OPEN

    @property
    def offered(self) -> bool:
        """Whether it was the secretariat that began, and the organisation answers."""
        return self.side is HandoverSide.OFFER
