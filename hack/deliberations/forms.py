"""What we ask of those who prepare a paper, call a sitting, write down a ruling, or keep the list of bodies."""

from typing import Any, Self

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, Regexp

from hack.deliberations.models import Ruling, Sitting, Tabling
from hack.deliberations.queries import PaperState
from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.filters import Filter
from hack.forms.questions import DayField, TimeOfDayField, at_most, in_one_line, line, one_of
from hack.web.display import jdate

MONTH = Regexp(r"20[0-9]{2}-(0[1-9]|1[0-2])$", message="月を「2017-04」の形で入力してください。")


def _words(label: str, hint: str, message: str = "", rows: int = 5) -> TextAreaField:
    needed = [InputRequired(message)] if message else []
    return TextAreaField(label, [*needed, at_most(4000)], description=hint, render_kw={"rows": rows})


class PaperQuestions(Form):
    """What a paper says."""

    title = line("件名", 120, "", InputRequired("件名を入力してください。"))
    summary = _words("概要", "案件の内容をもとに、短く書き直します。", "概要を入力してください。", 8)
    conditions = _words("付議の条件と根拠", "どの条件に、なぜあてはまるか。", "付議の条件と根拠を入力してください。", 4)
    replies = _words("各課の見解", "庁内への確認で届いた回答。", rows=6)
    options = _words("選べる方針", "進める場合、進めない場合、それぞれの得失。", "選べる方針を入力してください。")
    asked = _words("決めてほしいこと", "会議で何を決めるか。", "決めてほしいことを入力してください。", 3)


class NewPaperForm(PaperQuestions, CreatingForm, SeenForm):
    """A paper that is prepared; it carries the version of the case as it was seen."""


class PaperForm(PaperQuestions, EditingForm):
    """A paper that says something else."""


def _day(sitting: Sitting) -> str:
    return jdate(sitting.held_on) + (f" {sitting.begins:%H:%M}" if sitting.begins else "")


class TableForm(CreatingForm, SeenForm):
    """Before which sitting a paper is laid."""

    sitting = RadioField("どの会議に付議するか", [InputRequired("会議を選んでください。")])

    @classmethod
    def among(cls, sittings: list[Sitting], **defaults: Any) -> Self:
        """The form with these sittings to choose from."""
        form = cls.from_request(**defaults)
        form.sitting.choices = [
            (one.key, f"{_day(one)} {one.body.name}" + (f"({one.place})" if one.place else "")) for one in sittings
        ]
        return form


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


class ReplacingForm(PaperQuestions, EditingForm):
    """A paper that is replaced before its sitting begins, and why."""

    reason = line(
        "差し替える理由", 400, "関係する課と事務局が読みます。", InputRequired("差し替える理由を入力してください。")
    )


class SittingQuestions(Form):
    """When and where a sitting is, and what else is on its agenda."""

    held_on = DayField("会議の日", [InputRequired("会議の日を入力してください。")])
    begins = TimeOfDayField(
        "始まる時刻",
        [Optional()],
        description="この時刻から、付議書は差し替えられません。空欄なら、その日の初めからです。",
    )
    place = line("場所", 120, "例: 市庁舎の会議室。オンラインのときはその旨。")
    others = TextAreaField(
        "そのほかの議題",
        [at_most(2000)],
        description="付議のほかに話すこと。報告や連絡など、1行に1つ。次第に載ります。",
        render_kw={"rows": 3},
    )


class NewSittingForm(SittingQuestions, CreatingForm):
    """A sitting that is called."""


class SittingForm(SittingQuestions, EditingForm):
    """A sitting on another day, in another place; who was there, and what was said."""

    present = TextAreaField(
        "出席者",
        [at_most(2000)],
        description="職名で、1行に1人。例: 副市長(議長)、道路局長。",
        render_kw={"rows": 5},
    )
    minutes = TextAreaField(
        "議事の記録",
        [at_most(8000)],
        description="会議全体の記録。事務局だけが読みます。議題ごとの方針は、それぞれの付議書に書きます。",
        render_kw={"rows": 12},
    )


class CallOffForm(SeenForm):
    """Why a sitting is not held."""

    reason = line(
        "中止する理由", 400, "関係する課と事務局が読みます。", InputRequired("中止する理由を入力してください。")
    )


class BodyQuestions(Form):
    """What is said of a body."""

    name = line("名前", 60, "例: 横浜市DX推進本部。", InputRequired("名前を入力してください。"))
    since_month = StringField(
        "いつから",
        [InputRequired("始まりの月を入力してください。"), MONTH],
        description="付議先となった月。例: 2021-05",
    )
    until_month = StringField("いつまで", [Optional(), MONTH], description="最後の月。続いているあいだは空欄にします。")
    chair = line("議長", 60, "例: 副市長。")
    note = TextAreaField("補足", [at_most(1000)], description="出典や、前の会議体との関係など。", render_kw={"rows": 3})


class NewBodyForm(BodyQuestions, CreatingForm):
    """A body that is entered."""


class BodyForm(BodyQuestions, EditingForm):
    """A body of which something else is said."""


class UpForm(Form):
    """The button that puts a place of the agenda before the one above it."""


class PaperFilter(Filter):
    """How far the papers have come."""

    state = SelectField("方針", **one_of(PaperState, "すべて"))
