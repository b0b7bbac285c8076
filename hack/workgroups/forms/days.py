"""Which days make sense."""

from typing import Any

from wtforms.validators import ValidationError

from hack.forms.questions import DayField


def of_our_time(_form: Any, field: DayField) -> None:
    """Refuse a day that no meeting can be on: most likely a slip of the finger."""
    if field.data is not None and not 2000 <= field.data.year <= 2100:
        raise ValidationError("2000年から2100年までの日付を入力してください。")
