"""The message that a letter goes out as: Flask-Mail's, but with addresses in its headers left in one piece."""

from email.policy import EmailPolicy
from typing import Any

from flask_mail import Message

WHOLE = frozenset({"List-Unsubscribe"})
"""Headers whose long address a mail program reads as it stands: encoded or cut, it would not be found there (RFC 8058)."""


class WholeAddresses(EmailPolicy):
    """The usual way to write headers down, except that those in WHOLE are neither folded nor encoded."""

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name in WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii") if name in WHOLE else super().fold_binary(name, value)


class Envelope(Message):
    """A message with one letter in it."""

    def _message(self) -> Any:
        message = super()._message()
        message.policy = WholeAddresses(linesep="\r\n")
        return message
