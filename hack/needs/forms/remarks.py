"""What we ask of those who remark on a need, and answer."""

from typing import Any, Self

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack.forms import CreatingForm, Form, in_words
from hack.forms.questions import at_most
from hack.needs.forms.texts import Questions

WHOLE = "全体"


def field_labels() -> dict[str, str]:
    """What each field of a need is called, in the order of its form; the empty name stands for the whole."""
    form = Questions(formdata=None)
    return {"": WHOLE} | {part.name: part.label.text for _, _, parts in form.groups for part in parts}


def field_by_field(need: Any) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What a need says, in the parts of its form: the part's title, and of each field its name, its label and its words."""
    form = Questions(formdata=None)
    return [
        (title, [(part.name, part.label.text, in_words(getattr(need, part.name))) for part in parts])
        for title, _, parts in form.groups
    ]


class RemarkForm(CreatingForm):
    """What the secretariat remarks, and on which field."""

    field = SelectField("どの項目について")
    text = TextAreaField(
        "指摘",
        [InputRequired("指摘を入力してください。"), at_most(2000)],
        description="所管課(一緒に担当する課も)と事務局だけが読みます。",
        render_kw={"rows": 4},
    )

    @classmethod
    def on(cls, field: str) -> Self:
        """The form, with this field chosen beforehand."""
        form = cls.from_request(data={"field": field})
        form.field.choices = field_labels()
        return form


class AnswerForm(CreatingForm):
    """What is answered to a remark."""

    text = TextAreaField(
        "答え",
        [InputRequired("答えを入力してください。"), at_most(2000)],
        description="所管課(一緒に担当する課も)と事務局だけが読みます。",
        render_kw={"rows": 4},
    )


class SettleForm(Form):
    """The button that settles a remark, or opens it again."""
