"""The words that a need chooses from: its field, how far it is from a solution, who pays."""

from hack.labels import Labelled


class Field(Labelled):
    """The field of city life that a need or a seed is about (分野)."""

    DISASTER = "disaster", "防災・危機管理"
    CHILDREN = "children", "子育て・教育"
    WELFARE = "welfare", "福祉・介護"
    HEALTH = "health", "健康・医療"
    ENVIRONMENT = "environment", "環境・ごみ"
    ROADS = "roads", "道路・河川・下水道"
    TRANSPORT = "transport", "交通・移動"
    COMMUNITY = "community", "市民活動・地域"
    COUNTER = "counter", "窓口・手続"
    ECONOMY = "economy", "経済・観光"
    CULTURE = "culture", "文化・スポーツ"
    ADMINISTRATION = "administration", "行政運営・データ"
    OTHER = "other", "その他"


class Pattern(Labelled):
    """How far the need is from a solution (参画パターン)."""

    CREATE = "create", "1 新たなソリューションの創造"
    TRY = "try", "2 実装に向けた技術実証"
    SERVE = "serve", "3 既存サービスの実証"


class CostShare(Labelled):
    """Who bears the cost of a trial (費用負担)."""

    CITY = "city", "市が負担"
    PROPOSER = "proposer", "提案者が負担"
    HALVES = "halves", "折半"
    TALKS = "talks", "協議して決める"


class Personal(Labelled):
    """Whether personal data is touched (個人情報の有無)."""

    NONE = "none", "扱わない"
    SOME = "some", "扱う"
    UNKNOWN = "unknown", "未定"
