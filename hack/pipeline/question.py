"""The path of a question on a call (質問): from its asking to an answer for all, to an answer for the asker alone, or withdrawn."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class QuestionStep(Step):
    # fmt: off
    ASKED          = "asked",          "回答待ち"
    ANSWERED       = "answered",       "公開で回答済",     "public", "ends", "hoped"
    ANSWERED_ALONE = "answered_alone", "質問者だけに回答済", "ends", "aside"
    WITHDRAWN      = "withdrawn",      "取下げ",           "ends", "aside"


S = QuestionStep
BOTH = (P.OFFICER, P.COORDINATOR)

# fmt: off
PATH = Path("question", "質問", S.ASKED, (
    Move("answer",       S.ASKED, S.ANSWERED,       BOTH,       "回答を公開する", made_at="questions.answer", days=7, binding=True, awaits="質問に答える"),
    Move("answer_alone", S.ASKED, S.ANSWERED_ALONE, BOTH,       "個別にお答えする", needs_reason=True, made_at="questions.answer", binding=True),
    Move("decline",      S.ASKED, S.ANSWERED_ALONE, BOTH,       "お答えできないと伝える", needs_reason=True, made_at="questions.answer", binding=True),
    Move("withdraw",     S.ASKED, S.WITHDRAWN,      P.PROPOSER, "質問を取り下げる", needs_reason=True, binding=True),
))
