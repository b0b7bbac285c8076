"""What we ask of a section that opens a theme."""

from typing import Any, Self

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, ValidationError

from hack.accounts.models import Section
from hack.forms import TEXT, CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, at_most, line


class ThemeText(Form):
    """What a theme says."""

    title = line("題名", 80, "例: 商店街のにぎわいを取り戻す工夫", InputRequired("題名を入力してください。"))
    text = TextAreaField(
        "テーマの説明",
        [InputRequired("説明を入力してください。"), at_most(TEXT)],
        description="課が困っていること、望む姿、市が出せるもの。だれでも読みます。",
        render_kw={"rows": 8},
    )
    opens_on = DayField("募集の始まり", [InputRequired("募集の始まりの日を入力してください。")])
    closes_on = DayField(
        "募集の終わり",
        [InputRequired("募集の終わりの日を入力してください。")],
        description="この日の24時まで受け付けます。",
    )

    def validate_closes_on(self, field: DayField) -> None:
        if field.data and self.opens_on.data and field.data < self.opens_on.data:
            raise ValidationError("募集の終わりは、始まりの日かそれより後にしてください。")


class NewThemeForm(ThemeText, CreatingForm):
    """A theme that is begun; a coordinator says for which section."""

    section = SelectField(
        "所管課", [InputRequired("所管課を選んでください。")], coerce=lambda value: int(value) if value else None
    )

    @classmethod
    def for_sections(cls, sections: list[Section], **defaults: Any) -> Self:
        """The form with these sections to choose from."""
        form = cls.from_request(data=defaults)
        chosen = [(str(one.id), one.full_name) for one in sections]
        form.section.choices = chosen if len(chosen) == 1 else [("", "選んでください"), *chosen]
        return form


class ThemeForm(ThemeText, EditingForm):
    """A theme that says something else."""
