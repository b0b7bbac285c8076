"""The path of a member (an organisation joining the platform): from its application to its leaving."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class MemberStep(Step):
    # fmt: off
    APPLIED   = "applied",   "申請"
    VERIFIED  = "verified",  "確認済",   "public"
    ACTIVE    = "active",    "有効",     "public", "rests", "hoped"
    SUSPENDED = "suspended", "停止",     "rests", "aside"
    LEFT      = "left",      "退会",     "ends", "aside"
    DECLINED  = "declined",  "見送り",   "ends", "aside"


S = MemberStep

# fmt: off
PATH = Path("member", "参加団体", S.APPLIED, (
    Move("verify",    S.APPLIED,                              S.VERIFIED,  P.COORDINATOR, "参加を認める", days=5, awaits="参加を認めるか決める"),
    Move("decline",   S.APPLIED,                              S.DECLINED,  P.COORDINATOR, "参加を見送る", needs_reason=True),
    Move("activate",  S.VERIFIED,                             S.ACTIVE,    P.APPLICANT,   "利用を始める", made_at="accounts.accept", days=14, binding=True),
    Move("suspend",   (S.VERIFIED, S.ACTIVE),                 S.SUSPENDED, P.COORDINATOR, "停止する", needs_reason=True),
    Move("resume",    S.SUSPENDED,                            S.ACTIVE,    P.COORDINATOR, "停止を解く"),
    Move("leave",     (S.VERIFIED, S.ACTIVE, S.SUSPENDED),    S.LEFT,      (P.APPLICANT, P.COORDINATOR), "退会する", needs_reason=True),
))
