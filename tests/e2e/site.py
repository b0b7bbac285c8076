"""A whole installation that answers over HTTP, writes letters to a mail server, and goes by the real clock."""

import shutil
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from hack import db
from hack.accounts.actions import begin_sign_in
from hack.app import create_app
from hack.config import Settings
from tests.cast import Cast, enter_cast
from tests.e2e.chromium import served
from tests.notices.post_office import PostOffice, a_certificate, post_office
from tests.ports import HERE, held_port

PATIENCE = 30.0
"""Seconds for which is waited for what follows a deed: it is done after the answer."""


@dataclass(frozen=True)
class Site:
    """A running installation: its application, its address, the post office that its letters go to, and its people."""

    app: Flask
    address: str
    office: PostOffice
    cast: Cast

    def cookie_of(self, person: Any) -> dict[str, str]:
        """What a browser keeps of a person who has signed in."""
        with db.transaction():
            token = begin_sign_in(person, "テスト").token
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]
        kept = serializer.dumps({"_user_id": token, "_fresh": True})
        return {"name": self.app.config["SESSION_COOKIE_NAME"], "value": kept, "url": self.address}

    def letter_to(self, address: str, words: str) -> str:
        """The newest letter to that address whose subject has these words, once it has arrived."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            for letter, receivers in zip(reversed(self.office.arrived), reversed(self.office.to), strict=False):
                if receivers == [address] and words in str(letter["Subject"]):
                    return str(letter.get_content())
            time.sleep(0.1)
        raise AssertionError(f"no letter to {address} says {words}: {[str(m['Subject']) for m in self.office.arrived]}")


@contextmanager
def running_site(folder: Path, empty_database: Path) -> Iterator[Site]:
    """A site of its own in `folder`, on a copy of that database, with the cast in it."""
    shutil.copy(empty_database, folder / "hack.db")
    certificate, key = a_certificate(folder, f"IP:{HERE}")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with held_port() as (port, listening), post_office(tls_context=context, require_starttls=True) as office:
        settings = Settings(
            instance=str(folder),
            environment="test",
            secret_key="x" * 40,
            base_url=f"http://{HERE}:{port}",
            port=str(port),
            mail_server=HERE,
            mail_port=str(office.port),
            mail_ca=str(certificate),
        )
        app = create_app(settings)
        try:
            cast = enter_cast()
            with served(app, listening) as address:
                yield Site(app, address, office, cast)
        finally:
            db.disconnect()
