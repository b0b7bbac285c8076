"""What is written to whom when something happens: each event's letters, kept as rows and posted afterwards; one file per subject."""

from hack.notices.reactions.accounts import (
    write_about_application,
    write_about_membership,
    write_about_password,
    write_invitation,
    write_reset,
)
from hack.notices.reactions.agreements import write_about_term
from hack.notices.reactions.asking import write_about_last_day
from hack.notices.reactions.consultations import (
    write_about_check,
    write_about_check_owner,
    write_about_entry,
    write_about_result,
)
from hack.notices.reactions.deliberations import write_about_ruling, write_about_tabling
from hack.notices.reactions.evaluation import (
    write_about_allotment,
    write_about_evaluation,
    write_about_evaluators_answer,
    write_about_release,
    write_about_undoing,
    write_about_withdrawn_allotment,
    write_reminder,
    write_to_evaluator,
)
from hack.notices.reactions.intake import (
    write_about_case,
    write_about_case_entry,
    write_about_case_received,
    write_about_dialogue,
    write_about_inquiry,
    write_about_inquiry_move,
)
from hack.notices.reactions.livinglabs import (
    write_about_answer_to_join,
    write_about_asking_to_join,
    write_about_lab,
    write_about_lab_application,
    write_about_voices,
)
from hack.notices.reactions.needs import write_about_call, write_about_need, write_about_owner
from hack.notices.reactions.opendata import (
    write_about_data_day,
    write_about_data_inquiry,
    write_about_data_inquiry_move,
    write_about_data_move,
    write_about_data_plan,
    write_about_data_request,
    write_about_shown_answer,
)
from hack.notices.reactions.proposals import (
    write_about_announcement,
    write_about_leaving,
    write_about_partner,
    write_about_proposal,
    write_about_renewal,
    write_to_partner,
)
from hack.notices.reactions.questions import write_about_answer, write_about_question
from hack.notices.reactions.sites import write_about_site, write_about_site_move
from hack.notices.reactions.support import write_about_support, write_about_support_asked, write_about_taking_over
from hack.notices.reactions.workgroups import (
    write_about_charter,
    write_about_discussion,
    write_about_end,
    write_about_joining,
    write_about_meeting,
    write_about_minutes,
    write_about_task,
    write_about_workgroup,
)

__all__ = [
    "write_about_announcement",
    "write_about_answer",
    "write_about_answer_to_join",
    "write_about_asking_to_join",
    "write_about_application",
    "write_about_call",
    "write_about_case",
    "write_about_case_entry",
    "write_about_case_received",
    "write_about_charter",
    "write_about_check",
    "write_about_check_owner",
    "write_about_data_day",
    "write_about_data_inquiry",
    "write_about_data_move",
    "write_about_data_plan",
    "write_about_data_request",
    "write_about_dialogue",
    "write_about_discussion",
    "write_about_data_inquiry_move",
    "write_about_end",
    "write_about_entry",
    "write_about_allotment",
    "write_about_evaluation",
    "write_about_voices",
    "write_about_withdrawn_allotment",
    "write_about_evaluators_answer",
    "write_about_inquiry",
    "write_about_inquiry_move",
    "write_about_joining",
    "write_about_last_day",
    "write_about_lab",
    "write_about_lab_application",
    "write_about_leaving",
    "write_about_meeting",
    "write_about_membership",
    "write_about_minutes",
    "write_about_need",
    "write_about_owner",
    "write_about_partner",
    "write_about_password",
    "write_about_proposal",
    "write_about_question",
    "write_about_release",
    "write_about_renewal",
    "write_about_result",
    "write_about_shown_answer",
    "write_about_ruling",
    "write_about_site",
    "write_about_site_move",
    "write_about_support",
    "write_about_support_asked",
    "write_about_tabling",
    "write_about_taking_over",
    "write_about_task",
    "write_about_term",
    "write_about_undoing",
    "write_about_workgroup",
    "write_invitation",
    "write_reminder",
    "write_reset",
    "write_to_evaluator",
    "write_to_partner",
]
