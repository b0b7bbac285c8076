"""The words that agreements are told by."""

from hack.labels import Labelled


class AgreementKind(Labelled):
    """What sort of agreement it is, as it is called."""

    COMPREHENSIVE = "comprehensive", "包括連携協定"
    COOPERATION = "cooperation", "連携協定"
    RESEARCH = "research", "研究協定"
    JOINT_RESEARCH = "joint_research", "共同研究"
    SIB = "sib", "SIB協定"
    MEMORANDUM = "memorandum", "覚書"
    PACT = "pact", "協定"
    UNSTATED = "unstated", "連携(協定の有無は不明)"


class Renewal(Labelled):
    """What happens when the term ends."""

    NONE = "none", "自動更新なし"
    AUTOMATIC = "automatic", "自動更新あり"
    UNKNOWN = "unknown", "不明"


class Standing(Labelled):
    """How an agreement stands today."""

    IN_FORCE = "in_force", "期間中"
    RENEWED = "renewed", "自動更新"
    OVER = "over", "期間満了"
    ENDED = "ended", "終了"
    UNSTATED = "unstated", "期間の記載なし"


class TermDeed(Labelled):
    """What became of the term of an agreement."""

    EXTENDED = "extended", "更新(期間を延ばした)"
    FOLLOWED = "followed", "更新(新しい協定に結び直した)"
    ENDED = "ended", "終了"
    RESUMED = "resumed", "終了の取り消し"
    CORRECTED = "corrected", "日付の訂正"
