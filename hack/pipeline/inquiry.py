"""The path of an inquiry (庁内への確認): what a section is asked about a case of the front, and whether it has answered."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class InquiryStep(Step):
    # fmt: off
    ASKED     = "asked",     "回答待ち"
    ANSWERED  = "answered",  "回答済", "ends", "hoped"
    WITHDRAWN = "withdrawn", "取下げ", "ends", "aside"


S = InquiryStep

# Whether an inquiry is late is told by its own due date, not by a number of days.
# fmt: off
PATH = Path("inquiry", "庁内への確認", S.ASKED, (
    Move("answer",        S.ASKED, S.ANSWERED,  P.OFFICER,     "回答する", made_at="intake.answer_inquiry"),
    Move("withdraw",      S.ASKED, S.WITHDRAWN, P.COORDINATOR, "確認を取り下げる", needs_reason=True),
    Move("end_with_case", S.ASKED, S.WITHDRAWN, P.CLOCK,       "案件の終わり", needs_reason=True, made_at="intake.end"),
))
