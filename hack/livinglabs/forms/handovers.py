"""What we ask of those who hand a lab over, and of those who take it."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack.forms import CreatingForm, Form
from hack.forms.questions import at_most


class OfferForm(CreatingForm):
    """A lab that is offered to an organisation."""

    organization = SelectField(
        "団体",
        [InputRequired("団体を選んでください。")],
        description="このラボを運営している、参加中の団体を選びます。",
    )
    words = TextAreaField(
        "伝えること", [at_most(1000)], description="団体の人と事務局だけが読みます。", render_kw={"rows": 3}
    )

    @classmethod
    def among(cls, organizations: Sequence[Any]) -> "OfferForm":
        """The form with these organisations to choose from."""
        form = cls.from_request()
        form.organization.choices = {"": "選んでください"} | {one.key: one.name for one in organizations}
        return form


class ClaimForm(CreatingForm):
    """An organisation that says that a lab is its own."""

    words = TextAreaField(
        "運営していることが分かること",
        [InputRequired("運営していることが分かることを入力してください。"), at_most(1000)],
        description="例: 紹介ページの運営者名、担当者。事務局とあなたの団体だけが読みます。",
        render_kw={"rows": 4},
    )


class AnswerHandoverForm(Form):
    """Whether a lab is taken over."""

    accept = RadioField(
        "返事", [InputRequired("どちらかを選んでください。")], choices={"yes": "引き継ぐ", "no": "見送る"}
    )
    answer = TextAreaField(
        "伝えること",
        [at_most(1000)],
        description="団体からの申し出を見送るときは、理由を書きます。相手が読みます。",
        render_kw={"rows": 3},
    )


class WithdrawHandoverForm(Form):
    """The button that takes it back."""
