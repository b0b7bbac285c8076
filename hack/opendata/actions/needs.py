"""Which data sets can be used for a need. Every deed belongs inside the caller's transaction."""

from sqlalchemy import delete, func, select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import DataSetOffered, DataSetTakenOut
from hack.needs.models import Need
from hack.opendata.models import DataSet, DataSetForNeed
from hack.policy import can

MOST = 50
"""How many data sets may be offered for one need."""


def offer_dataset(need: Need, dataset: DataSet | None, *, by: User, note: str = "") -> DataSetForNeed:
    """Say that a data set of the catalogue can be used for a need; once however often it is said.

    Raises NotAllowed, RuleBroken (it is not in the catalogue, or too many are offered). Records DataSetOffered where it is new.
    """
    if not can(by, "dataset.offer", need):
        raise NotAllowed("dataset.offer")
    if dataset is None or not dataset.public:
        raise RuleBroken("カタログに公開されているデータセットを選んでください。", "dataset")
    db.alone_with("data for need", str(need.id))
    mine = DataSetForNeed.need_id == need.id
    there = db.session.scalar(select(DataSetForNeed).where(mine, DataSetForNeed.dataset_id == dataset.id))
    if there is not None:
        return there
    if (db.session.scalar(select(func.count(DataSetForNeed.id)).where(mine)) or 0) >= MOST:
        raise RuleBroken(f"一つのニーズに載せられるデータセットは{MOST}件までです。", "dataset")

    offered = DataSetForNeed(need_id=need.id, dataset_id=dataset.id, note=note, by_id=by.id, at=clock.now())
    db.session.add(offered)
    db.session.flush()
    outbox.record(DataSetOffered(offered.id), by=by)
    return offered


def take_out_dataset(offered: DataSetForNeed, *, by: User) -> None:
    """Say that a data set is not offered for its need any more; nothing happens where that was said already.

    Raises NotAllowed. Records DataSetTakenOut.
    """
    if not can(by, "dataset.take_out", offered):
        raise NotAllowed("dataset.take_out")
    gone = delete(DataSetForNeed).where(DataSetForNeed.key == offered.key, DataSetForNeed.need_id == offered.need.id)
    dataset_id = db.session.scalar(gone.returning(DataSetForNeed.dataset_id))
    if dataset_id is not None:
        outbox.record(DataSetTakenOut(dataset_id, offered.need.id), by=by)
