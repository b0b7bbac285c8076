"""What the matcher suggests, why, and what people said of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.labels import Labelled
from hack.matching.likeness.bands import Band
from hack.matching.likeness.wording import ALIKE, LEARNT, MEANING, OTHERS, TELLING_MEANING
from hack.needs.models import Need
from hack.roles import Role
from hack.seeds.models import Seed

STAFF = (Role.OFFICER, Role.COORDINATOR)
"""Who sees what the city's judgements come to: those who may read the judgements."""


class VerdictReason(Labelled):
    """Why a pairing fits or does not."""

    RELEVANT = "relevant", "課題と解決策が合っている"
    OTHER_PROBLEM = "other_problem", "解く課題が違う"
    OTHER_FIELD = "other_field", "分野・対象が違う"
    TOO_EARLY = "too_early", "まだ成熟していない"
    CONDITIONS = "conditions", "条件(ネットワーク・データ等)が合わない"
    CAPACITY = "capacity", "いまは対応する余力がない"
    COST = "cost", "費用が合わない"
    KNOWN = "known", "すでに検討・採用している"


class Run(db.Base):
    """One fitting of the matcher: its settings, dictionary, and how many texts it saw."""

    __tablename__ = "run"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    began_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    needs: Mapped[int]
    seeds: Mapped[int]
    settings: Mapped[dict[str, Any]]


def _as_the_texts_say(row: Any) -> Band:
    band: Band = row.get_current_parameters()["band"]
    return band


class Suggestion(db.Base):
    """That a need and a seed may belong together: how strongly, and the exact words that say so.

    `score`, `band` and `reasons` are what the texts alone come to, for everybody; `learnt` and `city_band` are what the
    judgements of the city's people make of it, for these alone (decision 0033). A pair that only one of the two suggests has the
    band NONE on the other side.
    """

    __tablename__ = "suggestion"
    __table_args__ = (
        Index("uq_suggestion", "need_id", "seed_id", unique=True),
        Index("ix_suggestion_need", "need_id", "score"),
        Index("ix_suggestion_seed", "seed_id", "score"),
        Index("ix_suggestion_best", "score"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    seed_id: Mapped[int] = mapped_column(ForeignKey("seed.id"))
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    score: Mapped[float]
    """The likeness of the two texts, comparable across needs; higher is more alike, never shown to people."""
    band: Mapped[Band]
    learnt: Mapped[float] = mapped_column(default=0.0, server_default="0")
    """What the city's judgements add to the score, or take away; together they are 0 or more."""
    city_band: Mapped[Band] = mapped_column(default=_as_the_texts_say, server_default=Band.NONE.value)
    reasons: Mapped[list[Any]]
    """[[word, share, place], …], largest share first; the shares add up to the score. word: as it stands in the texts.
    place: where it comes among those that people are shown, from 0; None for what explains nothing to a person."""
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    need: Mapped[Need] = relationship()
    seed: Mapped[Seed] = relationship()
    run: Mapped[Run] = relationship()

    @property
    def words(self) -> list[str]:
        """The words that people are shown, the most telling first; "傷んだ ~ 傷む" where the two texts write it differently."""
        return [word for word, _share in self._shown()]

    @property
    def alike(self) -> bool:
        """Whether the texts as wholes mean something so alike that it is a reason by itself."""
        return self._share_of(MEANING) >= TELLING_MEANING

    @property
    def told(self) -> list[tuple[str, float]]:
        """The words that people are shown with their shares, then what all others come to, and what was learnt, if anything.

        Together they are the score and what was learnt.
        """
        apart = [(sort, self._share_of(sort)) for sort in (ALIKE, MEANING)]
        others = sum(share for word, share, place in self.reasons if place is None and word not in (ALIKE, MEANING))
        return [*self._shown(), (OTHERS, others), *apart, *([(LEARNT, self.learnt)] if self.learnt else [])]

    def _share_of(self, sort: str) -> float:
        return float(sum(share for word, share, _place in self.reasons if word == sort))

    def band_to(self, viewer: Any) -> Band:
        """How well they go together, as this person is told."""
        return self.city_band if viewer.role in STAFF else self.band

    def _shown(self) -> list[tuple[str, float]]:
        found = [(place, word, share) for word, share, place in self.reasons if place is not None]
        return [(word, share) for _place, word, share in sorted(found)]


class Verdict(db.Base):
    """What a person said of a need and a seed: that they fit, or that they do not, and why."""

    __tablename__ = "verdict"
    __table_args__ = (
        Index(
            "uq_verdict",
            "need_id",
            "seed_id",
            "by_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    seed_id: Mapped[int] = mapped_column(ForeignKey("seed.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    fits: Mapped[bool]
    reason: Mapped[VerdictReason]
    note: Mapped[str] = mapped_column(Text, default="")
    withdrawn_at: Mapped[datetime | None]
    place: Mapped[int | None]
    """Where the seed stood in the city's list for the need when it was judged, from 1; None where it was folded, or is not known."""

    need: Mapped[Need] = relationship()
    seed: Mapped[Seed] = relationship()
    by: Mapped[User] = relationship()
