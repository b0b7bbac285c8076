"""How far needs are, in a few words that people look for: each stands for several steps of the path."""

from typing import Any

from hack.labels import Labelled
from hack.pipeline.need import COMING, NeedStep
from hack.roles import Role


class Stage(Labelled):
    """How far needs are, in the words that people look for (and one for those inside)."""

    OPEN = "open", "募集中"
    COMING = "coming", "募集予定"
    WORKING = "working", "検討中"
    ENDED = "ended", "終了"
    BEFORE = "before", "公開前・保留"

    @property
    def steps(self) -> list[NeedStep]:
        """The steps that this word stands for."""
        return [step for step in NeedStep if _stage_of(step) is self]


def _stage_of(step: NeedStep) -> Stage:
    if step.open:
        return Stage.OPEN
    if step in COMING:
        return Stage.COMING
    if step.ends:
        return Stage.ENDED
    return Stage.WORKING if step.public else Stage.BEFORE


def stages_for(viewer: Any) -> list[Stage]:
    """The words that the viewer may look for: what is not public yet is nobody's outside."""
    inside = viewer.role in (Role.OFFICER, Role.COORDINATOR, Role.AUDITOR)
    return [stage for stage in Stage if inside or stage is not Stage.BEFORE]
