"""The data request (データの依頼): what an organisation asks for, which sections were asked, and what came of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.asking.models import Inquired, Tells, by_last_day
from hack.events import DataInquiryDue, DataInquiryMoved, DataInquiryOverdue
from hack.intake.models import Case
from hack.opendata.models.sets import DataSet
from hack.opendata.words import DataFormat, Obstacle, Rhythm, Says
from hack.passages import OnPath
from hack.pipeline.data_inquiry import PATH as INQUIRY_PATH
from hack.pipeline.datarequest import PATH, DataRequestStep

MOST_INQUIRIES = 10
"""How many sections may be asked about one request, the same one again included."""


class DataRequest(OnPath, db.Base):
    """A data request: which data, what for, as what, how often; private to its organisation, the desk and the sections asked."""

    __tablename__ = "datarequest"
    path = PATH
    __table_args__ = (
        CheckConstraint("step <> 'published' OR dataset_id IS NOT NULL", "published_as_data"),
        CheckConstraint("step <> 'planned' OR planned_on IS NOT NULL", "planned_for_a_day"),
        CheckConstraint("step <> 'refused' OR (obstacle IS NOT NULL AND told <> '')", "refused_for_a_reason"),
        CheckConstraint("shown_at IS NULL OR (open_to_all AND wording <> '' AND answer <> '')", "shown_with_consent"),
        CheckConstraint(f"inquiries >= 0 AND inquiries <= {MOST_INQUIRIES}", "not_too_many"),
        Index("ix_datarequest_of_organization", "organization_id", "step"),
        Index("ix_datarequest_due", "step", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    """The receipt number, such as D-2026-0001: fiscal year and count within it."""
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    step: Mapped[DataRequestStep] = mapped_column(default=DataRequestStep.RECEIVED)
    due_on: Mapped[date | None]
    """The last day of what is awaited now; None where nothing is."""

    title: Mapped[str] = mapped_column(String(80))
    wanted: Mapped[str] = mapped_column(Text)
    """Which data: what it should hold, of which place and time."""
    purpose: Mapped[str] = mapped_column(Text)
    """What it is for, and what would be done with it."""
    format: Mapped[DataFormat | None]
    rhythm: Mapped[Rhythm | None]

    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), unique=True)
    """The case of the front that it was taken over from."""
    inquiries: Mapped[int] = mapped_column(default=0)
    """How many sections were asked; counted in the statement that sees that they are not too many."""
    told: Mapped[str] = mapped_column(Text, default="")
    """What the organisation is answered."""
    obstacle: Mapped[Obstacle | None]
    planned_on: Mapped[date | None]
    warned_for: Mapped[date | None]
    """The planned day of which people were reminded before it came."""
    dataset_id: Mapped[int | None] = mapped_column(ForeignKey("dataset.id"), index=True)
    """The data set that it becomes, or became."""

    # What everybody reads, where the organisation agrees.
    open_to_all: Mapped[bool] = mapped_column(default=False)
    """Whether the organisation agrees that question and answer are shown to everybody, without its name."""
    wording: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    shown_at: Mapped[datetime | None] = mapped_column(index=True)

    organization: Mapped[Organization] = relationship()
    asker: Mapped[User] = relationship()
    dataset: Mapped[DataSet | None] = relationship()
    case: Mapped[Case | None] = relationship()
    asked: Mapped[list["DataInquiry"]] = relationship(
        order_by="DataInquiry.id", back_populates="request", viewonly=True
    )

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.asked_at, self.asker.name

    @property
    def late(self) -> bool:
        """Whether the last day of what is awaited is over."""
        return not self.step.ends and self.due_on is not None and self.due_on < clock.today()

    @property
    def shown(self) -> bool:
        """Whether everybody may read its question and answer."""
        return self.shown_at is not None


class DataInquiry(Inquired, db.Base):
    """An inquiry about data: what a section was asked about a data request, until when, and what it said; for the city alone."""

    __tablename__ = "data_inquiry"
    path = INQUIRY_PATH
    tells = Tells(DataInquiryMoved, DataInquiryDue, DataInquiryOverdue)
    __table_args__ = (
        CheckConstraint("step <> 'answered' OR (answered_at IS NOT NULL AND says IS NOT NULL)", "answered"),
        Index(
            "uq_data_inquiry_open",
            "request_id",
            "section_id",
            unique=True,
            sqlite_where=text("step = 'asked'"),
            postgresql_where=text("step = 'asked'"),
        ),
        by_last_day("data_inquiry"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    request_id: Mapped[int] = mapped_column(ForeignKey("datarequest.id"))
    says: Mapped[Says | None]
    remark: Mapped[str] = mapped_column(Text, default="")
    """What the section adds, for the desk alone."""

    request: Mapped[DataRequest] = relationship(back_populates="asked")
