"""What each evaluator found of each proposal."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.evaluation.models.evaluation import Entry, Evaluator


class Sheet(db.Base):
    """What one evaluator found of one proposal: points for each criterion, or an abstention with its reason."""

    __tablename__ = "sheet"
    __table_args__ = (Index("uq_sheet", "evaluator_id", "entry_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    evaluator_id: Mapped[int] = mapped_column(ForeignKey("evaluator.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    comment: Mapped[str] = mapped_column(Text, default="")
    abstains: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(Text, default="")
    """Why the evaluator abstains."""
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    evaluator: Mapped[Evaluator] = relationship()
    entry: Mapped[Entry] = relationship()
    scores: Mapped[list["Score"]] = relationship(back_populates="sheet", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class Score(db.Base):
    """The points that a sheet gives for one criterion, and why."""

    __tablename__ = "score"
    __table_args__ = (
        CheckConstraint("points IS NULL OR points BETWEEN 0 AND 5", "points"),
        Index("uq_score", "sheet_id", "criterion_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(ForeignKey("sheet.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("criterion.id"), index=True)
    points: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text, default="")

    sheet: Mapped[Sheet] = relationship(back_populates="scores")
