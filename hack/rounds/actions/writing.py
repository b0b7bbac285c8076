"""What all deeds that change a draft have in common."""

from sqlalchemy.orm.attributes import flag_modified

from hack import clock, outbox
from hack.accounts.models import User
from hack.errors import Overtaken
from hack.events import RoundChanged
from hack.passages import check_version, keep_changes
from hack.pipeline.round import RoundStep
from hack.rounds.models import Round


def refuse_fixed(round_: Round, seen: int | None) -> None:
    """Raise Overtaken if the round was changed since the person looked, or is no draft any more."""
    check_version(round_, seen)
    if round_.step is not RoundStep.DRAFT:
        raise Overtaken(f"この割り当て案は、すでに「{round_.step.label}」です。")


def keep(round_: Round, *, by: User) -> None:
    """Let the round's version go up because of what was changed in it. Raises Overtaken where somebody was quicker. Records RoundChanged."""
    round_.changed_at = clock.now()
    flag_modified(round_, "changed_at")
    keep_changes()
    outbox.record(RoundChanged(round_.id), by=by)
