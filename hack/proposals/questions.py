"""What a proposal is asked, who reads each answer, and the text that is handed in: plain words, no database, no web."""

import hashlib
from dataclasses import dataclass
from typing import Any

from hack.labels import Labelled
from hack.proposals.models import Proposal, ProposalKind
from hack.seeds.models import Seed


class Readers(Labelled):
    """Who reads an answer, besides the organisation itself."""

    SECTION = "section", "所管課と事務局が読みます"
    SECRETARIAT = "secretariat", "事務局だけが読みます"


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
    readers: Readers = Readers.SECTION

    @property
    def explained(self) -> str:
        """The hint with who reads the answer, and whether it is owed."""
        owed = "提出するときに必要です。" if self.required else ""
        return f"{self.hint}{owed}({self.readers.label})"


# fmt: off
QUESTIONS = (
    Question("title",           "提案名",                   "何をする提案かが分かる名前。", 80, required=True),
    Question("summary",         "要約",                     "だれの、どの困りごとを、どう解くか。", 200, required=True),
    Question("technology",      "使う技術",                 "技術や製品の名前と、仕組みのあらまし。", required=True),
    Question("effect",          "ニーズのどこに効くか",     "ニーズのどの部分に、どれくらい役立つか。", required=True),
    Question("references",      "実績",                     "似た取組や、ほかの自治体での導入例。"),
    Question("joins_workgroup", "ワーキングに参加できる",   "所管課との話し合い(ワーキング)に招かれたときのこと。"),
    Question("people",          "参加できる人数",           "ワーキングに出られるおよその人数。"),
    Question("questions",       "所管課への質問",           "提案を固めるために知りたいこと。"),
    Question("plan",            "実証の内容と手順",         "何を、どこで、どの順に試すか。", 4000, required=True, for_solution=True),
    Question("measures",        "効果の測り方",             "指標ごとの現状値・目標値と、測る方法。", 4000, required=True, for_solution=True),
    Question("team",            "体制",                     "担当者の役割と、協力する会社。", required=True, for_solution=True),
    Question("asked_of_city",   "市に求めること",           "市に用意してほしい場所・データ・人手。", required=True, for_solution=True),
    Question("cost",            "費用",                     "実証の費用の内訳と負担の考え方、実装したときの見込み。", required=True, for_solution=True),
    Question("safety",          "個人情報と安全への備え",   "個人情報の扱い、事故を防ぐ手立て、中止する基準。", required=True, for_solution=True),
    Question("confidential",    "非公開を希望すること",     "所管課にも見せたくない営業上の秘密など。なければ空欄のままに。", readers=Readers.SECRETARIAT),
)
# fmt: on
BY_NAME = {question.name: question for question in QUESTIONS}


def asked_of(kind: ProposalKind, readers: Readers = Readers.SECTION) -> list[Question]:
    """The questions that a proposal of `kind` is asked and these readers read, in their order."""
    return [q for q in QUESTIONS if q.readers is readers and (kind is ProposalKind.SOLUTION or not q.for_solution)]


def shown(answer: Any) -> str:
    """An answer as people read it."""
    if isinstance(answer, bool):
        return "はい" if answer else "いいえ"
    return f"{answer}人" if isinstance(answer, int) else answer or ""


def read_by(proposal: Proposal, readers: Readers = Readers.SECTION) -> list[tuple[str, str]]:
    """(label, answer) of all that these readers read of a proposal; an empty answer is an empty text."""
    return [(q.label, shown(getattr(proposal, q.name))) for q in asked_of(proposal.kind, readers)]


def missing_answers(proposal: Proposal) -> dict[str, str]:
    """What has to be answered before the proposal can be handed in: question's name and what to do about it."""
    return {
        q.name: f"「{q.label}」を入力してください。"
        for q in asked_of(proposal.kind)
        if q.required and not getattr(proposal, q.name).strip()
    }


def text_handed_in(proposal: Proposal) -> str:
    """The text that is sealed on receipt: all that the section reads, in one piece, always written in the same way."""
    answers = "".join(f"\n■ {label}\n{answer}\n" for label, answer in read_by(proposal) if answer)
    return f"提案の種類: {proposal.kind.label}\n{answers}"


def digest_of(proposal: Proposal) -> str:
    """SHA-256 (64 hexadecimal letters) of `text_handed_in` in UTF-8."""
    return hashlib.sha256(text_handed_in(proposal).encode()).hexdigest()


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
