"""The agreement (連携協定): with whom, for what, from when until when, where that is written; what came of it, and whom to turn to."""

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, Section, User
from hack.agreements.days import Dated, only_what_is_known
from hack.agreements.models.words import AgreementKind, Renewal, Standing
from hack.intake.models import Case

MOST_PARTIES, MOST_CONTACTS = 30, 30
USUAL_NOTICE, LONGEST_NOTICE = 90, 730
"""How many days before the end of a term people are told of it where nobody says otherwise, and at most."""


class Agreement(Dated, db.Base):
    """An agreement; `when` is the day on which it was concluded, as far as that is known."""

    __tablename__ = "agreement"
    __table_args__ = (
        *only_what_is_known(),
        CheckConstraint("NOT published OR source_name <> '' OR source_url <> ''", "published_with_source"),
        CheckConstraint(f"notice_days >= 1 AND notice_days <= {LONGEST_NOTICE}", "notice_of_days"),
        CheckConstraint("(until IS NULL) = (remind_from IS NULL)", "reminded_of_an_end"),
        Index("ix_agreement_year", "year", "month", "day"),
        Index("ix_agreement_due", "remind_from"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    kind: Mapped[AgreementKind] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(160))
    city_side: Mapped[str] = mapped_column(String(80))
    """Who stands on the city's side, as it is written: 横浜市, 港南区."""
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    """The section that looks after it; None: the secretariat does."""
    announced_on: Mapped[date | None]
    until: Mapped[date | None]
    """The last day of its term; None where no term is stated."""
    renewal: Mapped[Renewal] = mapped_column(default=Renewal.UNKNOWN)
    notice_days: Mapped[int] = mapped_column(default=USUAL_NOTICE)
    """How many days before the end of the term people are told of it."""
    remind_from: Mapped[datetime | None]
    """From when on the end of the term is near: the beginning of the day that is `notice_days` before `until`."""
    warned_for: Mapped[date | None]
    """The end of the term that people were told of."""
    told_over_for: Mapped[date | None]
    """The end of the term of which people were told that it is over."""
    ended_on: Mapped[date | None]
    """The day on which it ended for good, if it has."""
    purpose: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[str] = mapped_column(Text, default="")
    source_name: Mapped[str] = mapped_column(String(160), default="")
    source_url: Mapped[str] = mapped_column(String(300), default="")
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), unique=True)
    """The case of the front that it came of, if it did; who may not see that case is not told of it."""
    published: Mapped[bool] = mapped_column(default=False)
    """Whether it stands in the public register."""
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    section: Mapped[Section | None] = relationship()
    case: Mapped[Case | None] = relationship()
    follows: Mapped["Agreement | None"] = relationship(
        secondary="agreement_succession",
        primaryjoin="Agreement.id == AgreementSuccession.follower_id",
        secondaryjoin="Agreement.id == AgreementSuccession.former_id",
        viewonly=True,
    )
    """The agreement whose place it took."""
    contacts: Mapped[list["AgreementContact"]] = relationship(
        order_by="AgreementContact.party, AgreementContact.id", viewonly=True
    )
    parties: Mapped[list["AgreementParty"]] = relationship(
        order_by="AgreementParty.place", cascade="all, delete-orphan", back_populates="agreement"
    )
    outcomes: Mapped[list["AgreementOutcome"]] = relationship(order_by="AgreementOutcome.id", viewonly=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self) -> str:
        return self.name

    @property
    def party_names(self) -> list[str]:
        """The names of those on the other side, in their order."""
        return [party.name for party in self.parties]

    @property
    def standing(self) -> Standing:
        """How it stands today, as far as its term is stated."""
        if self.ended_on is not None and self.ended_on <= clock.today():
            return Standing.ENDED
        if self.until is None:
            return Standing.UNSTATED
        if self.until >= clock.today():
            return Standing.IN_FORCE
        return Standing.RENEWED if self.renewal is Renewal.AUTOMATIC else Standing.OVER

    @property
    def near_its_end(self) -> bool:
        """Whether somebody has to see to how it goes on: the end of the term is near or over, and no end is written down."""
        return self.remind_from is not None and self.remind_from <= clock.now() and self.ended_on is None

    @property
    def past_its_end(self) -> bool:
        """Whether its term is over, and nobody has written down how it goes on."""
        return self.until is not None and self.until < clock.today() and self.ended_on is None


class AgreementParty(db.Base):
    """Somebody on the other side: by name, and linked with the organisation where one of that name takes part."""

    __tablename__ = "agreement_party"
    __table_args__ = (Index("uq_agreement_party", "agreement_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(80), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)

    agreement: Mapped[Agreement] = relationship(back_populates="parties")
    organization: Mapped[Organization | None] = relationship()


class AgreementOutcome(Dated, db.Base):
    """Something that came of an agreement, on a day known more or less exactly, with where that is written."""

    __tablename__ = "agreement_outcome"
    __table_args__ = only_what_is_known()

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    told: Mapped[str] = mapped_column(Text)
    source_name: Mapped[str] = mapped_column(String(160), default="")
    source_url: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    agreement: Mapped[Agreement] = relationship()
    by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}


class AgreementContact(db.Base):
    """Whom to turn to on the other side; for those who look after the agreement, and never in the register."""

    __tablename__ = "agreement_contact"
    __table_args__ = (
        CheckConstraint("office <> '' OR person <> ''", "somebody"),
        CheckConstraint("email <> '' OR phone <> ''", "to_be_reached"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    party: Mapped[str] = mapped_column(String(80))
    """The name of the party that they belong to, as the agreement has it."""
    office: Mapped[str] = mapped_column(String(120), default="")
    person: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    agreement: Mapped[Agreement] = relationship()

    __mapper_args__ = {"version_id_col": version}


def first_reminder(until: date | None, notice_days: int) -> datetime | None:
    """From when on the end of a term is near; None where no term is stated."""
    return None if until is None else clock.start_of(until - timedelta(days=notice_days))
