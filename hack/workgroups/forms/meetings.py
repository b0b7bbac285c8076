"""What we ask about a meeting: when and where, who comes, what was said."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack import clock
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, TimeOfDayField, at_most, line, one_of
from hack.workgroups.models import Attendance, Meeting, Member, Presence


class WhenAndWhere(Form):
    """When a meeting is (on a Japanese clock), where, and what is talked about."""

    title = line("会議の名前", 80, "", InputRequired("会議の名前を入力してください。"))
    day = DayField(
        "日付",
        [InputRequired("日付を入力してください。")],
        description="過ぎた日の会議は記録としてだけ残り、案内は送られません。",
    )
    begins = TimeOfDayField("始まり", [InputRequired("始まりの時刻を入力してください。")])
    ends = TimeOfDayField("終わり", [Optional()])
    place = line("場所", 200, "会議室の名前、オンラインの場合はその案内。")
    agenda = TextAreaField(
        "議題の補足", [at_most(2000)], description="準備してほしいことなど。議題の一つ一つは、会議の画面から書けます。"
    )

    def validate_ends(self, field: TimeOfDayField) -> None:
        if field.data and self.begins.data and field.data <= self.begins.data:
            raise ValidationError("終わりの時刻は、始まりより後にしてください。")

    def meeting(self) -> dict[str, Any]:
        """The answers as a meeting has them: the moments with their time zone."""
        return {
            "title": self.title.data,
            "starts_at": self._moment(self.begins.data),
            "ends_at": self._moment(self.ends.data) if self.ends.data else None,
            "place": self.place.data or "",
            "agenda": self.agenda.data or "",
        }

    def _moment(self, time: Any) -> datetime:
        day: Any = self.day.data
        return datetime.combine(day, time, clock.JST)


class NewMeetingForm(WhenAndWhere, CreatingForm):
    """A meeting that is called."""


class MeetingForm(WhenAndWhere, EditingForm):
    """A meeting that is not as it was announced."""

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        """The form with what the meeting says now."""
        return cls.from_request(data=_words(meeting) | {"seen": meeting.version})

    def words(self, thing: Any) -> dict[str, Any]:
        return _words(thing)


class MinutesForm(EditingForm):
    """What was said at a meeting, and what was decided."""

    minutes = TextAreaField(
        "議事録",
        [InputRequired("議事録を入力してください。"), at_most(20000)],
        description="構成員・所管課・事務局が読みます。",
        render_kw={"rows": 12},
    )
    decisions = TextAreaField(
        "決まったこと",
        [at_most(4000)],
        description="1行に1件。保存すると、1件ずつ番号が付いて残ります。あとから直せません。",
    )


class PresenceForm(Form):
    """Whether a member comes to a meeting."""

    presence = RadioField("出欠", [InputRequired("出欠を選んでください。")], choices=list(Presence.choices().items()))
    deputy = line("代理の方の名前", 60, "代理が出るときだけ書きます。")


class AttendanceForm(Form):
    """Who came to a meeting, one question for each member."""

    @classmethod
    def about(cls, members: Iterable[Member], known: Mapping[int, Attendance], **defaults: Any) -> Self:
        """The form with a question for each member; what they announced stands in it until something else is kept."""
        questions = {}
        for member in members:
            row = known.get(member.id)
            said = row and (row.kept or row.announced)
            announced = (
                f"本人の連絡: {row.announced.label}{f'({row.deputy})' if row.deputy else ''}"
                if row and row.announced
                else ""
            )
            label = f"{member.user.name}({member.user.belonging})"
            questions[f"member_{member.key}"] = SelectField(
                label, **one_of(Presence, "記録しない"), default=said, description=announced
            )
        asked: type[Self] = type("Asked", (cls,), questions)
        return asked.from_request(**defaults)

    def came(self, members: Iterable[Member]) -> dict[int, Presence | None]:
        """The answers, by the member's row number."""
        return {member.id: self[f"member_{member.key}"].data for member in members}


def _words(meeting: Meeting) -> dict[str, Any]:
    """What a meeting says now, by question: its moments as a day and two times on a Japanese clock."""
    starts, ends = clock.in_japan(meeting.starts_at), meeting.ends_at and clock.in_japan(meeting.ends_at)
    return {
        "title": meeting.title,
        "day": starts.date(),
        "begins": starts.time(),
        "ends": ends.time() if ends else None,
        "place": meeting.place,
        "agenda": meeting.agenda,
    }
