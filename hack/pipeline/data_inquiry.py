"""The path of an inquiry about data (データの照会): as that of one about a case, with the request for data in the case's place."""

from hack.pipeline import Move, Path
from hack.pipeline.inquiry import S
from hack.roles import Part as P

# fmt: off
PATH = Path("data_inquiry", "データの照会", S.ASKED, (
    Move("answer",           S.ASKED, S.ANSWERED,  P.OFFICER,     "照会に答える", made_at="opendata.answer", binding=True),
    Move("withdraw",         S.ASKED, S.WITHDRAWN, P.COORDINATOR, "照会を取り下げる", needs_reason=True),
    Move("end_with_request", S.ASKED, S.WITHDRAWN, P.CLOCK,       "依頼の終わり", needs_reason=True, made_at="opendata.end"),
))
