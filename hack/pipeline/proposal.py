"""The path of a proposal (提案): from a company's draft to a trial and a solution in use."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class ProposalStep(Step):
    # fmt: off
    DRAFT       = "draft",       "下書き",         "editable"
    RECEIVED    = "received",    "受付"
    SCREENING   = "screening",   "形式確認"
    QUERIED     = "queried",     "追加照会",       "editable", "aside"
    REVIEW      = "review",      "評価中"
    INTERVIEW   = "interview",   "面談"
    INVITED     = "invited",     "ワーキング招待"
    CANDIDATE   = "candidate",   "候補者"
    NEGOTIATING = "negotiating", "協議中"
    AGREED      = "agreed",      "協定締結"
    TRIAL       = "trial",       "実証中"
    VERIFYING   = "verifying",   "効果検証"
    ADOPTED     = "adopted",     "実装",           "ends", "hoped"
    DECLINED    = "declined",    "見送り",         "ends", "aside"
    BROKEN_OFF  = "broken_off",  "協議不調",       "ends", "aside"
    REFERRED    = "referred",    "他窓口へ",       "ends", "aside"
    WITHDRAWN   = "withdrawn",   "辞退",           "ends", "aside"


S = ProposalStep
JUDGED = (S.REVIEW, S.INTERVIEW)
BOTH = (P.OFFICER, P.COORDINATOR)
HANDED_IN = (S.RECEIVED, S.SCREENING, S.QUERIED, S.REVIEW, S.INTERVIEW, S.INVITED, S.CANDIDATE, S.NEGOTIATING)

# fmt: off
PATH = Path("proposal", "提案", S.DRAFT, (
    Move("submit",      S.DRAFT,                   S.RECEIVED,    P.PROPOSER,    "提案する", made_at="proposals.submit"),
    Move("screen",      S.RECEIVED,                S.SCREENING,   P.COORDINATOR, "形式の確認を始める", days=5),
    Move("accept",      S.SCREENING,               S.REVIEW,      P.COORDINATOR, "所管課の評価へ送る", days=5),
    Move("query",       S.SCREENING,               S.QUERIED,     P.COORDINATOR, "追加で照会する", needs_reason=True),
    Move("answer",      S.QUERIED,                 S.SCREENING,   P.PROPOSER,    "照会に答える", made_at="proposals.submit", days=14),
    Move("interview",   S.REVIEW,                  S.INTERVIEW,   BOTH,          "面談に進める", days=30, awaits="評価する"),
    Move("invite",      JUDGED,                    S.INVITED,     BOTH,          "ワーキングに招く", days=30, awaits="面談の結果を決める"),
    Move("choose",      JUDGED + (S.INVITED,),     S.CANDIDATE,   BOTH,          "実施候補者とする", days=90, told=True, awaits="実施候補者とするか決める"),
    Move("negotiate",   S.CANDIDATE,               S.NEGOTIATING, BOTH,          "協議を始める", days=30, told=True),
    Move("agree",       S.NEGOTIATING,             S.AGREED,      BOTH,          "協定を結ぶ", days=90, told=True, awaits="協議をまとめる"),
    Move("start_trial", S.AGREED,                  S.TRIAL,       BOTH,          "実証を始める", days=60, told=True),
    Move("verify",      S.TRIAL,                   S.VERIFYING,   BOTH,          "効果の検証に進む", days=240),
    Move("adopt",       S.VERIFYING,               S.ADOPTED,     BOTH,          "実装する", days=365, awaits="実装するか決める"),
    Move("decline",     (S.RECEIVED, S.SCREENING, S.REVIEW, S.INTERVIEW, S.INVITED, S.CANDIDATE, S.VERIFYING), S.DECLINED, BOTH, "見送る", needs_reason=True, told=True),
    Move("break_off",   S.NEGOTIATING,             S.BROKEN_OFF,  BOTH,          "協議不調とする", needs_reason=True, told=True),
    Move("refer",       (S.RECEIVED, S.SCREENING, S.REVIEW), S.REFERRED, P.COORDINATOR, "他の窓口へ引き継ぐ", needs_reason=True),
    Move("end_with_need", HANDED_IN,               S.DECLINED,    P.CLOCK,       "ニーズの終わり", needs_reason=True, made_at="needs.end"),
    Move("withdraw",    (S.DRAFT,) + HANDED_IN,    S.WITHDRAWN,   P.PROPOSER,    "辞退する", needs_reason=True),
))
