"""Who takes part: the roles people have, and the parts they play on a path."""

from hack.labels import Labelled


class Role(Labelled):
    """What a signed-in person is to the platform; a visitor has none."""

    PROPOSER = "proposer", "企業・大学等"
    OFFICER = "officer", "職員(所管課)"
    COORDINATOR = "coordinator", "コーディネーター"
    ADMIN = "admin", "管理者"
    AUDITOR = "auditor", "監査担当"


class Part(Labelled):
    """Whose move it is on a path: a role seen from the thing that moves."""

    PROPOSER = "proposer", "提案者"
    OFFICER = "officer", "所管課"
    COORDINATOR = "coordinator", "事務局"
    APPLICANT = "applicant", "申請した団体"
    ASKED = "asked", "合議先"
    ASKER = "asker", "合議元"
    CLOCK = "clock", "期日"
