"""What we ask of a proposal, and of those who hand it in and look after it."""

from typing import Any

from wtforms import BooleanField, IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import at_most, line, one_of
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import ProposalKind
from hack.proposals.questions import BY_NAME, asked_of

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
    people = IntegerField(
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

    @property
    def asked(self) -> list[Any]:
        """The fields of the questions that a proposal of this kind is asked and the section reads, in their order."""
        kind = self.kind.data if isinstance(self.kind.data, ProposalKind) else ProposalKind.IDEA
        return [self._fields[question.name] for question in asked_of(kind)]


class NewProposalForm(ProposalAnswers, CreatingForm):
    """A new draft, drawn from a seed of one's own organisation or from none."""

    seed = SelectField(
        "もとにするシーズ",
        validate_choice=True,
        description="自分の団体のシーズから選べます。空いている欄には、保存するときにシーズの文が入ります。",
    )

    @classmethod
    def answering(cls, seeds: list[Any], **defaults: Any) -> "NewProposalForm":
        """The form with `seeds` to choose from, or none of them."""
        form = cls.from_request(**defaults)
        form.seed.choices = [("", "シーズを使わず、新しく書く"), *((seed.key, seed.title) for seed in seeds)]
        return form


class EditProposalForm(ProposalAnswers, EditingForm):
    """The same questions for a draft, or for a proposal that was queried."""


class SubmitForm(SeenForm):
    """That the text is right as the section will read it; after a query, the answer to it."""

    answer = TextAreaField("照会への回答", [at_most(1000)])
    confirmed = BooleanField(
        "所管課が読む内容を確かめました", [InputRequired("内容を確かめて、チェックを入れてください。")]
    )


class StepFilter(Filter):
    """Which step the proposals of a list stand at."""

    step = SelectField("段階", **one_of((s for s in ProposalStep if s is not ProposalStep.DRAFT), "すべての段階"))
