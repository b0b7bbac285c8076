"""What the tests of this chapter, and those of everything at once, say again and again."""

from typing import Any

from hack import db
from hack.accounts.models import User
from hack.evaluation.models import Entry, Evaluation
from hack.pipeline.evaluation import EvaluationStep
from hack.roles import Role
from hack.rounds.actions import make_round
from hack.rounds.models import Round
from tests.cast import Cast, a_need, a_person
from tests.evaluation.words import an_entry, an_evaluation, an_evaluator

SUBJECTS = (
    ("除雪車の位置を測る", "衛星で除雪車の位置を測り、地図に載せる。"),
    ("河川の水位を予測する", "河川の水位と土砂の堆積を予測する。"),
    ("ごみの組成を調べる", "ごみ袋の画像から組成と分別を調べる。"),
    ("交差点の交通量を数える", "交差点の交通量を映像で数える。"),
    ("河川の土砂を測る", "河川の土砂を音波で測る。"),
    ("ごみ収集の経路", "ごみ収集車の経路と分別の記録。"),
    ("交通量と除雪", "交差点の交通量と除雪の記録をつなぐ。"),
)


def seven_entries(cast: Cast) -> tuple[Evaluation, list[Entry]]:
    """A call that closed with seven proposals, which each one scores now; no evaluator yet."""
    a_need(by=cast.kaji, title="河川の土砂を見張りたい", problem="河川の土砂の堆積を人が測っている。")
    a_need(by=cast.midori, title="ごみの分別を知りたい", problem="ごみの組成と分別を人が調べている。")
    evaluation = an_evaluation(by=cast.michi, step=EvaluationStep.SCORING)
    people = (cast.umi, cast.riku, cast.kita)
    return evaluation, [
        an_entry(evaluation, by=people[n % 3], title=title, summary=summary)
        for n, (title, summary) in enumerate(SUBJECTS)
    ]


def three_evaluators(cast: Cast) -> tuple[Evaluation, list[Entry]]:
    """The seven proposals with Michi, Kaji and Midori, who declared; Kaji has a conflict with the second, which is about his rivers."""
    evaluation, entries = seven_entries(cast)
    an_evaluator(evaluation, cast.michi, *entries)
    an_evaluator(evaluation, cast.kaji, *entries, but=entries[1])
    an_evaluator(evaluation, cast.midori, *entries)
    db.session.expire_all()
    return evaluation, entries


def a_round(evaluation: Evaluation | None, *, by: User, **how: Any) -> Round:
    """A draft of two evaluators for each proposal, at most six for each one, unless said otherwise."""
    with db.transaction():
        return make_round(evaluation=evaluation, by=by, **({"wanted": 2, "capacity": 6} | how))


def another_coordinator() -> User:
    """Mona, of the secretariat too."""
    with db.transaction():
        mona = a_person("門名 花", "mona@city.example", Role.COORDINATOR)
        db.session.add(mona)
    return mona


def who_has(round_: Round) -> dict[str, set[str]]:
    """Who carries what: the names of the people, by the title of the thing."""
    return {matter.title: {placing.carrier.user.name for placing in matter.placings} for matter in round_.matters}
