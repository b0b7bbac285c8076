"""What can be done with rounds. Every deed belongs inside the caller's transaction."""

from hack.rounds.actions.changing import place_people, set_capacity
from hack.rounds.actions.drafting import make_round, work_out_anew
from hack.rounds.actions.releasing import move_round, release_round, take_back_round

__all__ = [
    "make_round",
    "move_round",
    "place_people",
    "release_round",
    "set_capacity",
    "take_back_round",
    "work_out_anew",
]
