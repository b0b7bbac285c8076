"""A real mail server for tests: with a certificate of its own, and with moods."""

import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tests.ports import HERE, held_port


@dataclass
class PostOffice:
    """What arrives, in order; and what the server does instead of taking it."""

    port: int = 0
    arrived: list[EmailMessage] = field(default_factory=list)
    to: list[list[str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    answer: str = "250 OK"
    hangs_up: bool = False
    before_taking: Callable[[], Any] = lambda: None

    async def handle_RCPT(self, server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address in self.refuses:
            return f"550 no mailbox {address}"
        self.encrypted.append(server.transport.get_extra_info("sslcontext") is not None)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        self.before_taking()
        if self.hangs_up:
            server.transport.abort()
        if self.answer.startswith("250"):
            self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
            self.to.append(list(envelope.rcpt_tos))
        return self.answer


class Tidy(Controller):
    """A mail server on a port that is held for it, which hangs up on everybody before it stops: a line left open would be found
    by whichever test comes later.
    """

    def __init__(self, *args: Any, listening: socket.socket, **how: Any):
        super().__init__(*args, **how)
        self.listening = listening
        self.lines: list[Any] = []

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.listening, ssl=self.ssl_context)

    def factory(self) -> Any:
        self.lines.append(super().factory())
        return self.lines[-1]

    def stop(self, no_assert: bool = False) -> None:
        asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop).result()
        super().stop(no_assert)

    async def _hang_up(self) -> None:
        for line in self.lines:
            if line.transport is not None:
                line.transport.abort()
        await asyncio.sleep(0.01)


@contextmanager
def post_office(**how: Any) -> Iterator[PostOffice]:
    """A mail server on a free port of this machine for as long as the block lasts; `how` is given to aiosmtpd."""
    with held_port() as (port, listening):
        office = PostOffice(port=port)
        controller = Tidy(office, hostname=HERE, port=port, listening=listening, **how)
        controller.start()
        try:
            yield office
        finally:
            controller.stop()


@contextmanager
def silent_server() -> Iterator[int]:
    """A server that takes connections and never says a word; its port."""
    with held_port() as (port, _):
        yield port


def a_certificate(folder: Path, names: str) -> tuple[Path, Path]:
    """A fresh certificate that stands for itself, for `names` (such as "IP:127.0.0.1"), and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        + ["-subj", "/CN=post office", "-addext", f"subjectAltName={names}", "-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
    )
    return certificate, key


def interrupt_this_process() -> None:
    """What a server does to its client's process to end it in the middle of a letter."""
    os.kill(os.getpid(), signal.SIGUSR1)
