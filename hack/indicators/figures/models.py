"""A published number, and what was changed of what is kept of it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.indicators.quarters import era_of
from hack.labels import Labelled

WHAT, UNIT, SOURCE, ADDRESS, NOTE = 80, 20, 200, 300, 400
"""How many letters what a number counts, its unit, its source, the source's address and a note may have."""


class Subject(Labelled):
    """What a published number is about."""

    PARTICIPANTS = "participants", "YOKOHAMA Hack!の参加者数"
    FRONT = "front", "共創フロント"
    LIVING_LABS = "living_labs", "リビングラボ"
    CO_LABS = "co_labs", "共創ラボ"
    OPEN_DATA = "open_data", "オープンデータ"


class Qualifier(Labelled):
    """How exactly the source tells the number."""

    EXACT = "exact", "その数"
    AT_LEAST = "at_least", "以上"
    MORE_THAN = "more_than", "超"
    ABOUT = "about", "約"
    ROUGHLY = "roughly", "ほど"


class Precision(Labelled):
    """How exactly the source tells as of when."""

    DAY = "day", "日"
    MONTH = "month", "月"
    YEAR = "year", "年(1月から12月)"
    FISCAL_YEAR = "fiscal_year", "年度(4月から3月)"


class Deed(Labelled):
    """What was done with what is kept of a number."""

    ENTERED = "entered", "登録した"
    CORRECTED = "corrected", "訂正した"
    REMOVED = "removed", "取り下げた"


class PublishedFigure(db.Base):
    """A number as a document told it."""

    __tablename__ = "published_figure"
    __table_args__ = (CheckConstraint("value >= 0", "value"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    """What the reference data calls it; None for one that somebody entered."""
    version: Mapped[int] = mapped_column(default=1)
    subject: Mapped[Subject] = mapped_column(index=True)
    what: Mapped[str] = mapped_column(String(WHAT))
    value: Mapped[float] = mapped_column(Numeric(14, 2, asdecimal=False))
    unit: Mapped[str] = mapped_column(String(UNIT), default="")
    """Empty where the source has none."""
    qualifier: Mapped[Qualifier] = mapped_column(default=Qualifier.EXACT)
    as_of: Mapped[date]
    """The day, or the first day of the month, year or fiscal year."""
    precision: Mapped[Precision]
    source: Mapped[str] = mapped_column(String(SOURCE))
    source_url: Mapped[str] = mapped_column(String(ADDRESS), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    removed_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}

    @property
    def title(self) -> str:
        """What it is called in lists and messages."""
        return f"{self.subject.label} {self.what}"

    @property
    def number(self) -> str:
        """The number with its qualifier and unit, as people write it: 約360件, 800件以上."""
        digits = f"{self.value:,.2f}".rstrip("0").rstrip(".")
        before = self.qualifier.label if self.qualifier is Qualifier.ABOUT else ""
        after = "" if self.qualifier in (Qualifier.ABOUT, Qualifier.EXACT) else self.qualifier.label
        return f"{before}{digits}{self.unit}{after}"

    @property
    def when(self) -> str:
        """As of when, as exactly as the source tells it: 2019年, 2021年3月, 令和3年度."""
        year, month, day = self.as_of.year, self.as_of.month, self.as_of.day
        if self.precision is Precision.FISCAL_YEAR:
            return f"{era_of(clock.fiscal_year(self.as_of))}年度"
        parts = {Precision.YEAR: "", Precision.MONTH: f"{month}月", Precision.DAY: f"{month}月{day}日"}
        return f"{year}年{parts[self.precision]}"


class FigureChange(db.Base):
    """That somebody entered a number, put it right, or withdrew it: what it said before and afterwards, and why. Never changed."""

    __tablename__ = "figure_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    figure_id: Mapped[int] = mapped_column(ForeignKey("published_figure.id"), index=True)
    deed: Mapped[Deed]
    before: Mapped[str] = mapped_column(Text, default="")
    after: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: read from the reference data when the installation began."""

    by: Mapped[User | None] = relationship()
