"""Writing down what a lab took up in a year or did on a day, and taking it away again."""

from datetime import date

from sqlalchemy import delete

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import MilestoneKept, MilestoneRemoved
from hack.livinglabs.actions.labs import refuse_where_over
from hack.livinglabs.models import LabMilestone, LivingLab, MilestoneKind
from hack.policy import can


def keep_milestone(
    lab: LivingLab,
    *,
    kind: MilestoneKind,
    words: str,
    by: User,
    year: int | None = None,
    happened_on: date | None = None,
    source: str = "",
    source_url: str = "",
) -> LabMilestone:
    """Write down what a year is about (its fiscal year), or what was done on a day; the day says the year.

    Raises NotAllowed, Overtaken (the lab has ended), RuleBroken (no year, no day, or a day to come). Records MilestoneKept.
    """
    if not can(by, "milestone.keep", lab):
        raise NotAllowed("milestone.keep")
    refuse_where_over(lab)
    if kind is MilestoneKind.TOPIC and year is None:
        raise RuleBroken("年度を西暦で入力してください。", "year")
    if kind is MilestoneKind.PROJECT and happened_on is None:
        raise RuleBroken("あった日を入力してください。", "happened_on")
    if kind is MilestoneKind.PROJECT and happened_on is not None:
        if happened_on > clock.today():
            raise RuleBroken("今日までの日付を入力してください。", "happened_on")
        year = clock.fiscal_year(happened_on)

    told = {"words": words, "source": source, "source_url": source_url, "year": year}
    day = happened_on if kind is MilestoneKind.PROJECT else None
    milestone = LabMilestone(livinglab_id=lab.id, kind=kind, happened_on=day, by_id=by.id, **told)
    db.session.add(milestone)
    db.session.flush()
    outbox.record(MilestoneKept(milestone.id), by=by)
    return milestone


def remove_milestone(milestone: LabMilestone, *, by: User) -> bool:
    """Take a milestone away that was written by mistake; False where it is not there any more. Raises NotAllowed. Records MilestoneRemoved."""
    if not can(by, "milestone.remove", milestone):
        raise NotAllowed("milestone.remove")
    lab = milestone.livinglab
    gone = db.session.execute(
        delete(LabMilestone).where(LabMilestone.key == milestone.key, LabMilestone.livinglab_id == lab.id)
    )
    if gone.rowcount != 1:  # type: ignore[attr-defined]
        return False
    outbox.record(MilestoneRemoved(lab.id), by=by)
    return True
