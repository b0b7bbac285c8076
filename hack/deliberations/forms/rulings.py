"""What we ask of those who write down a ruling, put it right, or see to its conditions."""

from typing import Any, Self

from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from hack.deliberations.models import Ruling, Tabling
from hack.forms import EditingForm, Form, SeenForm
from hack.forms.questions import at_most, in_one_line, line


def lines_in(answer: str | None) -> list[str]:
    """What an answer says, one on each line, nothing twice."""
    return list(dict.fromkeys(one for one in map(in_one_line, (answer or "").splitlines()) if one))


class RulingQuestions(Form):
    """What the body ruled, and why."""

    ruling = RadioField(
        "方針",
        [InputRequired("方針を選んでください。")],
        choices=[(one.value, one.label) for one in Ruling if one is not Ruling.NOT_HELD],
        coerce=lambda value: Ruling(value) if value else None,
        description="「持ち帰り」を選ぶと、付議の準備に戻ります。会議の日の前に議題から外すときも、これを選びます。",
    )
    conditions = TextAreaField(
        "付ける条件",
        [at_most(4000)],
        description="「条件付きで進める」のとき、1行に1つ。満たしたことを一つずつ確かめるまで、協定等は結べません。",
        render_kw={"rows": 4},
    )
    said = TextAreaField(
        "内容と理由",
        [InputRequired("方針の内容と理由を入力してください。"), at_most(4000)],
        description="理由、次にすること。関係する課と事務局だけが読みます。提案者には、段階が変わったことだけが伝わります。",
        render_kw={"rows": 6},
    )

    def answers(self) -> dict[str, Any]:
        told = super().answers()
        return told | {"conditions": lines_in(self.conditions.data), "said": told["said"] or ""}


class RulingForm(RulingQuestions, SeenForm):
    """A ruling that is written down; it carries the version of the case as it was seen."""


class CorrectionForm(RulingQuestions, EditingForm):
    """A ruling that had been written down wrongly."""

    reason = line(
        "訂正する理由",
        400,
        "記録のどこが違っていたか。関係する課と事務局が読みます。",
        InputRequired("訂正する理由を入力してください。"),
    )

    @classmethod
    def of(cls, item: Tabling) -> Self:
        """The form with what is written down now."""
        return cls.from_request(data=said_of(item) | {"seen": item.version})

    def words(self, thing: Tabling) -> dict[str, Any]:
        return said_of(thing)


def said_of(item: Tabling) -> dict[str, Any]:
    """What is written down of a ruling, by the names of the questions."""
    return {"ruling": item.ruling, "said": item.said, "conditions": "\n".join(one.words for one in item.conditions)}


class MeetForm(Form):
    """What shows that a condition is met."""

    how = line("満たしたことが分かるもの", 400, "例: 協定書の第4条に書いた。いつ、何で確かめたか。")

    def named(self, key: str) -> Self:
        """The same form for the condition of that key: several stand on one page."""
        self.how.id = self.how.label.field_id = f"how-{key}"
        return self


class ReopenForm(Form):
    """The button that takes the tick off a condition."""
