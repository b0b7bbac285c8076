"""Which proposals an evaluator scores, where not everybody scores all of them."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import db
from hack.evaluation.models.evaluation import Entry, Evaluator


class Allotment(db.Base):
    """That an evaluator scores a proposal (割り当て); it counts where the evaluation is allotted."""

    __tablename__ = "allotment"
    __table_args__ = (Index("uq_allotment", "evaluator_id", "entry_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluator_id: Mapped[int] = mapped_column(ForeignKey("evaluator.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)

    evaluator: Mapped[Evaluator] = relationship(back_populates="allotments")
    entry: Mapped[Entry] = relationship()
