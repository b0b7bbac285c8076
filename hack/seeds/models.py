"""The seed (シーズ): a technology, product or service that could answer a need."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.labels import Labelled
from hack.needs.models import Field

FRESH = timedelta(days=365)
IN_CATALOGUE: dict[str, Any] = dict.fromkeys(
    ("sqlite_where", "postgresql_where"), text("published_at IS NOT NULL AND archived_at IS NULL")
)
"""The rows that an index of the catalogue holds."""


class Readiness(Labelled):
    """How ripe a seed is (成熟度)."""

    IDEA = "idea", "構想"
    PROTOTYPE = "prototype", "試作"
    PROVEN = "proven", "実績あり"
    ADOPTED = "adopted", "他自治体で導入済"


class CostBand(Labelled):
    """About what it costs to use for a year (概算費用帯)."""

    FREE = "free", "無償"
    UNDER_1M = "under_1m", "100万円未満"
    UNDER_5M = "under_5m", "100万〜500万円"
    UNDER_20M = "under_20m", "500万〜2,000万円"
    OVER_20M = "over_20m", "2,000万円以上"
    TALKS = "talks", "相談による"


class Lgwan(Labelled):
    """Whether it can be used on the local governments' closed network (LGWAN可否)."""

    YES = "yes", "LGWANで使える"
    NO = "no", "インターネットのみ"
    UNKNOWN = "unknown", "未確認"


class Visibility(Labelled):
    """Who may read a seed (公開範囲)."""

    PUBLIC = "public", "だれでも"
    CITY = "city", "市の職員のみ"


class Seed(db.Base):
    """A seed: what it is, what it solves, how ripe it is, and under what conditions it can be used."""

    __tablename__ = "seed"
    __table_args__ = (
        Index("ix_seed_confirmed", "confirmed_at", "visibility", "organization_id", **IN_CATALOGUE),
        Index("ix_seed_newest", "published_at", "visibility", "organization_id", **IN_CATALOGUE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)
    drafted_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    published_at: Mapped[datetime | None]
    """Since when it is in the catalogue; None while it is a draft."""
    confirmed_at: Mapped[datetime | None]
    """When its organisation last said that it still holds."""
    archived_at: Mapped[datetime | None]
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)

    title: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str] = mapped_column(String(200), default="")
    field: Mapped[Field | None] = mapped_column(index=True)
    solves: Mapped[str] = mapped_column(Text, default="")
    technology: Mapped[str] = mapped_column(String(200), default="")
    readiness: Mapped[Readiness | None]
    references: Mapped[str] = mapped_column(Text, default="")
    requires: Mapped[str] = mapped_column(Text, default="")
    """Data and surroundings that it needs."""
    lead_time: Mapped[str] = mapped_column(String(120), default="")
    cost_band: Mapped[CostBand | None]
    lgwan: Mapped[Lgwan | None]
    security: Mapped[str] = mapped_column(Text, default="")
    rights: Mapped[str] = mapped_column(Text, default="")
    wish: Mapped[str] = mapped_column(Text, default="")
    """What its organisation would like to try out in the city (実証したいこと)."""
    limits: Mapped[str] = mapped_column(Text, default="")
    trial_certified: Mapped[bool] = mapped_column(default=False)
    dmp_listed: Mapped[bool] = mapped_column(default=False)
    source_url: Mapped[str] = mapped_column(String(300), default="")

    organization: Mapped[Organization] = relationship()
    author: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def listed(self) -> bool:
        """Whether it stands in the catalogue."""
        return self.published_at is not None and self.archived_at is None

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.listed and self.visibility is Visibility.PUBLIC

    @property
    def stale(self) -> bool:
        """Whether its organisation has not confirmed it for twelve months."""
        return self.listed and self.confirmed_at is not None and clock.now() - self.confirmed_at > FRESH

    @property
    def text(self) -> str:
        """The whole text in one piece, in reading order: what is searched and matched."""
        parts = (self.summary, self.solves, self.technology, self.references, self.requires, self.wish)
        return "\n".join(part for part in parts if part)
