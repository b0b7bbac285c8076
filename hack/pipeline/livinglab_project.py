"""The path of a project of a lab (ラボのプロジェクト): from its preparation to its end."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class ProjectStep(Step):
    # fmt: off
    PREPARING = "preparing", "準備中", "public", "editable", "rests"
    RUNNING   = "running",   "進行中", "public", "editable", "rests"
    ENDED     = "ended",     "終了",   "public", "editable", "ends", "hoped"


S = ProjectStep
BOTH = (P.APPLICANT, P.COORDINATOR)

# fmt: off
PATH = Path("livinglab_project", "ラボのプロジェクト", S.PREPARING, (
    Move("begin",  S.PREPARING,              S.RUNNING, BOTH, "始める"),
    Move("finish", (S.PREPARING, S.RUNNING), S.ENDED,   BOTH, "終了にする"),
))
