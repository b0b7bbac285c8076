"""What we ask about the members of a group."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from hack.forms import Form
from hack.forms.questions import at_most, one_of
from hack.workgroups.models import Duty


class AddMemberForm(Form):
    """Whom to bring into a group."""

    email = StringField(
        "加える人のメールアドレス",
        [InputRequired("メールアドレスを入力してください。"), at_most(254)],
        description="利用者として登録されている人だけを加えられます。",
        render_kw={"autocomplete": "off"},
    )
    duty = SelectField(
        "役割",
        **one_of(Duty, "決めない(委員、事務局の人は事務局)"),
        description="フィールド提供者は、実証の場所を貸す施設などの人です。",
    )


class DutyForm(Form):
    """What a member is in the group."""

    duty = SelectField("役割", [InputRequired("役割を選んでください。")], **one_of(Duty))


class RemovalForm(Form):
    """Why somebody is taken out of a group."""

    reason = TextAreaField(
        "外す理由",
        [InputRequired("外す理由を入力してください。"), at_most(400)],
        description="コーディネーターだけが読みます。本人には知らされません。",
        render_kw={"rows": 3},
    )
