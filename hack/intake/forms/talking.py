"""What we ask about the days of a dialogue, what was said in it, and what is written to and fro."""

from datetime import date, datetime
from typing import Any

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack import clock
from hack.forms import CreatingForm, SeenForm
from hack.forms.questions import DayField, TimeOfDayField, at_most, line

OFFERS = 3
"""How many times the form asks for; more are offered by offering again."""


class OfferForm(SeenForm):
    """Times to offer for a dialogue (on a Japanese clock), and where it is held."""

    day_1 = DayField("候補1の日付", [InputRequired("日付を入力してください。")])
    time_1 = TimeOfDayField("候補1の時刻", [InputRequired("時刻を入力してください。")])
    day_2 = DayField("候補2の日付", [Optional()])
    time_2 = TimeOfDayField("候補2の時刻", [Optional()])
    day_3 = DayField("候補3の日付", [Optional()])
    time_3 = TimeOfDayField("候補3の時刻", [Optional()])
    place = line("場所", 120, "会議室の名前、またはオンライン。参加のしかたは、日が決まってから連絡欄で伝えます。")

    def validate(self, extra_validators: Any = None) -> bool:
        well = super().validate(extra_validators)
        for number in range(2, OFFERS + 1):
            day, time = self[f"day_{number}"], self[f"time_{number}"]
            if not day.errors and not time.errors and (day.data is None) != (time.data is None):
                missing = day if day.data is None else time
                missing.errors = ["日付と時刻の両方を入力してください。"]
                well = False
        return well

    @property
    def starts(self) -> list[datetime]:
        """The times that were filled in."""
        pairs = [(self[f"day_{number}"].data, self[f"time_{number}"].data) for number in range(1, OFFERS + 1)]
        return [datetime.combine(day, time, clock.JST) for day, time in pairs if day and time]


class RefuseForm(SeenForm):
    """Why none of the times will do, and which would."""

    reason = TextAreaField(
        "都合のよい日時",
        [InputRequired("都合のよい日時を入力してください。"), at_most(1000)],
        description="例: 来週の火曜か木曜の午後",
        render_kw={"rows": 3},
        id="refuse-reason",
    )


class DialogueForm(CreatingForm):
    """What was said in a dialogue."""

    held_on = DayField("対話した日", [InputRequired("対話した日を入力してください。")])
    people = line("出た人", 400, "団体・課の名前と人数など。提案者も読みます。")
    shared = TextAreaField(
        "話したこと・決めたこと",
        [InputRequired("話したことを入力してください。"), at_most(4000)],
        description="提案者と市の両方が読みます。",
        render_kw={"rows": 8},
    )
    internal = TextAreaField(
        "庁内だけのメモ", [at_most(4000)], description="事務局と関係する課だけが読みます。", render_kw={"rows": 4}
    )

    def validate_held_on(self, field: DayField) -> None:
        day: date | None = field.data
        if day is not None and day > clock.today():
            raise ValidationError("今日までの日付を入力してください。")


class WriteForm(CreatingForm):
    """Something to write to the other side, or for the city alone."""

    text = TextAreaField(
        "書く内容", [InputRequired("内容を入力してください。"), at_most(4000)], render_kw={"rows": 4}, id="entry-text"
    )
    internal = BooleanField("庁内だけの書き込みにする", description="チェックすると、提案者には見えません。")
