"""The path of a place (実証フィールド) that is offered for the trial of a need: taken, or kindly declined."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class SiteStep(Step):
    # fmt: off
    OFFERED   = "offered",   "申し出"
    TAKEN     = "taken",     "採用",   "public", "rests", "hoped"
    DECLINED  = "declined",  "見送り", "ends", "aside"
    WITHDRAWN = "withdrawn", "取下げ", "ends", "aside"


S = SiteStep
BOTH = (P.OFFICER, P.COORDINATOR)

# fmt: off
PATH = Path("site", "実証フィールド", S.OFFERED, (
    Move("take",     S.OFFERED,            S.TAKEN,     BOTH,       "採用する", days=14, awaits="採用するか決める"),
    Move("decline",  S.OFFERED,            S.DECLINED,  BOTH,       "見送る", needs_reason=True),
    Move("release",  S.TAKEN,              S.DECLINED,  BOTH,       "採用を取りやめる", needs_reason=True),
    Move("withdraw", (S.OFFERED, S.TAKEN), S.WITHDRAWN, P.PROPOSER, "申し出を取り下げる", needs_reason=True),
))
