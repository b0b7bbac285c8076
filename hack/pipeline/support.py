"""The path of a request for support (支援の依頼): from a section's asking to what the secretariat's specialists made of it."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class SupportStep(Step):
    # fmt: off
    ASKED     = "asked",     "依頼",     "editable"
    TAKEN     = "taken",     "受付"
    UNDER_WAY = "under_way", "支援中"
    DONE      = "done",      "完了",     "ends", "hoped"
    WITHDRAWN = "withdrawn", "取下げ",   "ends", "aside"
    DECLINED  = "declined",  "お断り",   "ends", "aside"


S = SupportStep

# fmt: off
PATH = Path("support", "支援の依頼", S.ASKED, (
    Move("take",     S.ASKED,                          S.TAKEN,     P.COORDINATOR, "引き受ける", days=5),
    Move("begin",    S.TAKEN,                          S.UNDER_WAY, P.COORDINATOR, "支援を始める", days=10),
    Move("finish",   S.UNDER_WAY,                      S.DONE,      P.COORDINATOR, "結果を書いて完了する", made_at="support.finish", days=60),
    Move("decline",  (S.ASKED, S.TAKEN),               S.DECLINED,  P.COORDINATOR, "お断りする", needs_reason=True),
    Move("withdraw", (S.ASKED, S.TAKEN, S.UNDER_WAY),  S.WITHDRAWN, P.OFFICER,     "取り下げる", needs_reason=True),
))
