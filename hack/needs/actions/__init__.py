"""What can be done with needs: with what they say and what is remarked on it, along their path, with their calls and owners."""

from hack.needs.actions.calls import change_call, publish_need, turn_call
from hack.needs.actions.moves import move_need, start_working, take_back_need
from hack.needs.actions.owners import share_need, unshare_need
from hack.needs.actions.remarks import answer_remark, remark_on, reopen_remark, settle_remark
from hack.needs.actions.texts import draft_need, edit_need, submit_need

__all__ = [
    "answer_remark",
    "change_call",
    "draft_need",
    "edit_need",
    "move_need",
    "publish_need",
    "remark_on",
    "reopen_remark",
    "settle_remark",
    "share_need",
    "start_working",
    "submit_need",
    "take_back_need",
    "turn_call",
    "unshare_need",
]
