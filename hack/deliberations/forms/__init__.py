"""What we ask of those who prepare a paper, call a sitting, write down a ruling, or keep the list of bodies."""

from hack.deliberations.forms.papers import (
    NewPaperForm,
    PaperFilter,
    PaperForm,
    ReplacingForm,
    TableForm,
)
from hack.deliberations.forms.rulings import (
    CorrectionForm,
    MeetForm,
    ReopenForm,
    RulingForm,
)
from hack.deliberations.forms.sittings import (
    BodyForm,
    CallOffForm,
    NewBodyForm,
    NewSittingForm,
    SittingForm,
    UpForm,
)

__all__ = [
    "BodyForm",
    "CallOffForm",
    "CorrectionForm",
    "MeetForm",
    "NewBodyForm",
    "NewPaperForm",
    "NewSittingForm",
    "PaperFilter",
    "PaperForm",
    "ReopenForm",
    "ReplacingForm",
    "RulingForm",
    "SittingForm",
    "TableForm",
    "UpForm",
]
