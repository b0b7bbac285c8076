"""The path of a case of the front (共創フロント): from one form with many doors to what came of it, or a reason why nothing did."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class CaseStep(Step):
    # fmt: off
    RECEIVED     = "received",     "受付"
    TRIAGE       = "triage",       "内容確認"
    SCHEDULING   = "scheduling",   "対話日程調整"
    DIALOGUE     = "dialogue",     "対話中"
    CHECKING     = "checking",     "庁内検討中"
    PREPARING    = "preparing",    "付議準備",               "aside"
    TABLED       = "tabled",       "付議中",                 "aside"
    DECIDED      = "decided",      "方針決定",               "aside"
    COORDINATING = "coordinating", "実現調整中"
    AGREED       = "agreed",       "協定等締結",             "aside"
    STARTED      = "started",      "実施中"
    HANDED_OVER  = "handed_over",  "所管課へ引継ぎ",         "aside"
    TO_NEED      = "to_need",      "ニーズ化",               "ends", "hoped", "aside"
    TO_SEED      = "to_seed",      "シーズ登録",             "ends", "hoped", "aside"
    TO_DATA      = "to_data",      "オープンデータデスクへ", "ends", "hoped", "aside"
    DECLINED     = "declined",     "実現せず",               "ends", "aside"
    WITHDRAWN    = "withdrawn",    "取下げ",                 "ends", "aside"
    MERGED       = "merged",       "統合",                   "ends", "aside"
    CLOSED       = "closed",       "完了",                   "ends", "hoped"


S = CaseStep
BOTH = (P.COORDINATOR, P.OFFICER)
TALKING = (S.RECEIVED, S.TRIAGE, S.SCHEDULING, S.DIALOGUE)
WEIGHED = (S.CHECKING, S.PREPARING, S.TABLED, S.DECIDED, S.COORDINATING)
UNDECIDED = (S.TRIAGE, S.DIALOGUE, S.CHECKING, S.DECIDED, S.COORDINATING)

# A case's own last day tells whether it is late; it is counted in working days, and so are the days here.
# fmt: off
PATH = Path("front", "共創フロント案件", S.RECEIVED, (
    Move("triage",       S.RECEIVED,                   S.TRIAGE,       P.COORDINATOR, "内容の確認を始める"),
    Move("offer",        S.TRIAGE,                     S.SCHEDULING,   P.COORDINATOR, "対話の候補日を示す", made_at="intake.offer", awaits="内容を確かめて返事をする"),
    Move("choose",       S.SCHEDULING,                 S.DIALOGUE,     P.PROPOSER,    "この日にする", made_at="intake.choose", awaits="対話の日を選ぶ"),
    Move("refuse_dates", S.SCHEDULING,                 S.TRIAGE,       P.PROPOSER,    "ほかの日を頼む", made_at="intake.refuse_dates", needs_reason=True),
    Move("recall_dates", S.SCHEDULING,                 S.TRIAGE,       P.COORDINATOR, "候補日を取り下げる", needs_reason=True),
    Move("check",        (S.TRIAGE, S.DIALOGUE),       S.CHECKING,     P.COORDINATOR, "庁内で検討する", awaits="対話をして記録する"),
    Move("offer_again",  S.DIALOGUE,                   S.SCHEDULING,   P.COORDINATOR, "もう一度、候補日を示す", made_at="intake.offer"),
    Move("coordinate",   (S.CHECKING, S.DECIDED),      S.COORDINATING, P.COORDINATOR, "実現に向けて調整する", days=20, awaits="検討の結果をまとめる"),
    Move("prepare",      S.CHECKING,                   S.PREPARING,    P.COORDINATOR, "付議を準備する", made_at="deliberations.prepare", binding=True),
    Move("table",        S.PREPARING,                  S.TABLED,       P.COORDINATOR, "付議する", made_at="deliberations.table", days=20, binding=True),
    Move("decide",       S.TABLED,                     S.DECIDED,      P.COORDINATOR, "方針を決める", made_at="deliberations.decide", days=20, binding=True),
    Move("take_home",    S.TABLED,                     S.PREPARING,    P.COORDINATOR, "持ち帰って準備し直す", made_at="deliberations.decide", binding=True),
    Move("call_off",     S.PREPARING,                  S.CHECKING,     P.COORDINATOR, "付議をやめて庁内検討に戻す", needs_reason=True),
    Move("start",        (S.COORDINATING, S.AGREED),   S.STARTED,      P.COORDINATOR, "実施を始める", days=40, awaits="実施を始める"),
    Move("agree",        S.COORDINATING,               S.AGREED,       P.COORDINATOR, "協定等を結ぶ", made_at="agreements.conclude", binding=True),
    Move("prepare_again", (S.DECIDED, S.COORDINATING), S.PREPARING,    P.COORDINATOR, "改めて付議を準備する", made_at="deliberations.prepare", binding=True),
    Move("hand_over",    UNDECIDED,                    S.HANDED_OVER,  P.COORDINATOR, "所管課へ引き継ぐ", made_at="intake.hand_over"),
    Move("to_need",      UNDECIDED,                    S.TO_NEED,      P.COORDINATOR, "ニーズにする", made_at="intake.to_need", binding=True),
    Move("to_seed",      UNDECIDED,                    S.TO_SEED,      P.COORDINATOR, "シーズに登録する", made_at="intake.to_seed", binding=True),
    Move("to_data",      S.TRIAGE,                     S.TO_DATA,      P.COORDINATOR, "オープンデータデスクへ送る", made_at="opendata.take_over", binding=True),
    Move("answer",       (S.TRIAGE, S.DIALOGUE, S.CHECKING), S.CLOSED, P.COORDINATOR, "回答して完了する", made_at="intake.answer", needs_reason=True),
    Move("merge",        (*TALKING, S.CHECKING),       S.MERGED,       P.COORDINATOR, "ほかの案件に統合する", made_at="intake.merge"),
    Move("decline",      (*TALKING, *WEIGHED),         S.DECLINED,     P.COORDINATOR, "実現せずとする", made_at="intake.decline", needs_reason=True),
    Move("finish",       S.HANDED_OVER,                S.CLOSED,       (P.OFFICER, P.COORDINATOR), "結果を伝えて完了する", made_at="intake.finish", needs_reason=True, days=60),
    Move("close",        (S.AGREED, S.STARTED),        S.CLOSED,       BOTH,          "結果を伝えて完了する", made_at="intake.finish", needs_reason=True, days=240),
    Move("withdraw",     (*TALKING, *WEIGHED),         S.WITHDRAWN,    P.PROPOSER,    "取り下げる", needs_reason=True),
), unit="開庁日")
