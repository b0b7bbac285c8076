"""The path of a living lab (リビングラボ) in the register: from its application to its end."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class LabStep(Step):
    # fmt: off
    APPLIED    = "applied",    "登録申請", "editable"
    CHECKING   = "checking",   "確認中"
    RETURNED   = "returned",   "照会中",   "editable", "aside"
    REGISTERED = "registered", "登録済",   "public", "editable", "rests"
    ACTIVE     = "active",     "活動中",   "public", "editable", "rests", "hoped"
    DORMANT    = "dormant",    "休止",     "public", "editable", "rests", "aside"
    ENDED      = "ended",      "終了",     "public", "ends"
    DECLINED   = "declined",   "見送り",   "ends", "aside"
    WITHDRAWN  = "withdrawn",  "取下げ",   "ends", "aside"


S = LabStep
BOTH = (P.APPLICANT, P.COORDINATOR)

# fmt: off
PATH = Path("livinglab", "リビングラボ", S.APPLIED, (
    Move("check",    S.APPLIED,                             S.CHECKING,   P.COORDINATOR, "確認を始める", days=5),
    Move("register", S.CHECKING,                            S.REGISTERED, P.COORDINATOR, "確認の問いに答える", made_at="livinglabs.check", days=10),
    Move("return",   S.CHECKING,                            S.RETURNED,   P.COORDINATOR, "申請した団体に照会する", made_at="livinglabs.check"),
    Move("resubmit", S.RETURNED,                            S.CHECKING,   BOTH,          "直して出し直す", days=14),
    Move("start",    S.REGISTERED,                          S.ACTIVE,     BOTH,          "活動中にする"),
    Move("rest",     S.ACTIVE,                              S.DORMANT,    BOTH,          "休止する", needs_reason=True),
    Move("resume",   S.DORMANT,                             S.ACTIVE,     BOTH,          "活動を再開する"),
    Move("end",      (S.REGISTERED, S.ACTIVE, S.DORMANT),   S.ENDED,      BOTH,          "終了する", needs_reason=True),
    Move("decline",  (S.APPLIED, S.CHECKING, S.RETURNED),   S.DECLINED,   P.COORDINATOR, "登録を見送る", needs_reason=True),
    Move("withdraw", (S.APPLIED, S.CHECKING, S.RETURNED),   S.WITHDRAWN,  BOTH,          "申請を取り下げる", needs_reason=True),
))
