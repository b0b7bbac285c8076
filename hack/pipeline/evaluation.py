"""The path of an evaluation (評価) of the proposals of one call: from its criteria to decisions that all are told at once."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class EvaluationStep(Step):
    # fmt: off
    PREPARING = "preparing", "準備",     "editable"
    SCORING   = "scoring",   "個別評価", "editable"
    JOINT     = "joint",     "合議",     "editable"
    DECIDING  = "deciding",  "決定準備", "editable"
    RELEASED  = "released",  "公表済",   "ends", "hoped"
    CANCELLED = "cancelled", "取りやめ", "ends", "aside"


S = EvaluationStep
BOTH = (P.OFFICER, P.COORDINATOR)

# fmt: off
PATH = Path("evaluation", "評価", S.PREPARING, (
    Move("begin",          S.PREPARING, S.SCORING,   BOTH,    "個別評価を始める"),
    Move("complete",       S.SCORING,   S.JOINT,     P.CLOCK, "全員の評価の提出"),
    Move("close_scoring",  S.SCORING,   S.JOINT,     BOTH,    "個別評価を締め切る"),
    Move("prepare",        S.JOINT,     S.DECIDING,  BOTH,    "決定の準備に進む", days=30),
    Move("release",        S.DECIDING,  S.RELEASED,  BOTH,    "決定を公表する", made_at="evaluation.release", days=30),
    Move("confer_again",   S.DECIDING,  S.JOINT,     BOTH,    "合議に戻す", needs_reason=True),
    Move("cancel",         (S.PREPARING, S.SCORING, S.JOINT, S.DECIDING), S.CANCELLED, BOTH, "評価を取りやめる", needs_reason=True),
))
