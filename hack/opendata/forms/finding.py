"""Which data sets are looked for inside."""

from wtforms import SelectField

from hack.forms.filters import Filter
from hack.forms.questions import one_of
from hack.pipeline.dataset import DataSetStep


class SetFilter(Filter):
    """Where the data sets stand."""

    step = SelectField("段階", **one_of(DataSetStep, "すべて"))
