"""What we ask of those who hand a proposal in, move it on, or tell the public."""

from typing import Any

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from hack import clock
from hack.forms import Form, MoveForm, SeenForm
from hack.forms.questions import DayField, at_most


class SubmitForm(SeenForm):
    """That the text is right as the section will read it; after a query, the answer to it."""

    answer = TextAreaField("照会への回答", [at_most(1000)])
    confirmed = BooleanField(
        "所管課が読む内容を確かめました", [InputRequired("内容を確かめて、チェックを入れてください。")]
    )


class DatedMoveForm(MoveForm):
    """The buttons of a proposal, with the day on which it really happened and the day on which the public is told."""

    happened_on = DayField(
        "行われた日",
        [Optional()],
        description="実際に進んだ日です。空欄なら今日になります。",
    )
    announced_on = DayField(
        "公表した日",
        [Optional()],
        description="記者発表などの日。まだなら空欄のままにして、あとから記せます。この日から、団体名・提案名・公開の欄が誰にでも見えます。",
    )

    @classmethod
    def today(cls, seen: int) -> "DatedMoveForm":
        """The form as it is first shown."""
        return cls(formdata=None, seen=seen, happened_on=clock.today())


class AnnounceForm(Form):
    """On which day the public was told of which passage."""

    passage = SelectField("公表した段階", coerce=int)
    announced_on = DayField("公表した日", [InputRequired("公表した日を入力してください。")], id="told-on")

    @classmethod
    def about(cls, entries: list[Any], **more: Any) -> "AnnounceForm":
        """The form about these lines of the history."""
        form = cls(**more)
        form.passage.choices = [
            (e.number, f"{e.end}({e.happened_on:%Y-%m-%d}{'、公表日あり' if e.announced_on else ''})") for e in entries
        ]
        return form
