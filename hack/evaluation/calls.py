"""How far the call is that is evaluated: not begun, announced, open, or over."""

from hack.evaluation.choices import Call
from hack.needs.models import Need
from hack.pipeline.need import BEFORE_THE_CALL, NeedStep

N = NeedStep
IDEAS_NOT_YET = (*BEFORE_THE_CALL, N.ON_HOLD, N.IDEAS_COMING)
TRIALS_NOT_YET = (*IDEAS_NOT_YET, N.IDEAS_OPEN, N.IDEAS_CLOSED, N.WORKING, N.TRIALS_COMING)
ANNOUNCED = {Call.IDEAS: N.IDEAS_COMING, Call.TRIALS: N.TRIALS_COMING}
OPEN = {Call.IDEAS: N.IDEAS_OPEN, Call.TRIALS: N.TRIALS_OPEN}


def call_begun(need: Need, call: Call) -> bool:
    """Whether the need's call has been open, now or before; an ideas call that was put on hold after it was open counts."""
    if call is Call.TRIALS:
        return need.step not in TRIALS_NOT_YET
    again = need.published_at is not None and need.step is not N.IDEAS_COMING
    return again or need.step not in IDEAS_NOT_YET
