"""Signing in and out, and how often it may be tried."""

import secrets
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from hack import clock, db, limits, outbox
from hack.accounts.models import SignIn, User
from hack.accounts.queries import digest_of
from hack.events import SignedIn, SignedOut, SignInFailed

NOTE_EVERY = timedelta(minutes=1)
SIGN_INS, SIGN_INS_WITHIN = 10, timedelta(minutes=5)
"""How often the password of one account may be wrong."""
SIGN_INS_FROM_ONE_PLACE = 100
"""A whole city hall may stand behind one address, and everybody mistypes; somebody who tries many accounts is stopped."""
RESETS, RESETS_WITHIN = 5, timedelta(days=1)
RESETS_FROM_ONE_PLACE = 20
"""A whole company may stand behind one address; more than this is nobody's forgetfulness."""
APPLICATIONS, APPLICATIONS_WITHIN = 5, timedelta(hours=1)
INVITATIONS, INVITATIONS_WITHIN = 30, timedelta(hours=1)


def begin_sign_in(user: User, device: str) -> SignIn:
    """Sign the person in on `device`: a new row, with the token (256 random bits) in its `token`, kept nowhere else.

    Records SignedIn.
    """
    token = secrets.token_urlsafe(32)
    row = SignIn(user_id=user.id, digest=digest_of(token), device=device[:80])
    row.token = token
    db.session.add(row)
    db.session.flush()
    outbox.record(SignedIn(user.id), by=user)
    return row


def end_sign_in(sign_in: SignIn) -> None:
    """End a sign-in; nothing happens if it was ended before. Records SignedOut."""
    if sign_in.ended_at is None:
        sign_in.ended_at = clock.now()
        outbox.record(SignedOut(sign_in.user_id), by=sign_in.user)


def end_sign_ins(user: User, *, but: SignIn | None = None) -> None:
    """End all the person's sign-ins at once, except `but`."""
    theirs = update(SignIn).where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
    if but is not None:
        theirs = theirs.where(SignIn.id != but.id)
    db.session.execute(theirs.values(ended_at=clock.now()))


def note_seen(sign_in_id: int) -> None:
    """Note that somebody is here through that sign-in; at most once a minute."""
    now = clock.now()
    db.session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None), SignIn.seen_at <= now - NOTE_EVERY)
        .values(seen_at=now),
        execution_options={"synchronize_session": False},
    )


def fail_sign_in(who: str) -> None:
    """Keep in mind that a sign-in was refused; `who` is a keyed digest of the address. Records SignInFailed."""
    outbox.record(SignInFailed(who), by=None)


def count_sign_in(who: str, place: str) -> int:
    """Count a try to sign in as failed before the password is looked at, so that many at once cannot outrun the count.

    Both are keyed digests. Gives the number of the try, for `forget_failures` if it was none. Raises TooMany.
    """
    limits.count("sign_in", who, most=SIGN_INS, within=SIGN_INS_WITHIN)
    return limits.count("sign_in_from", place, most=SIGN_INS_FROM_ONE_PLACE, within=SIGN_INS_WITHIN)


def forget_failures(who: str, tried: int) -> None:
    """Forget the failures of an account whose person has signed in by the try `tried`, which counts as none from its place.

    The failures of others from the same place stay counted.
    """
    limits.forget("sign_in", who)
    limits.give_back(tried)


def count_proof(person: User) -> None:
    """Count a try of somebody signed in to prove oneself by the password, as failed until `forget_proofs`. Raises TooMany."""
    limits.count("proof", person.key, most=SIGN_INS, within=SIGN_INS_WITHIN)


def forget_proofs(person: User) -> None:
    """Forget the failures of somebody who has proved oneself."""
    limits.forget("proof", person.key)


def count_reset(who: str, place: str) -> None:
    """Count a wish for a new password; both are keyed digests. Raises TooMany."""
    limits.count("reset", who, most=RESETS, within=RESETS_WITHIN)
    limits.count("reset_from", place, most=RESETS_FROM_ONE_PLACE, within=RESETS_WITHIN)


def count_application(place: str) -> None:
    """Count an application from one place, a keyed digest. Raises TooMany."""
    limits.count("apply", place, most=APPLICATIONS, within=APPLICATIONS_WITHIN)


def count_invitation(by: Any) -> None:
    """Count an invitation by this person. Raises TooMany."""
    limits.count("invite", by.key, most=INVITATIONS, within=INVITATIONS_WITHIN)
