"""A list that is written as a whole: some rows to fill in, those left empty count for nothing."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Self

from flask import abort, request
from wtforms import FieldList, FormField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from hack.errors import Overtaken, RuleBroken
from hack.forms import EditingForm, Form, SeenForm
from hack.forms.questions import NumberField, line, one_of
from hack.workgroups.models import Weight

MOST, MORE = 30, 3
READ = 10 * MOST
"""How many rows are read, so that those above MOST are shown once more and none is lost."""
ROW = re.compile(r"rows-([0-9]{1,6})(?:-|$)")


class Row(Form):
    """One row of a list; its token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False

    @property
    def says(self) -> Any:
        """The question without whose answer the row counts for nothing."""
        return next(iter(self))


class AgendaRow(Row):
    """One item of an agenda."""

    title = line("議題", 120, "")
    who = line("担当", 60, "")
    minutes = NumberField("分", [Optional(), NumberRange(1, 600, "1から600までの数で入力してください。")])

    def validate_title(self, field: Any) -> None:
        if not field.data and (self.who.data or self.minutes.data):
            raise ValidationError("議題を入力してください。")


class RequirementRow(Row):
    """One thing that the call should ask for."""

    words = line("要件", 400, "")
    weight = SelectField("重み", **one_of(Weight), default=Weight.MUST)


class ListForm(EditingForm):
    """A list of rows about a thing that has a version."""

    NOUN: ClassVar[str]
    rows: Any
    told: Callable[[Any], str]
    """What the list of a thing says now, row by row."""

    @classmethod
    def of(cls, kept: list[dict[str, Any]], seen: int) -> Self:
        """The form with what is kept and some empty rows."""
        form = cls(data={"rows": kept, "seen": seen})
        form.grow()
        return form

    @classmethod
    def sent(cls) -> Self:
        """The form as it was sent; refused as a whole where it has more than READ rows, or rows that no page of ours sends."""
        named = [(name, ROW.match(name)) for name in request.form if name.startswith("rows-")]
        if not all(found for _, found in named):
            abort(400)
        if len({found[1] for _, found in named if found}) > READ:
            abort(413)
        form = cls.from_request()
        form.name_rows()
        return form

    def grow(self) -> None:
        """Add some empty rows, as long as there may be more."""
        for _ in range(min(MORE, MOST - len(self.rows.entries))):
            self.rows.append_entry()
        self.name_rows()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        surplus = [entry.form.says for entry in self.rows.entries if entry.form.says.data][MOST:]
        for field in surplus:
            field.errors = [*field.errors, f"{self.NOUN}は{MOST}件までです。ほかの行とまとめてください。"]
        return fine and not surplus

    def name_rows(self) -> None:
        """Call each row by its place."""
        for place, entry in enumerate(self.rows.entries, 1):
            entry.label.text = f"{self.NOUN}{place}"

    def refuse(self, broken: RuleBroken, thing: Any = None) -> None:
        SeenForm.refuse(self, broken, thing)
        if isinstance(broken, Overtaken) and thing is not None:
            self.theirs = {"rows": self.told(thing)}


class AgendaForm(ListForm):
    """What is talked about at a meeting, in order."""

    NOUN = "議題"
    rows = FieldList(FormField(AgendaRow), "議題", max_entries=READ)

    def items(self) -> list[tuple[str, str, int | None]]:
        """What was filled in: what, who, how many minutes."""
        rows = (entry.form for entry in self.rows.entries)
        return [(row.title.data, row.who.data or "", row.minutes.data) for row in rows if row.title.data]

    def told(self, thing: Any) -> str:
        return "\n".join(f"{item.title} {item.who}".strip() for item in thing.items) or "(空欄)"


class RequirementsForm(ListForm):
    """What the formal call should ask for."""

    NOUN = "要件"
    rows = FieldList(FormField(RequirementRow), "提案募集に持ち込む要件", max_entries=READ)

    def requirements(self) -> list[tuple[str, Weight]]:
        """What was filled in: the words, and whether they must be met."""
        rows = (entry.form for entry in self.rows.entries)
        return [(row.words.data, row.weight.data or Weight.MUST) for row in rows if row.words.data]

    def told(self, thing: Any) -> str:
        return "\n".join(f"({one.weight.label}){one.words}" for one in thing.requirements) or "(空欄)"
