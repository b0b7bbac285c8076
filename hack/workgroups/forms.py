"""What we ask of those who open, lead, join and close a working group, and who keep its minutes."""

from datetime import datetime
from typing import Any, Self

from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError

from hack import clock
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, at_most, line
from hack.workgroups.models import Meeting


def of_our_time(_form: Any, field: DayField) -> None:
    """Refuse a day that no meeting can be on: most likely a slip of the finger."""
    if field.data is not None and not 2000 <= field.data.year <= 2100:
        raise ValidationError("2000年から2100年までの日付を入力してください。")


class About(Form):
    """What a group is for, and for how many."""

    title = line(
        "グループの名前",
        80,
        "募集中は企業・大学等も読みます。",
        InputRequired("グループの名前を入力してください。"),
    )
    purpose = TextAreaField(
        "目的",
        [InputRequired("目的を入力してください。"), at_most(2000)],
        description="何を話し合い、いつまでに何を決めるか。募集中は企業・大学等も読みます。",
    )
    capacity = IntegerField(
        "定員",
        [InputRequired("定員を数字で入力してください。"), NumberRange(2, 50, "2から50までの数で入力してください。")],
        description="市・事務局の人も含めた人数。",
    )
    join_until = DayField(
        "参加の申込みの締切", [Optional(), of_our_time], description="この日の24時まで。決めていなければ空欄。"
    )

    def validate_join_until(self, field: DayField) -> None:
        changed = field.data != field.object_data
        if changed and field.data is not None and field.data < clock.today():
            raise ValidationError("今日か、それより後の日を入力してください。")


class NewWorkgroupForm(About, CreatingForm):
    """A group that is opened around a need, with the proposals that are invited to it."""

    proposals = SelectMultipleField(
        "招く提案", description="印を付けた提案はワーキング招待に進み、提案した人が最初の構成員になります。"
    )
    with_seed_author = BooleanField(
        "シーズの担当者を構成員に加える", description="先に本人に声をかけておいてください。"
    )

    @classmethod
    def around(cls, proposals: list[Any], suggestion: Any, **defaults: Any) -> Self:
        """The form with these proposals to tick, and with the question about the seed's people if there is a suggestion."""
        form = cls.from_request(**defaults)
        form.proposals.choices = [
            (p.key, f"{p.number} {p.title}({p.organization.name}・{p.step.label})") for p in proposals
        ]
        if not proposals:
            del form.proposals
        if suggestion is None:
            del form.with_seed_author
        return form


class WorkgroupForm(About, EditingForm):
    """What may be changed of a group that is at work."""

    summary = TextAreaField(
        "公開する要約",
        [at_most(2000)],
        description="書くと、ニーズの画面でだれでも読めます。書かなければ何も公開されません。",
    )


class JoinForm(Form):
    """The button that takes a place in a group, or gives it up."""


class AddMemberForm(Form):
    """Whom to bring into a group."""

    email = StringField(
        "加える人のメールアドレス",
        [InputRequired("メールアドレスを入力してください。"), at_most(254)],
        description="利用者として登録されている人だけを加えられます。",
        render_kw={"autocomplete": "off"},
    )


class WhenAndWhere(Form):
    """When a meeting is (on a Japanese clock), where, and what is talked about."""

    title = line("会議の名前", 80, "", InputRequired("会議の名前を入力してください。"))
    day = DayField(
        "日付",
        [InputRequired("日付を入力してください。"), of_our_time],
        description="過ぎた日の会議は記録としてだけ残り、案内は送られません。",
    )
    begins = TimeField("始まり", [InputRequired("始まりの時刻を入力してください。")])
    ends = TimeField("終わり", [Optional()])
    place = line("場所", 200, "会議室の名前、オンラインの場合はその案内。")
    agenda = TextAreaField("議題", [at_most(2000)])

    def validate_ends(self, field: TimeField) -> None:
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
    decisions = TextAreaField("決まったこと", [at_most(4000)], description="だれが、いつまでに、何をするか。")


class CloseForm(EditingForm):
    """How a group ends, and what came of it."""

    move = RadioField("終わり方", [InputRequired("終わり方を選んでください。")])
    report = TextAreaField(
        "報告",
        [InputRequired("報告を入力してください。"), at_most(8000)],
        description="話し合った内容と結論。構成員・所管課・事務局が読みます。",
        render_kw={"rows": 10},
    )
    summary = TextAreaField(
        "公開する要約",
        [at_most(2000)],
        description="ニーズの画面でだれでも読めます。公開できることだけを書きます。空欄なら何も公開されません。",
    )

    @classmethod
    def ending(cls, moves: list[Any], **defaults: Any) -> Self:
        """The form with these ways to end."""
        form = cls.from_request(**defaults)
        form.move.choices = [(move.name, move.label) for move in moves]
        return form


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
