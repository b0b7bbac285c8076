"""What we ask of those who prolong or end an agreement, and of those who keep whom to turn to."""

from typing import Self

from wtforms import EmailField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Optional

from hack.agreements.models import AgreementContact
from hack.forms import CreatingForm, EditingForm, Form, SeenForm
from hack.forms.questions import DayField, at_most, line

NOTE = "担当する課と事務局が読みます。"


class ExtendForm(SeenForm):
    """Until when an agreement goes on."""

    until = DayField("新しい期間の最後の日", [InputRequired("新しい期間の最後の日を入力してください。")])
    note = line("補足", 400, f"例: 自動更新。相手方と3月に確かめた。{NOTE}")


class EndForm(SeenForm):
    """On which day an agreement ends, and why."""

    ended_on = DayField("終わる日", [InputRequired("終わる日を入力してください。")])
    note = line("終える理由", 400, NOTE, InputRequired("終える理由を入力してください。"))


class ResumeForm(SeenForm):
    """Why an agreement has not ended after all."""

    note = line("取り消す理由", 400, NOTE, InputRequired("取り消す理由を入力してください。"))


class ContactQuestions(Form):
    """Whom to turn to on the other side."""

    party = SelectField("相手方", [InputRequired("相手方を選んでください。")])
    office = line("部署", 120, "")
    person = line("担当者", 60, "")
    email = EmailField(
        "メールアドレス",
        [Optional(), at_most(254), Email("メールアドレスの形を確かめてください(例 name@example.jp)。")],
    )
    phone = StringField("電話番号", [at_most(40)])
    note = line("補足", 200, "例: 契約の相談はこちら。")

    @classmethod
    def about(cls, parties: list[str], contact: AgreementContact | None = None) -> Self:
        """The form with these parties to choose from, and what is written of the contact now."""
        form = cls.from_request(obj=contact, **({"seen": contact.version} if contact else {}))
        named = [contact.party] if contact and contact.party not in parties else []
        form.party.choices = [(name, name) for name in [*parties, *named]]
        return form


class NewContactForm(ContactQuestions, CreatingForm):
    """Somebody to turn to."""


class ContactForm(ContactQuestions, EditingForm):
    """The same, put right."""
