"""The path of a data request (データの依頼): from its arrival over the sections that hold the data to published, planned, or not."""

from hack.pipeline import Move, Path, Step
from hack.roles import Part as P


class DataRequestStep(Step):
    # fmt: off
    RECEIVED  = "received",  "受付",           "editable"
    ASKED     = "asked",     "所管課に照会中"
    ANSWERED  = "answered",  "回答済"
    PLANNED   = "planned",   "公開予定"
    PUBLISHED = "published", "公開",           "ends", "hoped"
    REFUSED   = "refused",   "公開できない",   "ends", "aside"
    CLOSED    = "closed",    "終了",           "ends", "aside"
    WITHDRAWN = "withdrawn", "取下げ",         "ends", "aside"


S = DataRequestStep
GOING_ON = (S.RECEIVED, S.ASKED, S.ANSWERED, S.PLANNED)

# Whether it is late is told by its own last day, which is counted in working days, not by a number of days.
# fmt: off
PATH = Path("datarequest", "データの依頼", S.RECEIVED, (
    Move("ask",      S.RECEIVED,                           S.ASKED,     P.COORDINATOR, "所管課に照会する", made_at="opendata.ask", binding=True),
    Move("answer",   S.ASKED,                              S.ANSWERED,  P.OFFICER,     "照会に答える", made_at="opendata.answer", binding=True),
    Move("go_on",    S.ASKED,                              S.ANSWERED,  P.COORDINATOR, "残りの照会を取り下げる", made_at="opendata.withdraw", binding=True),
    Move("give_up",  S.ASKED,                              S.RECEIVED,  P.COORDINATOR, "照会をすべて取り下げる", made_at="opendata.withdraw", binding=True),
    Move("publish",  (S.RECEIVED, S.ANSWERED, S.PLANNED),  S.PUBLISHED, P.COORDINATOR, "公開したと答える", made_at="opendata.decide", awaits="依頼に答える"),
    Move("plan",     (S.RECEIVED, S.ANSWERED),             S.PLANNED,   P.COORDINATOR, "公開する予定と答える", made_at="opendata.decide"),
    Move("refuse",   (S.RECEIVED, S.ANSWERED, S.PLANNED),  S.REFUSED,   P.COORDINATOR, "公開できないと答える", made_at="opendata.decide"),
    Move("ask_more", S.ANSWERED,                           S.ASKED,     P.COORDINATOR, "もう一度、所管課に照会する", made_at="opendata.ask", binding=True),
    Move("close",    GOING_ON,                             S.CLOSED,    P.COORDINATOR, "終了する", needs_reason=True),
    Move("withdraw", GOING_ON,                             S.WITHDRAWN, P.PROPOSER,    "取り下げる", needs_reason=True),
))
