"""The only writer of a step: every passage of every thing along its path is written here, and kept for ever."""

from hack.passages.announcing import Announcement, announce, announced_days, check_announced
from hack.passages.moving import (
    QUICKER,
    advance,
    check_version,
    keep_changes,
    moves_of_the_clock,
    open_moves,
    take_back,
)
from hack.passages.trail import OnPath, Passage, last_passage, passages_of

__all__ = [
    "Announcement",
    "OnPath",
    "Passage",
    "QUICKER",
    "advance",
    "announce",
    "announced_days",
    "check_announced",
    "check_version",
    "keep_changes",
    "last_passage",
    "moves_of_the_clock",
    "open_moves",
    "passages_of",
    "take_back",
]
