"""What we ask about labs, gatherings and voices; one file per subject."""

from hack.livinglabs.forms.labs import (
    CheckForm,
    EnterForm,
    LabFilter,
    LabForm,
    MilestoneForm,
    RegisterForm,
    RemoveForm,
)
from hack.livinglabs.forms.meetings import (
    AnswerJoiningForm,
    GatheringForm,
    GroupForm,
    HearForm,
    JoinForm,
    LeaveForm,
    MemberForm,
    NeedOfVoicesForm,
    NewGatheringForm,
    StateFilter,
    VoiceFilter,
    VoiceForm,
)

__all__ = [
    "AnswerJoiningForm",
    "CheckForm",
    "EnterForm",
    "GatheringForm",
    "GroupForm",
    "HearForm",
    "JoinForm",
    "LabFilter",
    "LabForm",
    "LeaveForm",
    "MemberForm",
    "MilestoneForm",
    "NeedOfVoicesForm",
    "NewGatheringForm",
    "RegisterForm",
    "RemoveForm",
    "StateFilter",
    "VoiceFilter",
    "VoiceForm",
]
