"""What we ask about needs: their text, their calls, their owners, and what is remarked on them."""

from hack.needs.forms.calls import ChangeCallForm, PublishForm
from hack.needs.forms.finding import NeedFilter
from hack.needs.forms.owners import OwnerForm, RemovalForm
from hack.needs.forms.remarks import AnswerForm, RemarkForm, SettleForm, field_by_field, field_labels
from hack.needs.forms.texts import NeedForm, NewNeedForm, Questions, SubmitForm

__all__ = [
    "AnswerForm",
    "ChangeCallForm",
    "NeedFilter",
    "NeedForm",
    "NewNeedForm",
    "OwnerForm",
    "PublishForm",
    "Questions",
    "RemarkForm",
    "RemovalForm",
    "SettleForm",
    "SubmitForm",
    "field_by_field",
    "field_labels",
]
