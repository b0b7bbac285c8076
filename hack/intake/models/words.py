"""The words that a case chooses from."""

from hack.labels import Labelled


class CaseKind(Labelled):
    """Through which door a case came."""

    CONSULTATION = "consultation", "相談"
    FREE = "free", "フリー提案"
    THEME = "theme", "テーマ提案"
    BUDGET = "budget", "予算事業への提案"
    DATA = "data", "データ提供依頼"


class Counter(Labelled):
    """Which counter of the city looks after it: one form, told apart by this tag."""

    FRONT = "front", "共創フロント"
    PARKS = "parks", "P×P(公園)"


class Condition(Labelled):
    """What makes the city's body for open innovation decide about a case (付議の条件)."""

    TECHNOLOGY = "technology", "先端技術"
    POLICY = "policy", "重要政策"
    ACROSS = "across", "区局横断"
    UNOWNED = "unowned", "所管未定"


class Refusal(Labelled):
    """Why nothing came of a case."""

    NO_ISSUE = "no_issue", "市の課題と合わない"
    DONE_ALREADY = "done_already", "すでに取り組んでいる"
    LAW = "law", "法令・制度上できない"
    BUDGET = "budget", "費用の面で難しい"
    FAIRNESS = "fairness", "公平性・公共性の面で難しい"
    RESOURCES = "resources", "体制・時期の面で難しい"
    EFFECT = "effect", "効果が確かめられない"
    NO_AGREEMENT = "no_agreement", "条件が折り合わない"
    OTHER = "other", "その他"
