"""What the trail can be narrowed to."""

from datetime import date
from typing import Any

from wtforms import SelectField
from wtforms.validators import ValidationError

from hack.audit.kinds import Kind
from hack.forms.filters import Filter
from hack.forms.questions import DayField, one_of

CENTURY = (date(2000, 1, 1), date(2099, 12, 31))


def _of_this_century(_form: Any, field: DayField) -> None:
    if field.data is not None and not CENTURY[0] <= field.data <= CENTURY[1]:
        raise ValidationError("日付を確かめてください。")


class TrailFilter(Filter):
    """Which kind of event, and on which days."""

    kind = SelectField("出来事の種類", **one_of(Kind, "すべて"))
    since = DayField("この日から", [_of_this_century])
    until = DayField("この日まで", [_of_this_century])
