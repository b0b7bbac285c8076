"""What a person follows (フォロー), which letters the person wants about it, and which days were told already."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.labels import Labelled
from hack.search.facets import chosen


class Kind(Labelled):
    """What can be followed."""

    NEED = "need", "ニーズ"
    FIELD = "field", "分野"
    SEARCH = "search", "検索"


class Topic(Labelled):
    """What happens to what is followed, as people choose their letters."""

    CALL = "call", "募集の開始・予告、日程の変更"
    ANSWER = "answer", "質問への回答の公開・訂正"
    CLOSING = "closing", "締切が近いとき(7日前と前日)"
    STEP = "step", "その後の段階(ワーキング、候補者、実証、結果など)"
    NEW = "new", "フォローした分野・保存した検索の新着"


class Way(Labelled):
    """How somebody wants to be told."""

    AT_ONCE = "at_once", "すぐに1通ずつ"
    DIGEST = "digest", "朝のまとめで"
    NONE = "none", "受け取らない"


class Follow(db.Base):
    """That a person follows a need (by its key), a field (by its value), or a search (by its words and what narrows it)."""

    __tablename__ = "follow"
    __table_args__ = (
        Index("uq_follow", "user_id", "kind", "thing", "noun", "narrowed", unique=True),
        Index("ix_follow_of", "kind", "thing"),
        CheckConstraint("thing <> ''", "something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[Kind]
    thing: Mapped[str] = mapped_column(String(200))
    noun: Mapped[str] = mapped_column(String(20), default="")
    """Which kind of thing a search looks for; empty: all."""
    narrowed: Mapped[str] = mapped_column(String(400), default="", server_default="")
    """By what a search is narrowed, as `written` writes it down."""
    since: Mapped[datetime] = mapped_column(default=clock.now)

    user: Mapped[User] = relationship()

    @property
    def facets(self) -> dict[str, str]:
        """By what a search is narrowed: values by the names of `hack.search.facets`."""
        return dict(json.loads(self.narrowed)) if self.narrowed else {}


def written(facets: Mapping[str, str]) -> str:
    """What narrows a search, in one line that is the same for the same choices; empty for none, and for what makes no sense."""
    wanted = chosen(facets)
    return json.dumps(wanted, ensure_ascii=False) if wanted else ""


class Wishes(db.Base):
    """How a person wants to be told of each topic; who has none wants everything in the digest."""

    __tablename__ = "wishes"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True, autoincrement=False)
    call: Mapped[Way] = mapped_column(default=Way.DIGEST)
    answer: Mapped[Way] = mapped_column(default=Way.DIGEST)
    closing: Mapped[Way] = mapped_column(default=Way.DIGEST)
    step: Mapped[Way] = mapped_column(default=Way.DIGEST)
    new: Mapped[Way] = mapped_column(default=Way.DIGEST)

    def way(self, topic: Topic) -> Way:
        """How the person wants to be told of this topic."""
        wanted: Way = getattr(self, topic.value)
        return wanted


class Digest(db.Base):
    """That a person's digest of that day was seen to: what happened until `until` is told, or there was nothing to tell."""

    __tablename__ = "digest"
    __table_args__ = (Index("uq_digest", "user_id", "day", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date] = mapped_column(index=True)
    until: Mapped[datetime]
