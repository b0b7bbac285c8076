"""What people say of a suggestion."""

from sqlalchemy import select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import VerdictGiven, VerdictWithdrawn
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.rules import RULES


def give_verdict(suggestion: Suggestion, *, by: User, fits: bool, reason: VerdictReason, note: str = "") -> Verdict:
    """Say that a need and a seed fit, or do not, and why; what the same person said before is withdrawn.

    Records VerdictGiven. Raises NotAllowed, RuleBroken (the reason does not go with the verdict).
    """
    if not RULES["suggestion.judge"](by, suggestion):
        raise NotAllowed("suggestion.judge")
    if fits != (reason is VerdictReason.RELEVANT):
        raise RuleBroken("合う・合わないの判断と、理由が食い違っています。選び直してください。", "reason")

    pair = (Verdict.need_id == suggestion.need_id, Verdict.seed_id == suggestion.seed_id)
    earlier = select(Verdict).where(*pair, Verdict.by_id == by.id, Verdict.withdrawn_at.is_(None))
    for verdict in db.session.scalars(earlier):
        withdraw_verdict(verdict, by=by)
    db.session.flush()
    verdict = Verdict(
        need_id=suggestion.need_id, seed_id=suggestion.seed_id, by=by, fits=fits, reason=reason, note=note
    )
    db.session.add(verdict)
    db.session.flush()
    outbox.record(VerdictGiven(verdict.id), by=by)
    return verdict


def withdraw_verdict(verdict: Verdict, *, by: User) -> None:
    """Take a verdict back; it stays in the record. Records VerdictWithdrawn; raises NotAllowed."""
    if not RULES["verdict.withdraw"](by, verdict):
        raise NotAllowed("verdict.withdraw")
    if verdict.withdrawn_at is None:
        verdict.withdrawn_at = clock.now()
        outbox.record(VerdictWithdrawn(verdict.id), by=by)
