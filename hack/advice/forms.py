"""What we ask of somebody who writes a need one question at a time."""

from typing import Any, Self

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from hack.advice.questions import CONDITIONS, Asked
from hack.forms import TEXT, CreatingForm, EditingForm
from hack.forms.questions import at_most, line, one_of
from hack.needs.models import CostShare, Personal


class BeginForm(CreatingForm):
    """What a need begins with: a title, and for a coordinator the section."""

    title = line(
        "ひとことで言うと、何に困っていますか",
        80,
        "これが題名になります。あとで直せます。例: 交差点の交通量を人手によらず測りたい",
        InputRequired("ひとことで書いてください。"),
    )
    section = SelectField(
        "所管課",
        [InputRequired("所管課を選んでください。")],
        coerce=lambda value: int(value) if value else None,
        description="このニーズを持つ課です。",
    )

    @classmethod
    def for_sections(cls, sections: list[Any]) -> Self:
        """The form with these sections to choose from; without the question where there is only one."""
        form = cls.from_request()
        form.section.choices = {"": "選んでください"} | {section.id: section.full_name for section in sections}
        if len(sections) == 1:
            del form.section
        return form


class AnswerForm(EditingForm):
    """One answer in a few sentences; the rest of the field that it belongs to stays as it is."""

    answer = TextAreaField("答え", [at_most(TEXT)], render_kw={"rows": 6})

    asked: Asked

    @classmethod
    def to(cls, asked: Asked) -> Self:
        """The form that asks this question, with what the need answers now."""
        form = cls.from_request(data={"answer": asked.answer, "seen": asked.need.version})
        form.asked = asked
        form.answer.label.text, form.answer.description = asked.question.asks, asked.question.hint
        return form

    def validate_answer(self, field: TextAreaField) -> None:
        over = len(self.asked.field_with(field.data or "")) - TEXT
        if over > 0:
            raise ValidationError(f"同じ欄のほかの答えと合わせて{TEXT}字までです。あと{over}字減らしてください。")

    def writing(self) -> dict[str, Any]:
        """What the need's field is to say, as the need stands at this moment."""
        return {self.asked.question.field: self.asked.field_with(self.answer.data or "")}

    def words(self, thing: Any) -> dict[str, Any]:
        return {"answer": Asked(thing, self.asked.question).answer}


class ConditionsForm(EditingForm):
    """The answers that are chosen."""

    personal = SelectField(
        "個人情報", **one_of(Personal), description="実証で個人情報を扱いますか。市の職員だけが読みます。"
    )
    cost_share = SelectField(
        "費用負担",
        **one_of(CostShare),
        description="実証にかかる費用をだれが負担しますか。公開されると企業・大学等も読みます。",
    )

    @classmethod
    def to(cls, asked: Asked) -> Self:
        """The form with what the need says now."""
        return cls.from_request(obj=asked.need, seen=asked.need.version)

    def writing(self) -> dict[str, Any]:
        """What the need is to say."""
        return self.answers()


def form_for(asked: Asked) -> AnswerForm | ConditionsForm:
    """The form that asks this question."""
    return ConditionsForm.to(asked) if asked.question.name == CONDITIONS else AnswerForm.to(asked)
