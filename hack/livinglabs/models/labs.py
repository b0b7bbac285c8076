"""The lab, and what coordinators found when they checked it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.livinglabs.models.words import Basis, Finding, LabKind, Lead
from hack.passages import OnPath
from hack.pipeline.livinglab import PATH, LabStep
from hack.sites.models import Ward


class LivingLab(OnPath, db.Base):
    """A living lab, a 共創ラボ or an open lab: applied for by the organisation that runs it, or known from a source."""

    __tablename__ = "livinglab"
    path = PATH
    __table_args__ = (
        CheckConstraint("kind <> 'living' OR ward IS NOT NULL", "living_lab_has_ward"),
        CheckConstraint("organization_id IS NOT NULL OR source <> ''", "run_by_somebody_or_from_a_source"),
        Index("ix_livinglab_listed", "step", "ward", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    """Whose people run it here; None where it is known from a source alone."""
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    step: Mapped[LabStep] = mapped_column(default=LabStep.APPLIED)
    applied_at: Mapped[datetime] = mapped_column(default=clock.now)

    # What everybody reads once it is registered.
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[LabKind]
    basis: Mapped[Basis] = mapped_column(default=Basis.UNKNOWN)
    ward: Mapped[Ward | None]
    """None where it is held all over the city, or online."""
    place: Mapped[str] = mapped_column(String(120), default="")
    outline: Mapped[str] = mapped_column(Text, default="")
    themes: Mapped[str] = mapped_column(Text)
    """One a line."""
    operator: Mapped[str] = mapped_column(String(120))
    """Who runs it, in words: often several bodies."""
    lead: Mapped[Lead | None]
    participation: Mapped[str] = mapped_column(Text, default="")
    """How residents take part."""
    partners: Mapped[str] = mapped_column(String(400), default="")
    rhythm: Mapped[str] = mapped_column(String(120), default="")
    """How often it meets."""
    uses: Mapped[str] = mapped_column(Text, default="")
    """The data that it works with."""
    contact: Mapped[str] = mapped_column(String(200), default="")
    url: Mapped[str] = mapped_column(String(300), default="")
    joinable: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether organisations may ask to join (open labs)."""
    source: Mapped[str] = mapped_column(String(300), default="")
    """Where it is known from, if it was not its own people who applied."""
    source_url: Mapped[str] = mapped_column(String(300), default="")

    # What only the city and its own people read.
    field_words: Mapped[str] = mapped_column(Text, default="")
    """What can be tried out there, and with whom; empty where it does not offer itself as a field for trials."""

    organization: Mapped[Organization | None] = relationship()
    entered_by: Mapped[User] = relationship()

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.applied_at, self.entered_by.name

    @property
    def title(self) -> str:
        return self.name

    @property
    def theme_list(self) -> list[str]:
        """Its themes, one by one."""
        return [line.strip() for line in self.themes.splitlines() if line.strip()]

    @property
    def where(self) -> str:
        """The ward, or that it is bound to none."""
        return self.ward.label if self.ward else "区を定めない"

    @property
    def going_on(self) -> bool:
        """Whether it is in the register and has not ended."""
        return self.step.public and not self.step.ends

    @property
    def takes_members(self) -> bool:
        """Whether an organisation can ask to join now."""
        return self.kind is LabKind.OPEN and self.joinable and self.step in (LabStep.REGISTERED, LabStep.ACTIVE)


class LabCheck(db.Base):
    """One check of a lab: whether residents take part, the ward and the theme are right, and what was said to its people."""

    __tablename__ = "livinglab_check"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"), index=True)
    residents: Mapped[Finding]
    ward: Mapped[Finding]
    theme: Mapped[Finding]
    remark: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    livinglab: Mapped[LivingLab] = relationship()
    by: Mapped[User] = relationship()
