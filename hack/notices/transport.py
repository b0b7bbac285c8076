"""How a letter leaves the house: by a mail server whose certificate and name are checked, or into a folder.

Flask-Mail talks to the server; left alone it checks no certificate and waits for ever, so its connection is made here.
"""

import ipaddress
import logging
import smtplib
import ssl
from contextlib import suppress
from typing import Any, Self

from flask import current_app
from flask_mail import BadHeaderError, Connection, Mail, Message

from hack.config import Settings

log = logging.getLogger(__name__)


class NotPosted(Exception):
    """The letter did not leave; the message says why, in words without addresses."""


class Refused(NotPosted):
    """The mail server did not take this letter; it may take others."""


class NoWay(NotPosted):
    """The mail server cannot be reached, or not safely; there is no sense in trying the next letter now."""


class NobodyKnows(NotPosted):
    """The connection broke after the text was handed over: it may have arrived or not."""


def way_out(settings: Settings) -> "ByServer | ToFolder":
    """The way that this installation's letters take, to be used in a `with`.

    Raises RuntimeError if the settings would send letters over a network without encryption.
    """
    if not settings.mail_server:
        return ToFolder(settings)
    if settings.mail_security not in ("starttls", "tls", "none"):
        raise RuntimeError("MAIL_SECURITY must be starttls, tls or none")
    if settings.mail_security == "none" and not _is_loopback(settings.mail_server):
        raise RuntimeError("MAIL_SECURITY=none is for a mail server on this very machine only")
    return ByServer(settings)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Minding:
    """Mixed into an SMTP client: minds whether a text was handed over and its answer is still owed."""

    owes_answer = False

    def send(self, s: Any) -> None:
        if isinstance(s, bytes) and s.endswith(b"\r\n.\r\n"):
            self.owes_answer = True
        super().send(s)  # type: ignore[misc]

    def data(self, msg: Any) -> Any:
        self.owes_answer = False
        answer = super().data(msg)  # type: ignore[misc]
        self.owes_answer = False
        return answer


class PlainClient(Minding, smtplib.SMTP):
    """A client that begins in the open, and goes on encrypted with STARTTLS."""


class TlsClient(Minding, smtplib.SMTP_SSL):
    """A client that is encrypted from the first byte."""


class SafeConnection(Connection):
    """Flask-Mail's connection with a time-out, and with the server's certificate and name checked."""

    def __init__(self, mail: Any, settings: Settings):
        super().__init__(mail)
        self.settings = settings

    def configure_host(self) -> smtplib.SMTP:
        told = self.settings
        place, wait = (told.mail_server, int(told.mail_port)), float(told.mail_timeout)
        host: Any
        if told.mail_security == "tls":
            host = TlsClient(*place, timeout=wait, context=_trust(told))
        else:
            host = PlainClient(*place, timeout=wait)
        try:
            if told.mail_security == "starttls":
                host.starttls(context=_trust(told))
            if told.mail_username:
                host.login(told.mail_username, told.mail_password)
        except BaseException:
            host.close()
            raise
        return host


def _trust(settings: Settings) -> ssl.SSLContext:
    trust = ssl.create_default_context(cafile=settings.mail_ca or None)
    trust.minimum_version = ssl.TLSVersion.TLSv1_2
    return trust


class ByServer:
    """The mail server; the connection is opened for the first letter and kept for the next ones."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.connection: SafeConnection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._hang_up()

    def send(self, message: Message, _key: str) -> None:
        """Hand `message` to the server; raises Refused, NoWay or NobodyKnows."""
        connection = self.connection or self._call()
        host: Any = connection.host
        try:
            connection.send(message)
        except (smtplib.SMTPServerDisconnected, OSError) as fault:
            lost = host.owes_answer
            if isinstance(fault, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
                raise Refused(_why(fault)) from fault
            self._hang_up()
            raise (NobodyKnows if lost else NoWay)(_why(fault)) from fault
        except (BadHeaderError, ValueError) as fault:
            raise Refused(_why(fault)) from fault
        finally:
            if host.sock is None:
                self._hang_up()

    def _call(self) -> SafeConnection:
        try:
            self.connection = SafeConnection(_mail(self.settings), self.settings).__enter__()
        except (smtplib.SMTPException, OSError, ValueError) as fault:
            raise NoWay(_why(fault)) from fault
        return self.connection

    def _hang_up(self) -> None:
        connection, self.connection = self.connection, None
        if connection is not None and connection.host is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.host.quit()
            connection.host.close()


class ToFolder:
    """A folder in the instance: where no mail server is set, each letter is written there as a file."""

    def __init__(self, settings: Settings):
        self.folder = settings.folder / "letters"
        self.settings = settings
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.count:
            log.warning(
                "no mail server is set: letters were written to the folder `letters` of the instance",
                extra={"event": "letters.to_folder", "count": self.count},
            )

    def send(self, message: Message, key: str) -> None:
        """Write `message` down as `letters/<key>.eml`, readable by the owner alone."""
        _mail(self.settings)
        if message.has_bad_headers():
            raise Refused(_why(BadHeaderError()))
        self.folder.mkdir(mode=0o700, exist_ok=True)
        place = self.folder / f"{key}.eml"
        place.touch(mode=0o600)
        place.write_bytes(message.as_bytes())
        self.count += 1


def _mail(settings: Settings) -> Any:
    """Flask-Mail's settings, which its messages and connections ask the application for."""
    extensions = current_app.extensions
    if "mail" not in extensions:
        told = {"MAIL_SERVER": settings.mail_server, "MAIL_PORT": int(settings.mail_port), "MAIL_SUPPRESS_SEND": False}
        extensions["mail"] = Mail().init_mail(told)
    return extensions["mail"]


def _why(fault: BaseException) -> str:
    """The fault in words for the administrator, without addresses and without what the server said."""
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        codes = ", ".join(sorted({str(code) for code, _ in fault.recipients.values()}))
        return f"宛先を断られました({codes})"
    if isinstance(fault, smtplib.SMTPAuthenticationError):
        return f"メールサーバーへの認証に失敗しました({fault.smtp_code})"
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"メールサーバーに断られました({fault.smtp_code})"
    if isinstance(fault, smtplib.SMTPNotSupportedError):
        return "メールサーバーが暗号化か認証に対応していません"
    if isinstance(fault, ssl.SSLCertVerificationError):
        return f"メールサーバーの証明書を確かめられません({fault.verify_message})"
    if isinstance(fault, TimeoutError):
        return "メールサーバーから時間内に返事がありません"
    if isinstance(fault, BadHeaderError):
        return "件名か宛先に改行が含まれています"
    if isinstance(fault, smtplib.SMTPServerDisconnected | OSError):
        return f"メールサーバーとの接続が切れたか、つながりません({type(fault).__name__})"
    return type(fault).__name__
