"""The place for a trial (実証フィールド): what a need looks for, and what organisations offer."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.labels import Labelled
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.site import PATH, SiteStep


class Ward(Labelled):
    """The ward that a place lies in (区)."""

    TSURUMI = "tsurumi", "鶴見区"
    KANAGAWA = "kanagawa", "神奈川区"
    NISHI = "nishi", "西区"
    NAKA = "naka", "中区"
    MINAMI = "minami", "南区"
    KONAN = "konan", "港南区"
    HODOGAYA = "hodogaya", "保土ケ谷区"
    ASAHI = "asahi", "旭区"
    ISOGO = "isogo", "磯子区"
    KANAZAWA = "kanazawa", "金沢区"
    KOHOKU = "kohoku", "港北区"
    MIDORI = "midori", "緑区"
    AOBA = "aoba", "青葉区"
    TSUZUKI = "tsuzuki", "都筑区"
    TOTSUKA = "totsuka", "戸塚区"
    SAKAE = "sakae", "栄区"
    IZUMI = "izumi", "泉区"
    SEYA = "seya", "瀬谷区"


class SiteKind(Labelled):
    """What kind of place it is."""

    SHOP = "shop", "店舗・商店街"
    HOUSING = "housing", "集合住宅・住宅地"
    NURSERY = "nursery", "保育所・幼稚園"
    SCHOOL = "school", "学校・大学"
    CARE = "care", "福祉・介護施設"
    CLINIC = "clinic", "病院・診療所"
    FACTORY = "factory", "工場・倉庫"
    OFFICE = "office", "事務所"
    OUTDOORS = "outdoors", "広場・道路・農地など屋外"
    OTHER = "other", "その他"


class SiteCall(db.Base):
    """That a need looks for places to be tried out at: what for, how many at most, until when."""

    __tablename__ = "site_call"
    __table_args__ = (CheckConstraint("taken >= 0 AND taken <= capacity", "not_over_full"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    wanted: Mapped[str] = mapped_column(Text)
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    """How many places are taken now; counted in the same statement that checks the capacity."""
    until: Mapped[date] = mapped_column(index=True)
    """Places can be offered until 24:00 (JST) of this day."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)

    need: Mapped[Need] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def over(self) -> bool:
        """Whether its last day is over (24:00 JST)."""
        return clock.now() >= clock.end_of(self.until)

    @property
    def full(self) -> bool:
        return self.taken >= self.capacity

    @property
    def takes_offers(self) -> bool:
        """Whether a place can be offered now."""
        return not self.over and not self.full and self.need.public and not self.need.step.ends


class Site(OnPath, db.Base):
    """A place that an organisation offers: private to it, the sections that own the need and the secretariat until it is taken."""

    __tablename__ = "site"
    path = PATH

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    call_id: Mapped[int] = mapped_column(ForeignKey("site_call.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    step: Mapped[SiteStep] = mapped_column(default=SiteStep.OFFERED, index=True)
    offered_at: Mapped[datetime] = mapped_column(default=clock.now)

    # What everybody reads once it is taken.
    name: Mapped[str] = mapped_column(String(80))
    ward: Mapped[Ward]
    description: Mapped[str] = mapped_column(Text)

    # What only the sections and the secretariat read.
    kind: Mapped[SiteKind]
    conditions: Mapped[str] = mapped_column(Text, default="")
    contact: Mapped[str] = mapped_column(String(200))

    call: Mapped[SiteCall] = relationship()
    organization: Mapped[Organization] = relationship()
    by: Mapped[User] = relationship()

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.offered_at, self.by.name
