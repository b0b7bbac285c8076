"""What the evaluators find together, what is decided, told and taken back."""

from typing import Any, Self

from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired

from hack.evaluation.choices import Decision, Door, Refusal, Result
from hack.forms import EditingForm, SeenForm
from hack.forms.questions import at_most, one_of


class ResultForm(EditingForm):
    """What the evaluators found together of one proposal."""

    result = RadioField(
        "合議の結果",
        [InputRequired("結果を選んでください。")],
        choices=[(result.value, result.label) for result in Result],
        coerce=lambda value: value if isinstance(value, Result) or not value else Result(value),
    )
    result_words = TextAreaField(
        "結果の理由",
        [InputRequired("結果の理由を入力してください。"), at_most(1000)],
        description="評価者・所管課・事務局が読みます。提案者には見えません。",
        render_kw={"rows": 4},
    )


class DecisionForm(EditingForm):
    """What is decided about one proposal, and what its proposer reads."""

    decision = RadioField(
        "決定",
        [InputRequired("決定を選んでください。")],
        coerce=lambda value: value if isinstance(value, Decision) or not value else Decision(value),
    )
    refusal = SelectField("お断りする理由の区分", **one_of(Refusal, "選んでください(お断りのとき)"))
    told_words = TextAreaField(
        "提案者に伝える言葉",
        [at_most(1000)],
        description="提案者が提案のページで読みます。お断りのときは、理由を必ず書いてください。",
        render_kw={"rows": 5},
    )
    door = SelectField("案内する別の窓口", **one_of(Door, "選んでください(お断りのとき)"))

    @classmethod
    def offering(cls, decisions: list[Decision], **defaults: Any) -> Self:
        """The form with these decisions to choose from."""
        form = cls.from_request(**defaults)
        form.decision.choices = [(one.value, one.label) for one in decisions]
        return form


class ReleaseForm(SeenForm):
    """That the letters and the decisions are right."""

    confirmed = BooleanField(
        "だれに何が伝わるかを確かめました", [InputRequired("内容を確かめて、チェックを入れてください。")]
    )


class UndoForm(SeenForm):
    """Why a release is undone."""

    reason = TextAreaField(
        "公表を取り消す理由",
        [InputRequired("取り消す理由を入力してください。"), at_most(1000)],
        description="提案者・所管課・事務局が、提案の経過で読みます。",
    )
