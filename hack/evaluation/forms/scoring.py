"""What an evaluator finds in one proposal: points, comments, or why nothing."""

from typing import Any, Self

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import Optional

from hack.evaluation.choices import POINTS
from hack.evaluation.forms.making import form_with
from hack.forms import EditingForm
from hack.forms.questions import at_most


def _number(value: Any) -> int | None:
    return None if value in (None, "") else int(value)


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
        form = form_with(cls, fields).from_request(data=_sheet_words(numbers, found) | {"seen": seen})
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
