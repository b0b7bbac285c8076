"""What we ask of those who set an evaluation up, who score, who confer, and who decide."""

from collections.abc import Iterable
from typing import Any, Self

from flask import request
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from hack.evaluation.actions.setting_up import MOST, Asked
from hack.evaluation.choices import DECLARED, POINTS, Call, ConflictKind, Decision, Door, Refusal, Result
from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.questions import DayField, at_most, line, one_of

FEW = 5
"""How many empty lines for criteria a fresh form has."""


def _with(base: type[Any], fields: dict[str, Any]) -> type[Any]:
    """A form that asks these questions besides those of `base`."""
    return type(base.__name__, (base,), fields)


def _number(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


# Setting up ---------------------------------------------------------------------------------------------------------


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
        return _with(cls, fields).from_request(data=_said(criteria) | defaults)

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
        f"weight_{number}": IntegerField(
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
        return _with(cls, fields).from_request(data=said | {"seen": evaluation.version})

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


# Evaluators ---------------------------------------------------------------------------------------------------------


class InviteForm(Form):
    """Whom to ask."""

    email = StringField(
        "評価者のメールアドレス",
        [InputRequired("メールアドレスを入力してください。"), at_most(254)],
        description="どの課の職員も、コーディネーターも招けます。",
        render_kw={"autocomplete": "off"},
    )


class ButtonForm(Form):
    """A button alone."""


class AnswerForm(Form):
    """Whether somebody who was asked will evaluate."""

    accepts = HiddenField()
    why = TextAreaField(
        "辞退する理由", [at_most(400)], description="辞退するときだけ書きます。所管課と事務局が読みます。"
    )


class DeclarationForm(Form):
    """How one stands to the organisation behind each proposal."""

    entries: list[Any] = []

    @classmethod
    def about(cls, entries: list[Any], **sent: Any) -> Self:
        """The form with two questions for each of these proposals; `formdata=None` for a fresh one."""
        fields: dict[str, Any] = {}
        for entry in entries:
            houses = "、".join(house.name for house in entry.proposal.houses)
            who = f"{houses}({entry.proposal.number})"
            fields[f"kind_{entry.key}"] = RadioField(
                f"{who}との関係",
                [InputRequired("どれかを選んでください。")],
                choices=[(kind.value, kind.label) for kind in DECLARED],
                coerce=lambda value: value if isinstance(value, ConflictKind) else ConflictKind(value),
            )
            fields[f"words_{entry.key}"] = TextAreaField(
                f"{who}との関係の内容",
                [at_most(400)],
                description="関係があるときだけ書きます。所管課と事務局が読みます。",
                render_kw={"rows": 2},
            )
        form = _with(cls, fields).from_request(**sent)
        form.entries = entries
        return form

    def said(self) -> dict[str, tuple[ConflictKind, str]]:
        """What was said, by the proposal's key."""
        return {
            entry.key: (self[f"kind_{entry.key}"].data, self[f"words_{entry.key}"].data or "") for entry in self.entries
        }


# Scoring ------------------------------------------------------------------------------------------------------------


class SheetForm(EditingForm):
    """The points and comments of one evaluator for one proposal."""

    comment = TextAreaField("全体へのコメント", [at_most(1000)], render_kw={"rows": 4})
    abstains = BooleanField("この提案は評価しない(棄権)")
    why = TextAreaField(
        "評価しない理由", [at_most(400)], description="棄権するときだけ書きます。", render_kw={"rows": 2}
    )

    numbers: dict[int, int] = {}

    @classmethod
    def scoring(cls, criteria: list[Any], found: Any, seen: int) -> Self:
        """The form with two questions for each criterion, filled with what was found so far."""
        fields: dict[str, Any] = {}
        for number, one in enumerate(criteria, start=1):
            fields[f"points_{number}"] = RadioField(
                f"{number} {one.name}(重み{one.weight})",
                [Optional()],
                choices=[(str(points), label) for points, label in POINTS.items()],
                coerce=lambda value: str(value) if value not in (None, "", "None") else "",
                validate_choice=False,
                description=one.looks_at,
            )
            fields[f"remark_{number}"] = TextAreaField(
                f"{number} {one.name}のコメント",
                [at_most(400)],
                description="0点と5点には必ず書いてください。",
                render_kw={"rows": 2},
            )
        numbers = {number: one.id for number, one in enumerate(criteria, start=1)}
        form = _with(cls, fields).from_request(data=_sheet_words(numbers, found) | {"seen": seen})
        form.numbers = numbers
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        for number in self.numbers:
            if self[f"points_{number}"].data not in ("", *(str(points) for points in POINTS)):
                self[f"points_{number}"].errors = ["0から5までの点を選んでください。"]
        return fine and not self.errors

    @property
    def groups(self) -> list[list[Any]]:
        """The two questions of each criterion."""
        return [[self[f"points_{number}"], self[f"remark_{number}"]] for number in self.numbers]

    def found(self) -> dict[str, Any]:
        """The answers as a sheet has them."""
        return {
            "points": {one: _number(self[f"points_{number}"].data) for number, one in self.numbers.items()},
            "comments": {one: self[f"remark_{number}"].data or "" for number, one in self.numbers.items()},
            "comment": self.comment.data or "",
            "abstains": bool(self.abstains.data),
            "why": self.why.data or "",
        }

    def words(self, thing: Any) -> dict[str, Any]:
        return _sheet_words(self.numbers, thing.found)


def _sheet_words(numbers: dict[int, int], found: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"comment": found.comment, "abstains": found.abstains, "why": found.why}
    for number, one in numbers.items():
        points = found.points.get(one)
        said[f"points_{number}"] = "" if points is None else str(points)
        said[f"remark_{number}"] = found.comments.get(one, "")
    return said


# Together -----------------------------------------------------------------------------------------------------------


class ResultForm(EditingForm):
    """What the evaluators found together of one proposal."""

    result = RadioField(
        "合議の結果",
        [InputRequired("結果を選んでください。")],
        choices=[(result.value, result.label) for result in Result],
        coerce=lambda value: value if isinstance(value, Result) or not value else Result(value),
    )
    result_words = TextAreaField(
        "結果の理由",
        [InputRequired("結果の理由を入力してください。"), at_most(1000)],
        description="評価者・所管課・事務局が読みます。提案者には見えません。",
        render_kw={"rows": 4},
    )


class DecisionForm(EditingForm):
    """What is decided about one proposal, and what its proposer reads."""

    decision = RadioField(
        "決定",
        [InputRequired("決定を選んでください。")],
        coerce=lambda value: value if isinstance(value, Decision) or not value else Decision(value),
    )
    refusal = SelectField("お断りする理由の区分", **one_of(Refusal, "選んでください(お断りのとき)"))
    told_words = TextAreaField(
        "提案者に伝える言葉",
        [at_most(1000)],
        description="提案者が提案のページで読みます。お断りのときは、理由を必ず書いてください。",
        render_kw={"rows": 5},
    )
    door = SelectField("案内する別の窓口", **one_of(Door, "選んでください(お断りのとき)"))

    @classmethod
    def offering(cls, decisions: list[Decision], **defaults: Any) -> Self:
        """The form with these decisions to choose from."""
        form = cls.from_request(**defaults)
        form.decision.choices = [(one.value, one.label) for one in decisions]
        return form


class ReleaseForm(SeenForm):
    """That the letters and the decisions are right."""

    confirmed = BooleanField(
        "だれに何が伝わるかを確かめました", [InputRequired("内容を確かめて、チェックを入れてください。")]
    )


class UndoForm(SeenForm):
    """Why a release is undone."""

    reason = TextAreaField(
        "公表を取り消す理由",
        [InputRequired("取り消す理由を入力してください。"), at_most(1000)],
        description="提案者・所管課・事務局が、提案の経過で読みます。",
    )
