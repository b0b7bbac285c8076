"""The form every form descends from: bound to the request, protected, and with its refusals at the field concerned."""

import unicodedata
from collections.abc import Mapping
from typing import Any, Self

from flask import abort
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, PasswordField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the types
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from hack.db import random_key
from hack.errors import Incomplete, Overtaken, RuleBroken
from hack.labels import Labelled

TEXT_FIELDS = (StringField, TextAreaField)
TEXT = 2000
"""How many letters a long answer may have unless its form says otherwise."""


def tidy(text: str | None) -> str | None:
    """The text in one Unicode form (NFC), with plain line ends and without spaces around it."""
    if text is None:
        return None
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def _no_strange_letters(_form: Any, field: Any) -> None:
    for letter in field.data or "" if isinstance(field.data, str) else "":
        if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t":
            raise ValidationError("使えない文字(制御文字)が含まれています。取り除いてください。")


def _something_said(_form: Any, field: Any) -> None:
    """What has to be answered is not answered by spaces alone."""
    needed = next((one for one in field.validators if isinstance(one, InputRequired)), None)
    if needed is not None and isinstance(field.data, str) and not field.data:
        raise ValidationError(needed.message or "入力してください。")


def in_words(value: Any) -> str:
    """An answer as people read it."""
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return str(value) if value not in (None, "") else "(空欄)"


class Form(FlaskForm):
    """A form of the platform. Texts are tidied, and control characters refused, in every field; one answer a question."""

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = list(unbound_field.kwargs.get("filters", ()))
            if (
                issubclass(unbound_field.field_class, TEXT_FIELDS)
                and not issubclass(unbound_field.field_class, PasswordField)
                and tidy not in filters
            ):
                unbound_field.kwargs["filters"] = [tidy, *filters]
            choices = unbound_field.kwargs.get("choices")
            if isinstance(choices, list):
                unbound_field.kwargs["choices"] = [SelectChoice(*c) if isinstance(c, tuple) else c for c in choices]
            return unbound_field.bind(form=form, **options)

    @classmethod
    def from_request(cls, **defaults: Any) -> Self:
        """The form with what was sent, or else with `defaults` (`obj=` a thing to read them from)."""
        return cls(**defaults)

    def process(self, *args: Any, **kwargs: Any) -> None:
        super().process(*args, **kwargs)
        for field in self._fields.values():
            if len(field.raw_data or ()) > 1 and not isinstance(field, SelectMultipleField):
                abort(400)

    def validate(self, extra_validators: Any = None) -> bool:
        extra = dict(extra_validators or {})
        for name, field in self._fields.items():
            if isinstance(field, TEXT_FIELDS):
                extra.setdefault(name, []).extend((_no_strange_letters, _something_said))
        return bool(super().validate(extra_validators=extra))

    theirs: Mapping[str, str] = {}
    """What somebody else wrote meanwhile, in words, by the name of the question."""

    def refuse(self, broken: RuleBroken, thing: Any = None) -> None:
        """Show what a deed (with `thing`) refused: at the field concerned if this form has it, else above the form."""
        if isinstance(broken, Incomplete):
            for name, message in broken.missing.items():
                if name in self._fields:
                    self._fields[name].errors = [*self._fields[name].errors, message]
            self.form_errors.append(broken.message)
        elif broken.field and broken.field in self._fields:
            self._fields[broken.field].errors = [*self._fields[broken.field].errors, broken.message]
        else:
            self.form_errors.append(broken.message)

    def answers(self) -> dict[str, Any]:
        """The answers to the questions that people see, by field name: what a deed takes as keywords."""
        hidden = {"csrf_token", "once_key", "seen"}
        return {
            name: field.data
            for name, field in self._fields.items()
            if name not in hidden and field.type != "SubmitField"
        }


class CreatingForm(Form):
    """A form that makes a new thing: it carries a key, so that sending it twice makes one."""

    once_key = HiddenField(default=random_key, validators=[Length(max=40)])


class SeenForm(Form):
    """A form about a thing as the person saw it: it carries the version."""

    seen = IntegerField(widget=HiddenInput(), validators=[Optional()])

    @property
    def version(self) -> int:
        """The version that the person saw; 0, which no thing has, where the form does not say."""
        return self.seen.data or 0

    def refuse(self, broken: RuleBroken, thing: Any = None) -> None:
        """Besides: from here on the person has seen `thing` as it is now."""
        super().refuse(broken)
        if thing is not None:
            self.seen.data, self.seen.raw_data = thing.version, None


class EditingForm(SeenForm):
    """A form that changes what a thing says."""

    def refuse(self, broken: RuleBroken, thing: Any = None) -> None:
        """Besides: where somebody else was quicker, `theirs` has what `thing` says differently now."""
        super().refuse(broken, thing)
        if thing is not None and isinstance(broken, Overtaken):
            kept = self.words(thing).items()
            self.theirs = {n: in_words(value) for n, value in kept if (value or "") != (self[n].data or "")}

    def words(self, thing: Any) -> dict[str, Any]:
        """What `thing` says now, by the names of the questions."""
        return {name: getattr(thing, name) for name in self.answers() if hasattr(thing, name)}


class MoveForm(SeenForm):
    """The buttons of a thing on its path: which move, and why."""

    name = StringField("操作")
    reason = TextAreaField("理由", [Length(max=1000, message="1000字以内で入力してください。")], render_kw={"rows": 3})


class TakeBackForm(SeenForm):
    """Why the last move is taken back."""

    reason = TextAreaField(
        "取り消す理由", [Length(max=1000, message="1000字以内で入力してください。")], id="take-back-reason"
    )
