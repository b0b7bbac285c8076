"""The question until when a section is to answer, and what usually stands in it."""

from datetime import date
from typing import Any

from flask import current_app
from wtforms.validators import InputRequired

from hack import clock
from hack.forms.questions import DayField
from hack.working_days import working_day_after


def due_question(*asked: Any, of: str = "") -> DayField:
    """Until when the section is to answer; asked: when it owes an answer; of: what it is labelled with where there are several."""
    asked = asked or (InputRequired("回答の期限を入力してください。"),)
    return DayField(f"{of}回答の期限", list(asked), description="市役所が開いている日にします。")


def usual_last_day() -> date:
    """The last day that stands in the forms, as the settings say."""
    return working_day_after(clock.today(), int(current_app.config["SETTINGS"].asked_days))
