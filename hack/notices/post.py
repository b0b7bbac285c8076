"""Posting: letters that are due are claimed one by one, looked at once more, and handed over.

No database lock is held while the mail server is spoken to. A letter that is lost with its poster is due again when its
lease is over, so that one may arrive twice (with the same Message-ID) but none is silently lost.
"""

import logging
from datetime import timedelta
from email.charset import BASE64, Charset
from email.utils import parseaddr
from typing import Any

from flask import current_app
from flask_mail import Message
from sqlalchemy import update
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import User
from hack.accounts.tickets import sealed
from hack.config import Settings
from hack.leases import Claim, claim
from hack.notices.envelope import Envelope
from hack.notices.models import Letter
from hack.notices.queries import NOT_DELIVERED
from hack.notices.sight import told_now
from hack.notices.stopping import stopping_path
from hack.notices.transport import NobodyKnows, NotPosted, NoWay, way_out
from hack.notices.writing import render

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
PAUSE = 30
SENDER_NAME = "共創マッチング基盤 hack"


def post(most: int = 100) -> int:
    """Post the letters that are due, those due for longest first, at most `most`; how many were handed over.

    A letter that the mail server does not take goes back and is tried again with growing pauses, and is given up after
    the last of its tries. Where the server cannot be reached, the round ends. Raises RuntimeError where the settings are not safe.
    """
    settings: Settings = current_app.config["SETTINGS"]
    posted = 0
    with way_out(settings) as way:
        for _ in range(most):
            claimed = claim(Letter, LEASE)
            if claimed is None:
                break
            try:
                posted += _post_one(way, settings, claimed)
            except NoWay:
                break
    return posted


def revive(letter: Letter) -> None:
    """Give a letter that was given up another round of tries, from now; one that is tried again already is left alone."""
    db.session.execute(
        update(Letter)
        .where(Letter.id == letter.id, NOT_DELIVERED)
        .values(died_at=None, due_at=clock.now(), tries=0, possibly_posted=False),
        execution_options={"synchronize_session": False},
    )
    db.session.info["owed"] = True


def _post_one(way: Any, settings: Settings, claimed: Claim) -> bool:
    letter = db.session.get_one(
        Letter,
        claimed.number,
        options=[joinedload(Letter.to).options(joinedload(User.organization), joinedload(User.section))],
    )
    key = letter.key
    try:
        facts = told_now(letter)
        if facts is None:
            _settle(claimed, dropped_at=clock.now())
            return False
        message = _message(letter, facts, settings)
        db.session.rollback()  # the mail server is spoken to without holding the database
        way.send(message, key)
    except NobodyKnows as fault:
        _settle(claimed, possibly_posted=True, fault=str(fault))
        _say("nobody knows whether a letter arrived", "letter.unknown", key, claimed.tries)
        raise NoWay from fault
    except Exception as fault:
        db.session.rollback()
        with db.transaction():
            claimed.give_back(str(fault) if isinstance(fault, NotPosted) else type(fault).__name__, PAUSE)
        _say("a letter was not posted", "letter.dead" if claimed.last else "letter.back", key, claimed.tries)
        if isinstance(fault, NoWay):
            raise
        return False
    return _settle(claimed, posted_at=clock.now(), fault="")


def _settle(claimed: Claim, **facts: Any) -> bool:
    with db.transaction():
        return claimed.settle(due_at=None, **facts)


def _say(words: str, event: str, key: str, tries: int) -> None:
    log.warning(words, extra={"event": event, "letter": key, "tries": tries})


def _message(letter: Letter, facts: dict[str, Any], settings: Settings) -> Message:
    """The letter as it goes out, with one recipient and a Message-ID that stays the same however often it is tried.

    One that its reader may do without can be stopped by one press, from the mail program too (RFC 8058).
    """
    name, sender = parseaddr(settings.mail_sender)
    link = settings.links_to + sealed(letter.path, settings.secret)
    extra_headers = {"Auto-Submitted": "auto-generated"}
    if "stop" in facts:
        facts = facts | {"stop": settings.links_to + stopping_path(facts["stop"], settings.secret)}
        extra_headers |= {
            "List-Unsubscribe": f"<{facts['stop']}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    letters = Charset("utf-8")
    letters.body_encoding = BASE64  # so that servers that know seven bits only leave it intact
    message = Envelope(
        letter.subject,
        recipients=[letter.address],
        sender=(name or SENDER_NAME, sender),
        body=render(letter.occasion, "body", **facts, link=link, site=settings.links_to) + "\n",
        date=clock.now().timestamp(),
        charset=letters,
        extra_headers=extra_headers,
    )
    message.msgId = f"<{letter.key}@{sender.rpartition('@')[2]}>"
    return message
