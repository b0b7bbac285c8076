"""What we ask of those who call a sitting, or keep the list of bodies."""

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, Regexp

from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.questions import DayField, TimeOfDayField, at_most, line

MONTH = Regexp(r"20[0-9]{2}-(0[1-9]|1[0-2])$", message="月を「2017-04」の形で入力してください。")


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
