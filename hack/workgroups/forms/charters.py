"""What we ask about the charter of a group."""

from typing import Any

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import HiddenInput

from hack.errors import Overtaken
from hack.forms import EditingForm, Form
from hack.forms.questions import DayField, at_most, text
from hack.passages import QUICKER
from hack.workgroups.models import Charter


class CharterForm(EditingForm):
    """What a group is for, and what its members promise."""

    goal = TextAreaField(
        "目的",
        [InputRequired("目的を入力してください。"), at_most(2000)],
        description="何を明らかにし、何を決めるか。参加を考えている企業・大学等も読みます。",
        render_kw={"rows": 4},
    )
    within = text("扱うこと", "", 4)
    beyond = text("扱わないこと", "業者の選定、個別の契約など、この場では話さないこと。", 4)
    secrecy = text("守秘", "グループの中だけにとどめること、終わったあとの扱い。", 4)
    rights = text("知的財産", "持ち込んだ技術と、話し合いから生まれたものの扱い。", 4)
    publicity = text("公開の範囲", "外に出してよいことと、その前に確かめること。", 4)
    begins_on = DayField("設置の始まり", [Optional()])
    ends_on = DayField("設置の終わり", [Optional()])

    def validate_ends_on(self, field: DayField) -> None:
        if field.data and self.begins_on.data and field.data < self.begins_on.data:
            raise ValidationError("終わりの日は、始まりの日より後にしてください。")

    def show_beside(self, current: Charter) -> None:
        """Show what the charter says now, where somebody else has written it meanwhile; the person has seen it then."""
        self.refuse(Overtaken(QUICKER), current)
        del self.form_errors[1:]


class ConfirmForm(Form):
    """The button that confirms the charter as the person saw it."""

    confirmed: Any = IntegerField(widget=HiddenInput(), validators=[Optional()])
