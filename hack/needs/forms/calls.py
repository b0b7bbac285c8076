"""What we ask of somebody who opens a call, or changes its days."""

from typing import Any, Self

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from hack.forms import EditingForm
from hack.forms.questions import DayField, Group, Grouped, at_most
from hack.needs.forms.texts import Conditions

USUAL_DAYS = {"open_ideas": 20, "open_trials": 30, "call_for_trials": 30}
"""How many days a call usually is open at least; a shorter one is asked about, not refused."""


class PublishForm(Grouped, EditingForm, Conditions):
    """What a call is for, and from when until when it is open."""

    move = RadioField("何を募集しますか", [InputRequired("何を募集するかを選んでください。")])
    opens_on = DayField("募集の始まり", [InputRequired("募集の始まりの日を入力してください。")])
    closes_on = DayField(
        "募集の終わり",
        [InputRequired("募集の終わりの日を入力してください。")],
        description="この日の24時に締め切ります。",
    )
    short_is_fine = BooleanField("短い期間のままで募集する")
    briefing_on = DayField("説明会の日", [Optional()], description="開くときだけ入力します。")
    questions_until = DayField("質問の締切", [Optional()], description="募集の終わりまでの日にします。")

    GROUPS = (
        Group("募集", "", ("move", "opens_on", "closes_on")),
        Group("説明会と質問", "", ("briefing_on", "questions_until")),
        Group(
            "実証の条件",
            "実証提案の募集では、場所・市が提供できるもの・費用負担・評価の観点が必要です。",
            ("place", "offered", "period", "cost_share", "selected", "criteria", "eligibility"),
        ),
    )

    def answers(self) -> dict[str, Any]:
        """The answers without the one that only says that a short call is meant."""
        return {name: answer for name, answer in super().answers().items() if name != "short_is_fine"}

    @classmethod
    def calling(cls, moves: list[Any], **defaults: Any) -> "PublishForm":
        """The form with these moves to choose from."""
        form = cls.from_request(**defaults)
        form.move.choices = {move.name: move.label for move in moves}
        return form

    @property
    def days(self) -> int | None:
        """How many days the call would be open; None where that is not said yet."""
        if not self.opens_on.data or not self.closes_on.data:
            return None
        return (self.closes_on.data - self.opens_on.data).days + 1

    @property
    def short(self) -> bool:
        """Whether the call would be shorter than usual."""
        return self.days is not None and 0 < self.days < USUAL_DAYS.get(self.move.data, 0)

    def validate_closes_on(self, field: DayField) -> None:
        if self.short and not self.short_is_fine.data:
            usual = USUAL_DAYS[self.move.data]
            raise ValidationError(
                f"募集期間が{self.days}日と短めです(目安は{usual}日以上)。このままでよければ、下の欄に印を付けてください。"
            )


class ChangeCallForm(EditingForm):
    """The days of a call that is announced or open, and why they change."""

    opens_on = DayField("募集の始まり", [InputRequired("募集の始まりの日を入力してください。")])
    closes_on = DayField(
        "募集の終わり",
        [InputRequired("募集の終わりの日を入力してください。")],
        description="この日の24時に締め切ります。いまより前の日にはできません。",
    )
    briefing_on = DayField("説明会の日", [Optional()])
    questions_until = DayField("質問の締切", [Optional()], description="募集の終わりまでの日にします。")
    reason = TextAreaField(
        "変更の理由",
        [InputRequired("変更の理由を入力してください。"), at_most(400)],
        description="ニーズの画面でだれでも読めます。",
        render_kw={"rows": 3},
    )

    @classmethod
    def of(cls, need: Any) -> Self:
        """The form with the days as they are; the beginning is asked only while it is still to come."""
        form = cls.from_request(obj=need, seen=need.version)
        if not need.coming:
            del form.opens_on
        return form
