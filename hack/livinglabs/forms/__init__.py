"""What we ask about labs, gatherings and voices; one file per subject."""

from hack.livinglabs.forms.handovers import AnswerHandoverForm, ClaimForm, OfferForm, WithdrawHandoverForm
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
from hack.livinglabs.forms.projects import NewProjectForm, ProjectForm

__all__ = [
    "AnswerHandoverForm",
    "AnswerJoiningForm",
    "CheckForm",
    "ClaimForm",
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
    "NewProjectForm",
    "OfferForm",
    "ProjectForm",
    "RegisterForm",
    "RemoveForm",
    "StateFilter",
    "VoiceFilter",
    "VoiceForm",
    "WithdrawHandoverForm",
]
