"""What we ask of somebody who looks for a need."""

from typing import Self

from wtforms import SelectField, StringField
from wtforms.validators import Length

from hack.accounts.models import Bureau
from hack.forms.filters import Filter
from hack.forms.questions import one_of
from hack.needs.models import Field
from hack.needs.stages import Stage


class NeedFilter(Filter):
    """Which needs somebody looks for."""

    q = StringField("題名の言葉", [Length(max=200)])
    field = SelectField("分野", **one_of(Field, "すべての分野"))
    bureau = SelectField("局・区", default="")
    stage = SelectField("段階", **one_of(Stage, "すべての段階"))

    @classmethod
    def offering(cls, bureaus: list[Bureau], stages: list[Stage]) -> Self:
        """The filter with what the page's address asks for, and these bureaus and stages to choose from."""
        form = cls.asked()
        form.bureau.choices = {"": "すべての局・区"} | {bureau.name: bureau.name for bureau in bureaus}
        form.stage.choices = {"": "すべての段階"} | {stage.value: stage.label for stage in stages}
        return form
