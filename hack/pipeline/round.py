"""The path of a round (割り当て案): worked out as a draft, changed by hand, released, or given up."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class RoundStep(Step):
    # fmt: off
    DRAFT     = "draft",     "案",       "editable"
    RELEASED  = "released",  "確定",     "rests", "hoped"
    REPLACED  = "replaced",  "差し替え", "ends", "aside"
    DISCARDED = "discarded", "破棄",     "ends", "aside"


S = RoundStep

# fmt: off
PATH = Path("round", "割り当て案", S.DRAFT, (
    Move("release", S.DRAFT,    S.RELEASED,  P.COORDINATOR, "割り当てを確定する", made_at="rounds.release", days=7),
    Move("discard", S.DRAFT,    S.DISCARDED, P.COORDINATOR, "案を破棄する", needs_reason=True),
    Move("replace", S.RELEASED, S.REPLACED,  P.COORDINATOR, "新しい案に差し替える", made_at="rounds.release"),
))
