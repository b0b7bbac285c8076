"""What a table is asked: the very questions of the page's form, each a column; and the file to begin with."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField

from hack.needs.forms import NewNeedForm
from hack.seeds.forms import NewSeedForm
from hack.tables import Sheet

SECTION = "所管課"
SAMPLE = "(見本)"
"""What the title of the row begins with that only shows how to write; it is never taken."""
YES = frozenset(("はい", "○", "〇", "◯", "1", "true", "yes", "y", "レ", "✓", "✔", "有", "あり"))
NO = frozenset(("いいえ", "×", "✕", "0", "false", "no", "n", "無", "なし"))
NEED_SAMPLE = {
    "title": "交差点の交通量を人手によらず測りたい",
    "field": "道路・河川・下水道",
    "pattern": "2 実装に向けた技術実証",
    "contact": "道路局企画課",
    "background": "交通量の調査は道路の計画に欠かせないが、調査員を集めることが年々難しい。",
    "present": "年に50か所、1か所あたり調査員3人で12時間。",
    "problem": "調査員が集まらず、調べられる場所が限られる。",
    "hoped": "調査の時間を半分にし、年100か所で測れる。",
    "cost_share": "協議して決める",
    "internal": "いいえ",
    "personal": "未定",
}
SEED_SAMPLE = {
    "title": "画像認識による交通量計測",
    "summary": "カメラの映像から、車の台数と進む方向を自動で数えます。",
    "field": "道路・河川・下水道",
    "solves": "調査員が現地で数えている交通量の調査を、少ない人手で行えます。",
    "technology": "画像認識、AIカメラ、クラウド",
    "readiness": "実績あり",
    "cost_band": "相談による",
    "lgwan": "未確認",
    "trial_certified": "いいえ",
    "dmp_listed": "いいえ",
    "visibility": "だれでも",
}


def key_of(words: str) -> str:
    """The words as they are compared: in one form, without spaces, case and the mark of what is required."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return "".join(plain.replace("(必須)", "").replace("*", "").split())


@dataclass(frozen=True)
class Question:
    """A column: the question's name and label, what it asks for, and the answers among which one is chosen, if there are any."""

    name: str
    label: str
    hint: str
    most: int | None
    choices: dict[str, str]
    """By what is compared: the value that the form takes."""
    offered: list[str]
    """The answers as people read them."""
    ticked: bool

    def taken(self, cell: str) -> str:
        """What the page's form would be sent for this cell. Raises ValueError, saying what can be chosen, for any other answer."""
        if self.ticked:
            given = key_of(cell)
            if given in YES or given in NO or not given:
                return "y" if given in YES else ""
            raise ValueError("「はい」か「いいえ」で書いてください。")
        if not self.offered or not cell:
            return cell
        try:
            return self.choices[key_of(cell)]
        except KeyError:
            raise ValueError(
                f"「{cell[:40]}」は選べません。{'、'.join(self.offered)}のどれかを書いてください。"
            ) from None


@dataclass(frozen=True)
class Asked:
    """Of what a table makes drafts: the noun, what it is called, its form, and the sample."""

    noun: str
    label: str
    form: Callable[..., Any]
    sample: dict[str, str]
    in_sections: bool

    def form_of(self, answers: dict[str, str]) -> Any:
        """The page's form, filled in with these answers."""
        form = self.form(formdata=MultiDict(answers), meta={"csrf": False})
        if self.in_sections:
            del form.section
        return form

    def questions(self) -> list[Question]:
        """The questions in the order of the page."""
        form = self.form_of({})
        return [_question(field) for _, _, fields in form.groups for field in fields]

    def template(self, section: str) -> list[Sheet]:
        """The file to begin with: headings and a sample row; on a second sheet how each column is written."""
        questions = self.questions()
        headings = [question.label for question in questions]
        sample = [self.sample.get(question.name, "") for question in questions]
        sample[0] = f"{SAMPLE}{sample[0]}"
        told = [
            [question.label, question.hint, _limit(question), "\n".join(question.offered)] for question in questions
        ]
        if self.in_sections:
            headings[1:1], sample[1:1] = [SECTION], [section]
            told[1:1] = [[SECTION, "局・区と課の名前。1つの課の人は空欄で構いません。", "", ""]]
        return [
            Sheet(self.label, headings, [sample]),
            Sheet("書き方", ["見出し", "書くこと", "長さ", "選べる値"], told),
        ]


def _limit(question: Question) -> str:
    return f"{question.most}字以内" if question.most else ""


def _question(field: Any) -> Question:
    ticked = isinstance(field, BooleanField)
    pairs = [(one[0], one[1]) for one in field.iter_choices()] if isinstance(field, SelectField) else []
    given = [(value, label) for value, label in ((_value(value), label) for value, label in pairs) if value]
    choices = {key_of(label): value for value, label in given} | {key_of(value): value for value, _ in given}
    offered = ["はい", "いいえ"] if ticked else [label for _, label in given]
    hint = field.description
    return Question(field.name, field.label.text, hint, field.flags.maxlength, choices, offered, ticked)


def _value(value: Any) -> str:
    return str(getattr(value, "value", value) or "")


NEEDS = Asked("need", "ニーズ", NewNeedForm, NEED_SAMPLE, in_sections=True)
SEEDS = Asked("seed", "シーズ", NewSeedForm, SEED_SAMPLE, in_sections=False)
BY_NOUN = {asked.noun: asked for asked in (NEEDS, SEEDS)}
