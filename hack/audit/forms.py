"""What the trail can be narrowed to."""

from wtforms import SelectField

from hack.audit.kinds import Kind
from hack.forms.filters import Filter
from hack.forms.questions import DayField, one_of


class TrailFilter(Filter):
    """Which kind of event, and on which days."""

    kind = SelectField("出来事の種類", **one_of(Kind, "すべて"))
    since = DayField("この日から")
    until = DayField("この日まで")
