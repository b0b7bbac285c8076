"""What a working group hands on to the formal call of its need."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from hack import db
from hack.labels import Labelled
from hack.workgroups.models.groups import Workgroup


class Weight(Labelled):
    """How much it matters that a requirement is met."""

    MUST = "must", "必須"
    WISH = "wish", "希望"


class CallRequirement(db.Base):
    """One thing that the formal call should ask for (提案募集に持ち込む要件), in the order that the group gave it."""

    __tablename__ = "call_requirement"
    __table_args__ = (UniqueConstraint("workgroup_id", "place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    place: Mapped[int]
    words: Mapped[str] = mapped_column(String(400))
    weight: Mapped[Weight] = mapped_column(default=Weight.MUST)

    workgroup: Mapped[Workgroup] = relationship(
        viewonly=True, backref=backref("requirements", viewonly=True, order_by="CallRequirement.place")
    )
