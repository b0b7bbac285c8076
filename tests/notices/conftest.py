"""What the tests of letters share: a mail server, and the application set to use it."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hack import db
from hack.accounts.models import User
from hack.needs.models import Need
from hack.notices.letters.facts import need_facts
from hack.notices.letters.needs import call_closed
from hack.notices.models import Letter
from hack.notices.post import post
from hack.notices.writing import keep, to_each
from tests.cast import Cast
from tests.notices.papers import enter_papers
from tests.notices.post_office import PostOffice, a_certificate, post_office
from tests.ports import HERE


@pytest.fixture(autouse=True)
def installed(app: Flask) -> None:
    """The application stands before anybody comes on the stage: connecting it afterwards would part the cast from its session."""


@pytest.fixture
def told(app: Flask) -> Callable[..., None]:
    """`told(mail_server=…)`: give the installation other settings."""

    def change(**settings: str) -> None:
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], **settings)

    return change


@pytest.fixture
def plain_office(told: Callable[..., None]) -> Iterator[PostOffice]:
    """A mail server on this machine without encryption, and the installation set to use it."""
    with post_office() as office:
        told(mail_server=HERE, mail_port=str(office.port), mail_security="none", mail_timeout="5")
        yield office


@pytest.fixture
def tls_office(told: Callable[..., None], tmp_path: Path) -> Callable[..., Any]:
    """`tls_office(names)`: a mail server that insists on encryption, with a certificate for `names` that is trusted here.

    security: `starttls`, or `tls` from the first byte. how: what else aiosmtpd is told.
    """

    @contextmanager
    def opened(names: str = f"IP:{HERE}", security: str = "starttls", **how: Any) -> Iterator[PostOffice]:
        certificate, key = a_certificate(tmp_path, names)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        if security == "tls":
            how |= {"ssl_context": context}
        else:
            how |= {"tls_context": context, "require_starttls": True}
        with post_office(**how) as office:
            told(mail_server=HERE, mail_port=str(office.port), mail_ca=str(certificate), mail_timeout="5")
            told(mail_security=security)
            yield office

    return opened


@pytest.fixture
def papers(cast: Cast) -> dict[str, Any]:
    """One of each thing that letters are about, every private text of it secret."""
    return enter_papers(cast)


@pytest.fixture
def inside(app: Flask) -> Callable[..., Any]:
    """`inside(deed)`: what comes of `deed` in the application, with a session of its own, as a worker runs it."""

    def run(deed: Callable[[], Any]) -> Any:
        with app.app_context():
            try:
                return deed()
            finally:
                db.session.remove()

    return run


@pytest.fixture
def posted(inside: Callable[..., Any]) -> Callable[..., int]:
    """`posted()`: post what is due, at most so many; how many letters were handed over. What was read is read afresh."""

    def run(most: int = 100) -> int:
        try:
            return int(inside(lambda: post(most)))
        finally:
            db.session.rollback()

    return run


@pytest.fixture
def letter_about(inside: Callable[..., Any]) -> Callable[..., Letter]:
    """`letter_about(need)`: a letter to the need's only owner, or to another person, due now."""

    def write(need: Any, to: Any = None) -> Letter:
        def deed() -> None:
            with db.transaction():
                about = db.session.get_one(Need, need.id)
                others = [db.session.get_one(User, to.id)] if to is not None else []
                keep(to_each(others, "call_closed", **need_facts(about)) or call_closed(about), None)

        inside(deed)
        db.session.rollback()
        return db.session.scalars(select(Letter).order_by(Letter.id.desc())).first()  # type: ignore[return-value]

    return write
