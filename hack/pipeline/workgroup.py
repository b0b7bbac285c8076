"""The path of a working group (ワーキンググループ): from its forming to what it hands on."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class WorkgroupStep(Step):
    # fmt: off
    FORMING     = "forming",     "組成中",           "editable"
    RECRUITING  = "recruiting",  "参加者募集中",     "editable", "open"
    SCHEDULED   = "scheduled",   "開催予定",         "editable"
    ACTIVE      = "active",      "検討中",           "editable"
    SUMMARISING = "summarising", "取りまとめ",       "editable"
    TO_CALL     = "to_call",     "提案募集へ",       "ends", "hoped"
    INFORMED    = "informed",    "情報収集で終了",   "ends", "aside"
    DISSOLVED   = "dissolved",   "解散",             "ends", "aside"


S = WorkgroupStep

# fmt: off
PATH = Path("workgroup", "ワーキンググループ", S.FORMING, (
    Move("recruit",   S.FORMING,                    S.RECRUITING,  P.COORDINATOR, "参加者を募る", days=14),
    Move("schedule",  (S.RECRUITING, S.FORMING),    S.SCHEDULED,   P.COORDINATOR, "顔ぶれを決めて開催へ", days=30),
    Move("start",     S.SCHEDULED,                  S.ACTIVE,      P.COORDINATOR, "検討を始める", days=30),
    Move("summarise", S.ACTIVE,                     S.SUMMARISING, P.COORDINATOR, "取りまとめに入る", days=90),
    Move("hand_on",   S.SUMMARISING,                S.TO_CALL,     P.COORDINATOR, "提案募集へ引き継ぐ", made_at="workgroups.close", days=30, binding=True),
    Move("conclude",  S.SUMMARISING,                S.INFORMED,    P.COORDINATOR, "情報収集で終える", made_at="workgroups.close", binding=True),
    Move("resume",    S.SUMMARISING,                S.ACTIVE,      P.COORDINATOR, "検討に戻す", needs_reason=True),
    Move("dissolve",  (S.FORMING, S.RECRUITING, S.SCHEDULED, S.ACTIVE, S.SUMMARISING), S.DISSOLVED, P.COORDINATOR, "解散する", needs_reason=True),
))
