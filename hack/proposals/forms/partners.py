"""What we ask of those who make a proposal together."""

from typing import Any

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Optional

from hack.forms import CreatingForm, Form
from hack.forms.questions import at_most, line


class PartnerForm(CreatingForm):
    """Whom to invite to make the proposal together, and for which part."""

    organization = SelectField("団体を選ぶ", description="参加している団体から選びます。")
    address = StringField(
        "または、相手の人のメールアドレス",
        [Optional(), at_most(254), Email("メールアドレスの形で入力してください。")],
        description="その人がこの基盤に登録しているかどうかは、返事があるまで分かりません。",
    )
    part = line("担うこと", 200, "例: センサーの設置と保守。", InputRequired("担うことを入力してください。"))

    @classmethod
    def among(cls, organizations: list[Any]) -> "PartnerForm":
        """The form with these organisations to choose from."""
        form = cls.from_request()
        form.organization.choices = [("", "選ばない"), *((one.key, one.name) for one in organizations)]
        return form


class LeaveForm(Form):
    """Why a partner leaves."""

    reason = TextAreaField("離脱の理由", [at_most(1000)], render_kw={"rows": 3}, id="leave-reason")
