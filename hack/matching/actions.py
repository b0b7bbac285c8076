"""What people say of a suggestion."""

from typing import Any

from sqlalchemy import select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import VerdictGiven, VerdictWithdrawn
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.rules import RULES


def give_verdict(suggestion: Suggestion, *, by: User, fits: bool, reason: VerdictReason, note: str = "") -> Verdict:
    """Say that a need and a seed fit, or do not, and why; what the same person said before is withdrawn.

    Saying the same again changes nothing. Records VerdictGiven. Raises NotAllowed, RuleBroken (the reason does not go with
    the verdict).
    """
    if not RULES["suggestion.judge"](by, suggestion):
        raise NotAllowed("suggestion.judge")
    if fits != (reason is VerdictReason.RELEVANT):
        raise RuleBroken("合う・合わないの判断と、理由が食い違っています。選び直してください。", "reason")

    while (entered := _enter(suggestion, by=by, fits=fits, reason=reason, note=note)) is None:
        standing = _standing(suggestion, by)
        if standing is None:
            continue
        if (standing.fits, standing.reason, standing.note) == (fits, reason, note):
            return standing
        withdraw_verdict(standing, by=by)
        db.session.flush()
    outbox.record(VerdictGiven(entered.id), by=by)
    return entered


def _enter(suggestion: Suggestion, *, by: User, **said: Any) -> Verdict | None:
    """Enter the verdict; None where one of the same person stands, which may have been given in this very moment."""
    return db.enter_once(Verdict, need_id=suggestion.need_id, seed_id=suggestion.seed_id, by_id=by.id, **said)


def _standing(suggestion: Suggestion, by: User) -> Verdict | None:
    """What this person says of the pair now; held, so that nobody else withdraws it meanwhile."""
    pair = (Verdict.need_id == suggestion.need_id, Verdict.seed_id == suggestion.seed_id)
    mine = select(Verdict).where(*pair, Verdict.by_id == by.id, Verdict.withdrawn_at.is_(None))
    return db.session.scalar(mine.with_for_update())


def withdraw_verdict(verdict: Verdict, *, by: User) -> None:
    """Take a verdict back; it stays in the record. Records VerdictWithdrawn; raises NotAllowed."""
    if not RULES["verdict.withdraw"](by, verdict):
        raise NotAllowed("verdict.withdraw")

    db.session.refresh(verdict, with_for_update={"of": Verdict})
    if verdict.withdrawn_at is None:
        verdict.withdrawn_at = clock.now()
        outbox.record(VerdictWithdrawn(verdict.id), by=by)
