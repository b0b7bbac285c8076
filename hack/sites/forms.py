"""What we ask of those who look for places, and of those who offer one."""

from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, NumberRange

from hack.forms import CreatingForm, EditingForm, Form
from hack.forms.questions import DayField, NumberField, at_most, line, one_of
from hack.sites.models import SiteKind, Ward


class Wanted(Form):
    """What places are looked for."""

    wanted = TextAreaField(
        "探している場所",
        [InputRequired("探している場所を入力してください。"), at_most(2000)],
        description="どんな場所で、何を、どのくらいの間試すのか。だれでも読めます。例: 保育所。入口に小さなセンサーを1か月置かせてください。",
        render_kw={"rows": 5},
    )
    capacity = NumberField(
        "採用する数",
        [
            InputRequired("採用する数を数字で入力してください。"),
            NumberRange(1, 100, "1から100までの数で入力してください。"),
        ],
        description="これより多くは採用できません。",
    )
    until = DayField(
        "募集の終わり",
        [InputRequired("募集の終わりの日を入力してください。")],
        description="この日の24時に締め切ります。",
    )


class NewSiteCallForm(Wanted, CreatingForm):
    """A call for places that is opened."""


class SiteCallForm(Wanted, EditingForm):
    """A call for places that is changed."""


class OfferForm(CreatingForm):
    """A place that is offered."""

    name = line(
        "場所の名前", 80, "採用されると公開されます。例: みなと保育園", InputRequired("場所の名前を入力してください。")
    )
    ward = SelectField(
        "区", [InputRequired("区を選んでください。")], **one_of(Ward), description="採用されると公開されます。"
    )
    kind = SelectField("場所の種類", [InputRequired("場所の種類を選んでください。")], **one_of(SiteKind))
    description = TextAreaField(
        "どんな場所か",
        [InputRequired("どんな場所かを入力してください。"), at_most(1000)],
        description="広さ、使う人、あるものなど。採用されると公開されます。",
        render_kw={"rows": 4},
    )
    conditions = TextAreaField(
        "使うときの条件",
        [at_most(1000)],
        description="使える時期や時間、できないこと、費用など。担当する課と事務局だけが読みます。",
        render_kw={"rows": 4},
    )
    contact = line(
        "連絡先",
        200,
        "担当の方の名前と電話かメール。担当する課と事務局だけが読みます。",
        InputRequired("連絡先を入力してください。"),
    )
