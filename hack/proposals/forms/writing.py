"""What we ask of those who write a proposal."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import NumberField, at_most, line
from hack.proposals.models import ProposalKind, Readers
from hack.proposals.questions import BY_NAME, QUESTIONS, asked_of
from hack.proposals.texts import Text, working_text

KINDS = [
    (ProposalKind.IDEA.value, "アイデア(まず軽く提案する)"),
    (ProposalKind.SOLUTION.value, "ソリューション(実証の計画まで書く)"),
]


def _text(name: str) -> TextAreaField:
    question = BY_NAME[name]
    rows = {"rows": 3 if question.most <= 200 else 5}
    return TextAreaField(
        question.label, [at_most(question.most)], description=question.explained, default="", render_kw=rows
    )


def _level(name: str) -> SelectField:
    question = BY_NAME[name]
    return SelectField(
        f"「{question.label}」を読む人",
        choices=[(readers.value, readers.label) for readers in question.choices],
        coerce=lambda value: value if isinstance(value, Readers) else Readers(value),
        default=Readers.SECTION,
    )


LEVELS = [f"level_{question.name}" for question in QUESTIONS if len(question.choices) > 1]
"""The fields that say who reads an answer, each beside its question."""


class ProposalAnswers(Form):
    """The questions that a proposal is asked; a draft may leave all but its name open."""

    kind = RadioField(
        "提案の種類",
        choices=KINDS,
        coerce=lambda value: value if isinstance(value, ProposalKind) else ProposalKind(value),
        description="種類を変えて保存すると、その種類の質問が出ます。",
    )
    title = line(
        BY_NAME["title"].label,
        BY_NAME["title"].most,
        BY_NAME["title"].explained,
        InputRequired("提案名を入力してください。"),
    )
    summary = _text("summary")
    technology = _text("technology")
    effect = _text("effect")
    references = _text("references")
    joins_workgroup = BooleanField(
        BY_NAME["joins_workgroup"].label, description=BY_NAME["joins_workgroup"].explained, default=True
    )
    people = NumberField(
        BY_NAME["people"].label,
        [Optional(), NumberRange(1, 100, "1から100までの数で入力してください。")],
        description=BY_NAME["people"].explained,
    )
    questions = _text("questions")
    plan = _text("plan")
    measures = _text("measures")
    team = _text("team")
    asked_of_city = _text("asked_of_city")
    cost = _text("cost")
    safety = _text("safety")
    confidential = _text("confidential")
    level_title = _level("title")
    level_summary = _level("summary")
    level_technology = _level("technology")
    level_effect = _level("effect")
    level_references = _level("references")
    level_questions = _level("questions")
    level_plan = _level("plan")
    level_measures = _level("measures")
    level_team = _level("team")
    level_asked_of_city = _level("asked_of_city")
    level_cost = _level("cost")
    level_safety = _level("safety")

    def answers(self) -> dict[str, Any]:
        """The answers by question, and in `levels` who reads which."""
        answers = super().answers()
        levels = {name.removeprefix("level_"): answers.pop(name) for name in LEVELS}
        return answers | {"levels": levels}

    def level_of(self, name: str) -> Any:
        """The field that says who reads the answer to that question; None where nobody chooses."""
        return self._fields.get(f"level_{name}")

    @property
    def asked(self) -> list[Any]:
        """The fields of the questions that a proposal of this kind is asked and the section reads, in their order."""
        kind = self.kind.data if isinstance(self.kind.data, ProposalKind) else ProposalKind.IDEA
        return [self._fields[question.name] for question in asked_of(kind)]


class NewProposalForm(ProposalAnswers, CreatingForm):
    """A new draft, drawn from a seed of one's own organisation or from none."""

    seed = SelectField(
        "もとにするシーズ",
        description="自分の団体のシーズから選べます。空いている欄には、保存するときにシーズの文が入ります。",
    )

    @classmethod
    def answering(cls, seeds: list[Any], **defaults: Any) -> "NewProposalForm":
        """The form with `seeds` to choose from, or none of them."""
        form = cls.from_request(**defaults)
        form.seed.choices = [("", "シーズを使わず、新しく書く"), *((seed.key, seed.title) for seed in seeds)]
        return form


class EditProposalForm(ProposalAnswers, EditingForm):
    """The same questions for a proposal that may be changed; it is filled with what is being written at."""

    def words(self, thing: Any) -> dict[str, Any]:
        """What is being written now, by the names of the questions."""
        text: Text = working_text(thing)
        return {name: getattr(text, name) for name in self._fields if hasattr(text, name)}


class CopyForm(CreatingForm):
    """For which other need a proposal is copied."""

    need = SelectField("写す先のニーズ", [InputRequired("ニーズを選んでください。")])

    @classmethod
    def among(cls, needs: list[Any]) -> "CopyForm":
        """The form with these needs to choose from."""
        form = cls.from_request()
        form.need.choices = [("", "選んでください"), *((need.key, need.title) for need in needs)]
        return form
