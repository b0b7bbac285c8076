"""What the text of a need consists of, and which of its answers a move asks for."""

from hack.needs.models import Need

# fmt: off
TEXT = frozenset((
    "title", "field", "pattern", "contact", "co_scheme", "source_url", "background", "present", "problem", "tried", "glossary",
    "hoped", "technology", "expertise", "outlook", "internal", "sealed", "under_way", "budget", "consulted", "personal", "priority", "notes",
))
CONDITIONS = frozenset(("place", "offered", "period", "cost_share", "selected", "criteria", "eligibility"))
"""The conditions of a trial; they may still be written when its call is opened."""
# fmt: on

TO_HAND_IN = {
    "field": "分野を選んでください。",
    "background": "背景を入力してください。",
    "present": "いまの仕事の流れと量を入力してください。",
    "problem": "困っていることを入力してください。",
    "hoped": "期待する姿を入力してください。",
}
TO_CALL_FOR_IDEAS = TO_HAND_IN | {
    "pattern": "参画パターンを選んでください。",
    "contact": "問い合わせ先を入力してください。",
}
TO_CALL_FOR_TRIALS = TO_CALL_FOR_IDEAS | {
    "place": "実証の場所を入力してください。",
    "offered": "市が提供できるものを入力してください。",
    "cost_share": "費用負担を選んでください。",
    "criteria": "評価の観点を入力してください。",
}
ASKED_BY = {
    "submit": TO_HAND_IN,
    "resubmit": TO_HAND_IN,
    "open_ideas": TO_CALL_FOR_IDEAS,
    "open_trials": TO_CALL_FOR_TRIALS,
    "call_for_trials": TO_CALL_FOR_TRIALS,
}
"""Which answers a move asks for, and what is said where one is missing."""

WHEN_OWED = dict.fromkeys(TO_CALL_FOR_TRIALS, "(実証提案の募集では必要です)")
WHEN_OWED |= dict.fromkeys(TO_CALL_FOR_IDEAS, "(募集を始めるまでに書きます)")
WHEN_OWED |= dict.fromkeys(TO_HAND_IN, "(事務局に確認を頼むまでに書きます)")
"""By when an answer is owed, said at its question."""


def missing_for(need: Need, move: str) -> dict[str, str]:
    """The answers that the move still asks for: the question's field name, and what to do about it."""
    return {name: says for name, says in ASKED_BY[move].items() if not getattr(need, name)}
