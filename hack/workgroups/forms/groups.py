"""What we ask of those who open, lead and join a working group."""

from typing import Any, Self

from wtforms import BooleanField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from hack import clock
from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, NumberField, SelectMultipleField, at_most, line
from hack.workgroups.models import Charter


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
    capacity = NumberField(
        "定員",
        [InputRequired("定員を数字で入力してください。"), NumberRange(2, 50, "2から50までの数で入力してください。")],
        description="市・事務局の人も含めた人数。",
    )
    join_until = DayField("参加の申込みの締切", [Optional()], description="この日の24時まで。決めていなければ空欄。")

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


class JoinForm(Form):
    """The button that takes a place in a group, or gives it up; where there is a charter, its confirmation."""

    confirmed = IntegerField(widget=HiddenInput(), validators=[Optional()])
    agreed = BooleanField("設置要綱を読みました。守って参加します。")

    @classmethod
    def under(cls, charter: Charter | None, **defaults: Any) -> Self:
        """The form with the question about this charter, if there is one."""
        form = cls(**({"confirmed": charter.version if charter else None} | defaults))
        if charter is None:
            del form.agreed
        return form

    def see(self, charter: Charter | None) -> None:
        """Have the person see this charter: what was said of an earlier one counts no more."""
        if charter is not None and "agreed" in self and self.confirmed.data != charter.version:
            self.confirmed.data, self.confirmed.raw_data, self.agreed.data = charter.version, None, False

    @property
    def version(self) -> int | None:
        """The version of the charter that the person has confirmed."""
        return self.confirmed.data if "agreed" in self and self.agreed.data else None
