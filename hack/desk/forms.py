"""What the board can be narrowed to."""

from typing import Any

from wtforms import BooleanField, SelectField

from hack.desk.queries import BY_NOUN
from hack.forms import Form
from hack.roles import Part

NOUNS = {noun: lane.path.label for noun, lane in BY_NOUN.items()}


class BoardForm(Form):
    """Which path, whose turn, only what is late."""

    class Meta(Form.Meta):
        csrf = False

    noun = SelectField("種類", choices={"": "すべて"} | NOUNS)
    part = SelectField("だれの番か", choices={"": "すべて"} | Part.choices())
    late = BooleanField("目安の日数を過ぎたもの")

    @property
    def chosen(self) -> dict[str, Any]:
        """What was chosen, as `queries.board` takes it; rubbish counts as not chosen."""
        return {
            "noun": self.noun.data if self.noun.data in NOUNS else "",
            "part": Part(self.part.data) if self.part.data in Part.choices() else None,
            "late": bool(self.late.data),
        }
