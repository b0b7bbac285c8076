"""What the board can be narrowed to."""

from typing import Any, Self

from flask import request
from wtforms import BooleanField, SelectField

from hack.desk.lanes import BY_NOUN
from hack.forms.filters import Filter
from hack.forms.questions import one_of
from hack.roles import Part, Role

OWN = {Role.OFFICER: Part.OFFICER, Role.COORDINATOR: Part.COORDINATOR}
NOUNS = {noun: lane.path.label for noun, lane in BY_NOUN.items()}


class BoardFilter(Filter):
    """Which path, whose turn, only what is late."""

    noun = SelectField("種類", choices={"": "すべて"} | NOUNS, default="")
    part = SelectField("だれの番か", **one_of(Part, "すべて"))
    late = BooleanField("目安の日数を過ぎたもの")

    @classmethod
    def asked_by(cls, viewer: Any) -> Self:
        """The filter as the address has it; where it asks for nothing, what waits for the viewer's own part."""
        if request.args:
            return cls.asked()
        return cls(formdata=None, part=OWN.get(viewer.role))
