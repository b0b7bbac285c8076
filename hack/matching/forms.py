"""What we ask of somebody who judges a suggestion, or tries a text."""

from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the types
from wtforms.validators import InputRequired, Length, ValidationError

from hack.forms import Form
from hack.forms.questions import line, text
from hack.matching.models import VerdictReason as R

AGAINST = {
    "内容が合わない": (R.OTHER_PROBLEM, R.OTHER_FIELD),
    "いまは進めにくい": (R.TOO_EARLY, R.CONDITIONS, R.CAPACITY, R.COST),
    "すでに進んでいる": (R.KNOWN,),
}
"""Why a pairing does not fit, sorted for the eye; that it fits needs no further reason."""


class VerdictForm(Form):
    """Does it fit, and if not, why?"""

    fits = RadioField(
        "この組み合わせは合いそうですか",
        [InputRequired("合いそうかどうかを選んでください。")],
        choices={"yes": "合いそう", "no": "合わない"},
    )
    reason = SelectField(
        "合わない理由",
        choices=[
            SelectChoice("", "選んでください"),
            *(SelectChoice(one.value, one.label, optgroup=sort) for sort, those in AGAINST.items() for one in those),
        ],
        description="「合わない」を選んだときだけ、いちばん近いものを選びます。",
    )
    note = TextAreaField(
        "補足",
        [Length(max=500, message="500字以内で入力してください。")],
        description="あなたと、市の職員(担当課・事務局)が読みます。",
    )

    def validate_reason(self, field: Any) -> None:
        if self.fits.data == "no" and not field.data:
            raise ValidationError("合わない理由を選んでください。")

    def verdict(self) -> dict[str, Any]:
        """The answers as a verdict has them; a reason against it counts only where it does not fit."""
        fits = self.fits.data == "yes"
        return {"fits": fits, "reason": R.RELEVANT if fits else R(self.reason.data), "note": self.note.data or ""}


class TryForm(Form):
    """A text that is not handed in yet, to see what goes with it."""

    title = line("題名", 100, "あれば。題名の言葉は2倍に数えます。例: 公園の樹木の点検を楽にしたい")
    text = text("文章", "書きかけの文章を貼り付けます。保存されません。", 8)

    def validate_text(self, field: Any) -> None:
        if not field.data and not self.title.data:
            raise ValidationError("題名か文章を入力してください。")

    def document(self) -> dict[str, str]:
        """The answers as a document of the matcher."""
        return {"title": self.title.data or "", "text": self.text.data or ""}
