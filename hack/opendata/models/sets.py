"""The data set (データセット): what the catalogue says of it, where its files are, and how it came to say so."""

import re
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section, User
from hack.needs.models import Field, Need
from hack.opendata.words import DataFormat, Licence, Rhythm
from hack.passages import OnPath
from hack.pipeline.dataset import PATH, DataSetStep

_BETWEEN = re.compile(r"[、,,;\s]+")
MOST_FILES = 5
"""How many files (or addresses of an API) one data set is given out as."""


class DataSet(OnPath, db.Base):
    """A data set: what it holds, which section answers for it, under which licence, how often it is brought up to date."""

    __tablename__ = "dataset"
    path = PATH
    __table_args__ = (
        CheckConstraint("step = 'draft' OR published_at IS NOT NULL", "published"),
        Index("ix_dataset_newest", "step", "published_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    step: Mapped[DataSetStep] = mapped_column(default=DataSetStep.DRAFT)
    drafted_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    """Since when it is in the catalogue; None while it is a draft."""

    title: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(Text, default="")
    field: Mapped[Field | None] = mapped_column(index=True)
    keywords: Mapped[str] = mapped_column(String(200), default="")
    period: Mapped[str] = mapped_column(String(80), default="")
    """Of which time it tells, in words."""
    updated_on: Mapped[date | None]
    """On which day the data itself was brought up to date last."""
    rhythm: Mapped[Rhythm] = mapped_column(default=Rhythm.IRREGULAR)
    licence: Mapped[Licence] = mapped_column(default=Licence.CC_BY)

    section: Mapped[Section] = relationship()
    author: Mapped[User] = relationship()
    files: Mapped[list["DataFile"]] = relationship(
        order_by="DataFile.place", cascade="all, delete-orphan", back_populates="dataset"
    )

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.drafted_at, self.author.name

    @property
    def public(self) -> bool:
        """Whether it stands in the catalogue, for everybody."""
        return self.step.public

    @property
    def words(self) -> list[str]:
        """The keywords one by one."""
        return [word for word in _BETWEEN.split(self.keywords) if word]

    @property
    def formats(self) -> list[DataFormat]:
        """As what it is given out, each once."""
        return list(dict.fromkeys(file.format for file in self.files))


class DataFile(db.Base):
    """One way in which a data set is given out: as what, at which address (https alone), and how large, in words."""

    __tablename__ = "dataset_file"
    __table_args__ = (
        UniqueConstraint("dataset_id", "place"),
        CheckConstraint(f"place BETWEEN 1 AND {MOST_FILES}", "place"),
        CheckConstraint("substr(url, 1, 8) = 'https://'", "safe_address"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    place: Mapped[int]
    """Counts from 1, in the order in which they are shown."""
    format: Mapped[DataFormat] = mapped_column(index=True)
    url: Mapped[str] = mapped_column(String(300))
    size: Mapped[str] = mapped_column(String(40), default="")

    dataset: Mapped[DataSet] = relationship(back_populates="files")


class DataSetVersion(db.Base):
    """What the catalogue said of a data set from a moment on, and what was new about it. Never changed."""

    __tablename__ = "dataset_version"
    __table_args__ = (UniqueConstraint("dataset_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"))
    number: Mapped[int]
    """Counts the versions of the data set, from 1 and without gaps."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(String(200))
    """What is new, for everybody."""
    said: Mapped[dict[str, Any]]
    """What the catalogue said, by the labels of its questions."""

    dataset: Mapped[DataSet] = relationship()


class DataSetForNeed(db.Base):
    """That a published data set can be used for a need (使えるデータ), and what for."""

    __tablename__ = "dataset_for_need"
    __table_args__ = (UniqueConstraint("need_id", "dataset_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    dataset_id: Mapped[int] = mapped_column(ForeignKey("dataset.id"), index=True)
    note: Mapped[str] = mapped_column(String(200), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    need: Mapped[Need] = relationship()
    dataset: Mapped[DataSet] = relationship()
