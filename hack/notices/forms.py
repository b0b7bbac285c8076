"""What is asked before something that was given up is tried again."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from hack.forms import Form


class ReviveForm(Form):
    """The button of one thing that was given up."""


class ReviveDeliveryForm(ReviveForm):
    """The same for a reaction, which has no key: its number."""

    number = IntegerField(
        widget=HiddenInput(), validators=[InputRequired("対象が示されていません。"), NumberRange(1, 2**31 - 1)]
    )
