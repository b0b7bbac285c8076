"""What there is of needs: the need with its owners, its call, and what is remarked on it."""

from hack.needs.models.calls import DAY_LABELS, CallChange
from hack.needs.models.need import CoOwner, Need
from hack.needs.models.remarks import MOST_ANSWERS, Remark, RemarkAnswer
from hack.needs.models.words import CostShare, Field, Pattern, Personal

__all__ = [
    "DAY_LABELS",
    "MOST_ANSWERS",
    "CallChange",
    "CoOwner",
    "CostShare",
    "Field",
    "Need",
    "Pattern",
    "Personal",
    "Remark",
    "RemarkAnswer",
]
