"""The path of a need (ニーズ): from a section's draft to a solution in use."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class NeedStep(Step):
    # fmt: off
    DRAFT        = "draft",        "下書き",             "editable"
    CHECKING     = "checking",     "事務局確認"
    SHAPING      = "shaping",      "課題深掘り(伴走)",   "editable"
    READY        = "ready",        "公開準備",           "editable"
    IDEAS_COMING = "ideas_coming", "アイデア募集予定",   "public", "aside"
    IDEAS_OPEN   = "ideas_open",   "アイデア募集中",     "public", "open"
    IDEAS_CLOSED = "ideas_closed", "アイデア募集終了",   "public"
    WORKING      = "working",      "ワーキング中",       "public"
    TRIALS_COMING = "trials_coming", "実証提案募集予定", "public", "aside"
    TRIALS_OPEN  = "trials_open",  "実証提案募集中",     "public", "open"
    EVALUATING   = "evaluating",   "評価中",             "public"
    CANDIDATE    = "candidate",    "候補者決定",         "public"
    TRIAL        = "trial",        "実証中",             "public"
    VERIFIED     = "verified",     "効果検証済",         "public"
    ADOPTED      = "adopted",      "実装",               "public", "ends", "hoped"
    FINISHED     = "finished",     "終了",               "public", "ends", "aside"
    ON_HOLD      = "on_hold",      "保留",               "editable", "aside"
    WITHDRAWN    = "withdrawn",    "取下げ",             "ends", "aside"
    NO_PROPOSALS = "no_proposals", "応募なし",           "public", "ends", "aside"
    NO_AWARD     = "no_award",     "該当なし",           "public", "ends", "aside"
    REFERRED     = "referred",     "他窓口へ",           "ends", "aside"


S = NeedStep
BEFORE_THE_CALL = (S.DRAFT, S.CHECKING, S.SHAPING, S.READY)
COMING = (S.IDEAS_COMING, S.TRIALS_COMING)
"""A call is announced, and opens by itself on its first day."""
DURING_THE_CALL = (*COMING, S.IDEAS_OPEN, S.IDEAS_CLOSED, S.WORKING, S.TRIALS_OPEN, S.EVALUATING, S.CANDIDATE)
BOTH = (P.OFFICER, P.COORDINATOR)

# fmt: off
PATH = Path("need", "ニーズ", S.DRAFT, (
    Move("submit",             S.DRAFT,                     S.CHECKING,     P.OFFICER,     "事務局に確認を頼む", made_at="needs.submit"),
    Move("approve",            S.CHECKING,                  S.READY,        P.COORDINATOR, "公開準備へ進める", days=5, awaits="内容を確かめる"),
    Move("return",             S.CHECKING,                  S.SHAPING,      P.COORDINATOR, "深掘りに戻す", needs_reason=True),
    Move("resubmit",           S.SHAPING,                   S.CHECKING,     P.OFFICER,     "もう一度確認を頼む", made_at="needs.submit", days=14),
    Move("open_ideas",         S.READY,                     S.IDEAS_OPEN,   BOTH,          "アイデアの募集を始める", made_at="needs.publish", days=14, awaits="募集を始める"),
    Move("open_trials",        S.READY,                     S.TRIALS_OPEN,  BOTH,          "実証提案の募集を始める", made_at="needs.publish"),
    Move("close_ideas",        S.IDEAS_OPEN,                S.IDEAS_CLOSED, P.CLOCK,       "募集期間の終わり"),
    Move("close_ideas_early",  S.IDEAS_OPEN,                S.IDEAS_CLOSED, P.COORDINATOR, "アイデア募集を早めに締め切る", needs_reason=True),
    Move("start_working",      S.IDEAS_CLOSED,              S.WORKING,      BOTH,          "ワーキングを始める", made_at="workgroups.new", days=30, binding=True),
    Move("call_for_trials",    (S.IDEAS_CLOSED, S.WORKING), S.TRIALS_OPEN,  BOTH,          "実証提案の募集へ進む", made_at="needs.publish", days=90, awaits="実証提案の募集へ進むか決める"),
    Move("announce_ideas",     S.READY,                     S.IDEAS_COMING, BOTH,          "アイデアの募集を予告する", made_at="needs.announce"),
    Move("announce_trials",    (S.READY, S.IDEAS_CLOSED, S.WORKING), S.TRIALS_COMING, BOTH, "実証提案の募集を予告する", made_at="needs.announce"),
    Move("begin_ideas",        S.IDEAS_COMING,              S.IDEAS_OPEN,   P.CLOCK,       "募集期間の始まり"),
    Move("begin_trials",       S.TRIALS_COMING,             S.TRIALS_OPEN,  P.CLOCK,       "募集期間の始まり"),
    Move("close_trials",       S.TRIALS_OPEN,               S.EVALUATING,   P.CLOCK,       "募集期間の終わり"),
    Move("close_trials_early", S.TRIALS_OPEN,               S.EVALUATING,   P.COORDINATOR, "実証提案の募集を早めに締め切る", needs_reason=True),
    Move("choose",             S.EVALUATING,                S.CANDIDATE,    BOTH,          "候補者を決める", days=45),
    Move("start_trial",        S.CANDIDATE,                 S.TRIAL,        BOTH,          "実証を始める", days=90),
    Move("verify",             S.TRIAL,                     S.VERIFIED,     BOTH,          "効果の検証を終える", days=240),
    Move("adopt",              S.VERIFIED,                  S.ADOPTED,      BOTH,          "実装する", days=365, awaits="実装するか決める"),
    Move("finish",             (S.WORKING, S.TRIAL, S.VERIFIED), S.FINISHED, BOTH,         "終了する", needs_reason=True),
    Move("end_without_ideas",  (S.IDEAS_CLOSED, S.EVALUATING), S.NO_PROPOSALS, BOTH,       "応募なしで終える", needs_reason=True),
    Move("award_nobody",       S.EVALUATING,                S.NO_AWARD,     BOTH,          "該当なしとする", needs_reason=True),
    Move("refer",              (S.CHECKING, S.SHAPING, S.IDEAS_CLOSED), S.REFERRED, P.COORDINATOR, "他の窓口へ案内する", needs_reason=True),
    Move("resume",             S.ON_HOLD,                   S.READY,        BOTH,          "保留を解く", days=90),
    Move("hold",               BEFORE_THE_CALL[1:] + (S.IDEAS_CLOSED, S.WORKING), S.ON_HOLD, BOTH, "保留にする", needs_reason=True),
    Move("withdraw",           BEFORE_THE_CALL + DURING_THE_CALL + (S.ON_HOLD,), S.WITHDRAWN, BOTH, "取り下げる", needs_reason=True),
))
