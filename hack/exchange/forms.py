"""What we ask of somebody who brings a table, and before its drafts are made."""

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField
from wtforms.validators import ValidationError

from hack.forms import CreatingForm, Form

MOST_BYTES = 2_000_000


class TableForm(CreatingForm):
    """A table of drafts."""

    file = FileField(
        "表のファイル",
        [FileRequired("ファイルを選んでください。")],
        description="Excel(.xlsx)かCSV(UTF-8かShift_JIS)。2MB、500行まで。",
        render_kw={"accept": ".xlsx,.csv"},
    )

    def validate_file(self, field: Any) -> None:
        if field.data is not None and getattr(field.data.stream, "overflowed", False):
            raise ValidationError(f"ファイルが大きすぎます。{MOST_BYTES // 1_000_000}MBまでにしてください。")


class TakeForm(Form):
    """That the drafts are to be made: all rows, or the right ones alone."""

    same_too = BooleanField("同じ題名のものも登録する")
    which = StringField("登録のしかた")
