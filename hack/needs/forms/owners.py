"""What we ask of somebody who brings another section in."""

from typing import Any, Self

from wtforms import SelectField
from wtforms.validators import InputRequired

from hack.forms import Form


class OwnerForm(Form):
    """Which section is to own the need too."""

    section = SelectField(
        "加える課",
        [InputRequired("課を選んでください。")],
        coerce=lambda value: int(value) if value else None,
        description="加えた課の職員も、下書きを読み、書き換え、提案を評価できるようになります。",
    )

    @classmethod
    def choosing(cls, sections: list[Any]) -> Self:
        """The form with these sections to choose from, under their bureaus."""
        form = cls.from_request()
        form.offer(sections)
        return form

    def offer(self, sections: list[Any]) -> None:
        """Let one of these sections be chosen."""
        self.section.choices = {"": "選んでください"} | {section.id: section.full_name for section in sections}


class RemovalForm(Form):
    """The button that lets a section go."""
