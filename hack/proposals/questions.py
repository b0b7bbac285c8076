"""What a proposal is asked, and who reads each answer: plain words, no database, no web."""

from dataclasses import dataclass
from typing import Any

from hack.proposals.models import ProposalKind, Readers
from hack.seeds.models import Seed


@dataclass(frozen=True)
class Question:
    """One question: the proposal's column, what the person reads, how long the answer may be, when it is owed."""

    name: str
    label: str
    hint: str
    most: int = 2000
    required: bool = False
    """Whether nothing is handed in without it."""
    for_solution: bool = False
    """Whether only a worked-out solution is asked it."""
    choices: tuple[Readers, ...] = tuple(Readers)
    """Who may be chosen to read the answer."""

    @property
    def explained(self) -> str:
        """The hint, whether the answer is owed, and who reads it where that cannot be chosen."""
        owed = "提出するときに必要です。" if self.required else ""
        fixed = "" if len(self.choices) > 1 else f"({WHO[self.choices[0]]})"
        return f"{self.hint}{owed}{fixed}"


WHO = {Readers.SECTION: "所管課と事務局が読みます", Readers.SECRETARIAT: "事務局だけが読みます"}
OPEN, CITY, SECRET = (Readers.PUBLIC, Readers.SECTION), (Readers.SECTION,), (Readers.SECRETARIAT,)


# fmt: off
QUESTIONS = (
    Question("title",           "提案名",                   "何をする提案かが分かる名前。", 80, required=True, choices=OPEN),
    Question("summary",         "要約",                     "だれの、どの困りごとを、どう解くか。", 200, required=True),
    Question("technology",      "使う技術",                 "技術や製品の名前と、仕組みのあらまし。", required=True),
    Question("effect",          "ニーズのどこに効くか",     "ニーズのどの部分に、どれくらい役立つか。", required=True),
    Question("references",      "実績",                     "似た取組や、ほかの自治体での導入例。"),
    Question("joins_workgroup", "ワーキングに参加できる",   "所管課との話し合い(ワーキング)に招かれたときのこと。", choices=CITY),
    Question("people",          "参加できる人数",           "ワーキングに出られるおよその人数。", choices=CITY),
    Question("questions",       "所管課への質問",           "提案を固めるために知りたいこと。"),
    Question("plan",            "実証の内容と手順",         "何を、どこで、どの順に試すか。", 4000, required=True, for_solution=True),
    Question("measures",        "効果の測り方",             "指標ごとの現状値・目標値と、測る方法。", 4000, required=True, for_solution=True),
    Question("team",            "体制",                     "担当者の役割と、協力する会社。", required=True, for_solution=True),
    Question("asked_of_city",   "市に求めること",           "市に用意してほしい場所・データ・人手。", required=True, for_solution=True),
    Question("cost",            "費用",                     "実証の費用の内訳と負担の考え方、実装したときの見込み。", required=True, for_solution=True),
    Question("safety",          "個人情報と安全への備え",   "個人情報の扱い、事故を防ぐ手立て、中止する基準。", required=True, for_solution=True),
    Question("confidential",    "非公開を希望すること",     "所管課にも見せたくない営業上の秘密など。なければ空欄のままに。", choices=SECRET),
)
# fmt: on
BY_NAME = {question.name: question for question in QUESTIONS}


def asked_of(kind: ProposalKind, *, confidential: bool = False) -> list[Question]:
    """The questions that a proposal of `kind` is asked, in their order; the one that only the secretariat reads if wanted."""
    asked = [q for q in QUESTIONS if kind is ProposalKind.SOLUTION or not q.for_solution]
    return [q for q in asked if confidential or q.choices != SECRET]


def shown(answer: Any) -> str:
    """An answer as people read it."""
    if isinstance(answer, bool):
        return "はい" if answer else "いいえ"
    return f"{answer}人" if isinstance(answer, int) else answer or ""


def read_by(proposal: Any, readers: Readers = Readers.SECTION) -> list[tuple[str, str]]:
    """(label, answer) of a proposal's answers: all that the section reads, with what is public; what only the secretariat reads;
    or what is public. An empty answer is an empty text.
    """
    levels = (Readers.PUBLIC, Readers.SECTION) if readers is Readers.SECTION else (readers,)
    asked = asked_of(proposal.kind, confidential=True)
    return [(q.label, shown(getattr(proposal, q.name))) for q in asked if proposal.level(q.name) in levels]


def missing_answers(proposal: Any) -> dict[str, str]:
    """What has to be answered before the proposal can be handed in: question's name and what to do about it."""
    return {
        q.name: f"「{q.label}」を入力してください。"
        for q in asked_of(proposal.kind)
        if q.required and not getattr(proposal, q.name).strip()
    }


def answers_from_seed(seed: Seed) -> dict[str, str]:
    """The answers that a seed's text gives already, by question's name: what a proposal drawn from it begins with."""
    answers = {
        "title": seed.title,
        "summary": seed.summary,
        "technology": seed.technology,
        "effect": seed.solves,
        "references": seed.references,
        "plan": seed.wish,
        "asked_of_city": seed.requires,
        "cost": f"年間の概算費用帯: {seed.cost_band.label}" if seed.cost_band else "",
        "safety": seed.security,
    }
    return {name: answer[: BY_NAME[name].most] for name, answer in answers.items() if answer}
