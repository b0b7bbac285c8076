"""What is asked of those who set an evaluation up: its criteria, their correction, its last day and its chair."""

from collections.abc import Iterable
from typing import Any, Self

from flask import request
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from hack.evaluation.actions.setting_up import MOST, Asked
from hack.evaluation.choices import Call
from hack.evaluation.forms.making import form_with
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, NumberField, at_most, line

FEW = 5
"""How many empty lines for criteria a fresh form has."""


class Criteria(Form):
    """Mixed into the forms that ask for criteria, one group of three questions for each."""

    lines: int = 0

    @classmethod
    def asking(cls, criteria: list[Any], **defaults: Any) -> Self:
        """The form with a line for each of these criteria and some empty ones; as many as were sent, where it was sent."""
        sent = sum(name.startswith("name_") for name in request.form)
        count = min(MOST, sent or max(FEW, len(criteria) + 1, request.args.get("lines", 0, type=int)))
        fields: dict[str, Any] = {"lines": count}
        for number in range(1, count + 1):
            fields |= _questions(number)
        return form_with(cls, fields).from_request(data=_said(criteria) | defaults)

    @property
    def groups(self) -> list[tuple[int, list[Any]]]:
        """The number and the questions of each criterion."""
        return [
            (number, [self[f"{name}_{number}"] for name in ("name", "looks_at", "weight")])
            for number in range(1, self.lines + 1)
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        for _, (name, looks_at, weight) in self.groups:
            if not name.data and (looks_at.data or weight.data is not None):
                name.errors = [*name.errors, "名前を入力してください。使わない行は3つとも空欄にしてください。"]
            elif name.data and weight.data is None and not weight.errors:
                weight.errors = [*weight.errors, "重みを1から100までの数で入力してください。"]
        return fine and not self.errors

    def criteria(self) -> list[Asked]:
        """The criteria as they were written, empty lines left out."""
        return [
            Asked(name.data, looks_at.data or "", weight.data or 0)
            for _, (name, looks_at, weight) in self.groups
            if name.data
        ]


def _questions(number: int) -> dict[str, Any]:
    return {
        f"name_{number}": line(f"基準{number}の名前", 40, ""),
        f"looks_at_{number}": TextAreaField(f"基準{number}で見ること", [at_most(400)], render_kw={"rows": 2}),
        f"weight_{number}": NumberField(
            f"基準{number}の重み", [Optional(), NumberRange(1, 100, "1から100までの数で入力してください。")]
        ),
    }


def _said(criteria: Iterable[Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for number, one in enumerate(criteria, start=1):
        said |= {f"name_{number}": one.name, f"looks_at_{number}": one.looks_at, f"weight_{number}": one.weight}
    return said


class NewEvaluationForm(Criteria, CreatingForm):
    """The criteria of a call that has none yet."""

    call = RadioField(
        "対象の募集",
        [InputRequired("対象の募集を選んでください。")],
        choices=[(call.value, call.label) for call in Call],
        coerce=lambda value: value if isinstance(value, Call) else Call(value),
    )


class CriteriaForm(Criteria, EditingForm):
    """The criteria of a call that has not begun."""

    def words(self, thing: Any) -> dict[str, Any]:
        said = dict.fromkeys((name for name in self.answers() if name.split("_")[-1].isdigit()), None)
        return {name: value for name, value in (said | _said(thing.criteria)).items() if name in said}


class CorrectionForm(EditingForm):
    """The words of criteria that stand, and why they are corrected."""

    reason = TextAreaField(
        "訂正の理由",
        [InputRequired("訂正の理由を入力してください。"), at_most(400)],
        description="ニーズを読める人はだれでも読みます。",
        render_kw={"rows": 3},
    )

    @classmethod
    def of(cls, evaluation: Any) -> Self:
        """The form with the words of each criterion."""
        fields: dict[str, Any] = {}
        for number, _ in enumerate(evaluation.criteria, start=1):
            fields[f"name_{number}"] = line(
                f"基準{number}の名前", 40, "", InputRequired("基準の名前を入力してください。")
            )
            fields[f"looks_at_{number}"] = _questions(number)[f"looks_at_{number}"]
        said = {name: value for name, value in _said(evaluation.criteria).items() if name in fields}
        return form_with(cls, fields).from_request(data=said | {"seen": evaluation.version})

    def said(self) -> list[tuple[str, str]]:
        """The name and what is looked at of each criterion, in order."""
        count = sum(name.startswith("name_") for name in self._fields)
        return [
            (self[f"name_{number}"].data or "", self[f"looks_at_{number}"].data or "") for number in range(1, count + 1)
        ]

    def words(self, thing: Any) -> dict[str, Any]:
        return {name: value for name, value in _said(thing.criteria).items() if name in self._fields}


class SettingsForm(EditingForm):
    """Until when each one scores, and who leads."""

    due_on = DayField(
        "個別評価の期限", [Optional()], description="この日の24時まで。2日前に、まだの人にメールが届きます。"
    )
    chair = SelectField(
        "座長", coerce=int, description="合議のとき、コメントを書いた人の名前を読めるのは座長だけです。"
    )

    @classmethod
    def choosing(cls, people: list[Any], **defaults: Any) -> Self:
        """The form with these people to choose the chair from."""
        form = cls.from_request(**defaults)
        form.chair.choices = [(person.id, f"{person.name}({person.belonging})") for person in people]
        return form

    def words(self, thing: Any) -> dict[str, Any]:
        return {"due_on": thing.due_on, "chair": thing.chair_id}
