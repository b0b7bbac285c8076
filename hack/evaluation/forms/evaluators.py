"""What is asked of evaluators before they read: whether they take part, and what connects them with a proposal."""

from typing import Any, Self

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from hack.evaluation.choices import DECLARED, ConflictKind
from hack.evaluation.forms.making import form_with
from hack.forms import Form
from hack.forms.questions import at_most


class InviteForm(Form):
    """Whom to ask."""

    email = StringField(
        "評価者のメールアドレス",
        [InputRequired("メールアドレスを入力してください。"), at_most(254)],
        description="どの課の職員も、コーディネーターも招けます。",
        render_kw={"autocomplete": "off"},
    )


class ButtonForm(Form):
    """A button alone."""


class AnswerForm(Form):
    """Whether somebody who was asked will evaluate."""

    accepts = HiddenField()
    why = TextAreaField(
        "辞退する理由", [at_most(400)], description="辞退するときだけ書きます。所管課と事務局が読みます。"
    )


class DeclarationForm(Form):
    """How one stands to the organisation behind each proposal."""

    entries: list[Any] = []

    @classmethod
    def about(cls, entries: list[Any], **sent: Any) -> Self:
        """The form with two questions for each of these proposals; `formdata=None` for a fresh one."""
        fields: dict[str, Any] = {}
        for entry in entries:
            houses = "、".join(house.name for house in entry.proposal.houses)
            who = f"{houses}({entry.proposal.number})"
            fields[f"kind_{entry.key}"] = RadioField(
                f"{who}との関係",
                [InputRequired("どれかを選んでください。")],
                choices=[(kind.value, kind.label) for kind in DECLARED],
                coerce=lambda value: value if isinstance(value, ConflictKind) else ConflictKind(value),
            )
            fields[f"words_{entry.key}"] = TextAreaField(
                f"{who}との関係の内容",
                [at_most(400)],
                description="関係があるときだけ書きます。所管課と事務局が読みます。",
                render_kw={"rows": 2},
            )
        form = form_with(cls, fields).from_request(**sent)
        form.entries = entries
        return form

    def said(self) -> dict[str, tuple[ConflictKind, str]]:
        """What was said, by the proposal's key."""
        return {
            entry.key: (self[f"kind_{entry.key}"].data, self[f"words_{entry.key}"].data or "") for entry in self.entries
        }
