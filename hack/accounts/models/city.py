"""Bureaus of the city, and their sections."""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import db


class Bureau(db.Base):
    """A bureau, ward office or headquarters of the city (局・区・統括本部)."""

    __tablename__ = "bureau"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    ward_code: Mapped[str | None] = mapped_column(String(6))

    sections: Mapped[list["Section"]] = relationship(back_populates="bureau", order_by="Section.id")


class Section(db.Base):
    """A section (課) of a bureau: who owns a need."""

    __tablename__ = "section"
    __table_args__ = (Index("uq_section", "bureau_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bureau_id: Mapped[int] = mapped_column(ForeignKey("bureau.id"))
    name: Mapped[str] = mapped_column(String(60))

    bureau: Mapped[Bureau] = relationship(back_populates="sections", lazy="joined", innerjoin=True)

    @property
    def full_name(self) -> str:
        """The bureau's and the section's name, as the city writes them: 道路局 企画課."""
        return f"{self.bureau.name} {self.name}"
