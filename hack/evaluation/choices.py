"""What can be chosen in an evaluation, as data: calls, answers, conflicts, results, decisions, reasons and other doors."""

from hack.evaluation.numbers import MOST_POINTS
from hack.labels import Labelled
from hack.pipeline.proposal import PATH, ProposalStep

POINTS = {
    0: "0 あてはまらない",
    1: "1 弱い",
    2: "2 やや弱い",
    3: "3 ふつう",
    4: "4 よい",
    5: "5 とてもよい",
}
"""What the points of a criterion mean, from the least to the most."""
ENDS = (0, MOST_POINTS)
"""The points that are given with a comment only."""


class Call(Labelled):
    """Which of a need's two calls the proposals came in through."""

    IDEAS = "ideas", "アイデア募集"
    TRIALS = "trials", "実証提案募集"


class Answer(Labelled):
    """What became of an invitation to evaluate."""

    INVITED = "invited", "返事待ち"
    ACCEPTED = "accepted", "引き受けた"
    DECLINED = "declined", "辞退"
    WITHDRAWN = "withdrawn", "招待の取下げ"


class ConflictKind(Labelled):
    """How an evaluator stands to the organisation behind a proposal; all but the first keep the evaluator away from it."""

    NONE = "none", "利害関係はない"
    BELONGED = "belonged", "同じ団体に在籍していた"
    WORKED = "worked", "過去の事業で関わった"
    RELATIVE = "relative", "親族がいる"
    OTHER = "other", "その他の利害関係がある"
    KNOWN = "known", "同じ団体の関係者(登録内容から)"

    @property
    def bars(self) -> bool:
        """Whether the evaluator neither reads nor scores the proposal."""
        return self is not ConflictKind.NONE


DECLARED = [kind for kind in ConflictKind if kind is not ConflictKind.KNOWN]
"""What a person declares; the last is found by the platform alone."""


class Result(Labelled):
    """What the evaluators found together."""

    RECOMMENDED = "recommended", "推薦"
    RESERVE = "reserve", "次点"
    NOT = "not", "推薦しない"


class Decision(Labelled):
    """What is decided about a proposal."""

    CHOOSE = "choose", "実施候補者とする"
    INVITE = "invite", "ワーキングに招く"
    INTERVIEW = "interview", "面談に進める"
    DECLINE = "decline", "見送る"
    REFER = "refer", "他の窓口へ引き継ぐ"

    @property
    def refuses(self) -> bool:
        """Whether the proposal does not go on here, so that a reason and another door are owed."""
        return self in (Decision.DECLINE, Decision.REFER)

    @property
    def end(self) -> ProposalStep:
        """The step at which a proposal stands after it; its value names the proposal's move."""
        end = PATH.move(self.value).end
        return ProposalStep(end.value)


class Refusal(Labelled):
    """Why a proposal is not taken up."""

    FIT = "fit", "課題との適合"
    FEASIBILITY = "feasibility", "実現性"
    COST = "cost", "費用"
    TIMING = "timing", "時期"
    TEAM = "team", "体制"
    OVERLAP = "overlap", "先行提案と重なる"
    REQUIREMENTS = "requirements", "要件を満たさない"
    OTHER = "other", "その他"


class Door(Labelled):
    """Where a proposal that is not taken up may find an open ear."""

    says: str

    def __new__(cls, value: str, label: str = "", says: str = "") -> "Door":
        door = object.__new__(cls)
        door._value_ = value
        door.label = label
        door.says = says
        return door

    FRONT = "front", "共創フロント", "特定のニーズによらない提案や相談を、市のどの分野についても受け付けています。"
    NEEDS = "needs", "ほかの募集中のニーズ", "いま募集しているニーズの一覧から、技術が生きる課題を探せます。"
    SEEDS = "seeds", "シーズの登録", "技術をシーズとして登録すると、合うニーズが出たときにお知らせが届きます。"
    WORKGROUP = (
        "workgroup",
        "ワーキングへの参加",
        "参加者を募集しているワーキンググループで、所管課と一緒に検討できます。",
    )
    STARTUP = "startup", "スタートアップ支援", "創業間もない企業の実証や資金、広報を、経済局の支援窓口が手伝います。"
    LIVING_LAB = "living_lab", "リビングラボ", "地域の住民と一緒に、困りごとの解き方を試せる場です。"
    DATA = "data", "オープンデータデスク", "必要なデータの公開や提供について相談できます。"


def decisions_for(step: ProposalStep) -> list[Decision]:
    """What can be decided about a proposal that stands at `step`, in the order of the table."""
    moves = {move.name for move in PATH.moves_from(step)}
    return [decision for decision in Decision if decision.value in moves]
