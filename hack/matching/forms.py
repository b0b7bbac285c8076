"""What we ask of somebody who judges a suggestion."""

from typing import Any

from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from hack.forms import Form
from hack.matching.models import VerdictReason


class VerdictForm(Form):
    """Does it fit, and why (not)?"""

    fits = RadioField(
        "この組み合わせは合いそうですか",
        [InputRequired("合いそうかどうかを選んでください。")],
        choices={"yes": "合いそう", "no": "合わない"},
    )
    reason = SelectField(
        "理由",
        [InputRequired("理由を選んでください。")],
        choices={"": "選んでください"} | VerdictReason.choices(),
    )
    note = TextAreaField(
        "補足",
        [Length(max=500, message="500字以内で入力してください。")],
        description="あなたと、市の職員(担当課・事務局)が読みます。",
    )

    def verdict(self) -> dict[str, Any]:
        """The answers as a verdict has them."""
        reason = VerdictReason(self.reason.data)
        return {"fits": self.fits.data == "yes", "reason": reason, "note": self.note.data or ""}
