"""The kinds of question that long forms are made of."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, NamedTuple

import wtforms
from wtforms import DateField, IntegerField, StringField, TextAreaField, TimeField
from wtforms.validators import Length, Optional, Regexp, StopValidation, ValidationError

from hack.forms import TEXT

OUR_TIME = range(2000, 2101)
"""The years that days are in."""


class Group(NamedTuple):
    """A few questions that belong together."""

    title: str
    lead: str
    questions: tuple[str, ...]


class Grouped:
    """Mixed into a long form, so that it can be asked in parts: `GROUPS` names the questions of each."""

    GROUPS: ClassVar[tuple[Group, ...]]

    @property
    def groups(self) -> list[tuple[str, str, list[Any]]]:
        """Title, lead and fields of each part, in order."""
        return [(group.title, group.lead, [self[name] for name in group.questions]) for group in self.GROUPS]  # type: ignore[index]


class DayField(DateField):
    """A day of the calendar, in a year of our time: any other is a slip of the finger. Says in Japanese what is wrong."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = date.fromisoformat(valuelist[0].strip().replace("/", "-"))
        except ValueError:
            self.data = None
            raise ValueError("日付を「2026-04-01」の形で入力してください。") from None
        if self.data.year not in OUR_TIME:
            self.data = None
            raise ValueError(f"{OUR_TIME[0]}年から{OUR_TIME[-1]}年までの日付を入力してください。")


class SelectMultipleField(wtforms.SelectMultipleField):
    """Several of what there is to choose from; says in Japanese that something is not there any more."""

    def pre_validate(self, form: Any) -> None:
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError("もう選べないものが含まれています。いまの選択肢から選び直してください。") from None


class TimeOfDayField(TimeField):
    """A time on the clock; says in Japanese what is wrong."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("時刻を「14:00」の形で入力してください。") from None


class NumberField(IntegerField):
    """A whole number; says in Japanese, and once, what is wrong: what is no number is not measured too."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError("数字だけで入力してください。") from None

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation()


def one_of(choices: Iterable[Any], nothing: str = "選んでください") -> dict[str, Any]:
    """What a select field needs to offer these choices (each with `value` and `label`), or none of them."""
    known = {choice.value: choice for choice in choices}

    def coerce(value: Any) -> Any:
        if not value:
            return None
        try:
            return known[getattr(value, "value", value)]
        except KeyError:
            raise ValueError(value) from None

    return {"choices": {"": nothing} | {value: choice.label for value, choice in known.items()}, "coerce": coerce}


def at_most(letters: int) -> Length:
    """An answer of at most so many letters."""
    return Length(max=letters, message=f"{letters}字以内で入力してください。")


def in_one_line(answer: str | None) -> str | None:
    """The answer without line breaks and tabs."""
    return " ".join(answer.split()) if answer else answer


def line(label: str, letters: int, hint: str, *more: Any) -> StringField:
    """A question answered in one line."""
    return StringField(label, [*more, at_most(letters)], filters=[in_one_line], description=hint)


def text(label: str, hint: str, rows: int = 5) -> TextAreaField:
    """A question answered in a few sentences."""
    return TextAreaField(label, [at_most(TEXT)], description=hint, render_kw={"rows": rows})


def web_page(label: str, hint: str) -> StringField:
    """The address of a page."""
    form = Regexp(r"https?://[^\s<>\"]+$", message="http:// または https:// で始まるアドレスを入力してください。")
    return StringField(label, [Optional(), at_most(300), form], description=hint)
