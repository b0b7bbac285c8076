"""The path of a check (合議の確認): what one section is asked by another, until it has said yes, yes if, or no."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class CheckStep(Step):
    # fmt: off
    REQUESTED   = "requested",   "依頼"
    CHECKING    = "checking",    "確認中"
    QUERIED     = "queried",     "照会",         "aside"
    APPROVED    = "approved",    "了承",         "ends", "hoped"
    CONDITIONAL = "conditional", "条件付き了承", "ends", "hoped", "aside"
    REFUSED     = "refused",     "不可",         "ends", "aside"
    WITHDRAWN   = "withdrawn",   "取下げ",       "ends", "aside"


S = CheckStep
OPEN = (S.REQUESTED, S.CHECKING, S.QUERIED)

# Whether a check is late is told by its own due date, not by a number of days.
# fmt: off
PATH = Path("check", "庁内合議", S.REQUESTED, (
    Move("take",          S.REQUESTED, S.CHECKING,    P.ASKED, "確認を始める"),
    Move("approve",       S.CHECKING,  S.APPROVED,    P.ASKED, "了承する", awaits="確認の結果を出す"),
    Move("approve_if",    S.CHECKING,  S.CONDITIONAL, P.ASKED, "条件を付けて了承する", needs_reason=True),
    Move("refuse",        S.CHECKING,  S.REFUSED,     P.ASKED, "不可とする", needs_reason=True),
    Move("query",         S.CHECKING,  S.QUERIED,     P.ASKED, "照会する", made_at="consultations.write"),
    Move("answer",        S.QUERIED,   S.CHECKING,    P.ASKER, "照会に答える", made_at="consultations.write"),
    Move("withdraw",      OPEN,        S.WITHDRAWN,   P.ASKER, "取り下げる", needs_reason=True),
    Move("end_with_case", OPEN,        S.WITHDRAWN,   P.CLOCK, "対象の終わり", needs_reason=True, made_at="needs.end"),
))
