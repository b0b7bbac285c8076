"""What we ask about a decision."""

from typing import Any, Self

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack import clock
from hack.forms import CreatingForm
from hack.forms.questions import DayField, at_most
from hack.workgroups.models import Meeting, Resolution


class ResolutionForm(CreatingForm):
    """What was decided, when and where, and what it takes the place of."""

    words = TextAreaField(
        "決まったこと",
        [InputRequired("決まったことを入力してください。"), at_most(1000)],
        description="保存すると番号が付きます。あとから直せません。変わったときは、新しい決定で置き換えます。",
        render_kw={"rows": 4},
    )
    decided_on = DayField("決めた日", [InputRequired("決めた日を入力してください。")])
    meeting = SelectField("どの会議で")
    instead_of = SelectField("置き換える決定")

    @classmethod
    def among(cls, meetings: list[Meeting], standing: list[Resolution], **defaults: Any) -> Self:
        """The form with these meetings and standing decisions to choose from."""
        form = cls.from_request(data={"decided_on": clock.today()} | defaults)
        form.meeting.choices = [("", "会議の外で決めた"), *((one.key, one.title) for one in meetings)]
        form.instead_of.choices = [
            ("", "置き換えない"),
            *((one.key, f"決定{one.number} {one.words[:40]}") for one in standing),
        ]
        return form
