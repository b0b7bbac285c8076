"""Asking a virus scanner (ClamAV's clamd) about a file, if this installation has one; without an answer nothing is taken."""

import logging
import socket
import struct
from typing import BinaryIO

from hack.errors import RuleBroken

log = logging.getLogger(__name__)
CHUNK = 64 * 1024
PATIENCE = 30.0
"""For how many seconds each answer is awaited."""


def scan(content: BinaryIO, address: str) -> None:
    """Refuse content that the scanner at `address` finds something in, or that it does not say is clean (RuleBroken at "file").

    address: the path of a local socket, or host:port; empty: nothing is asked. By clamd's INSTREAM.
    """
    if not address:
        return
    try:
        said = _ask(content, address)
    except OSError:
        log.exception("the virus scanner did not answer", extra={"event": "scanner.failed"})
        said = ""
    if said.endswith(" FOUND"):
        log.warning("a file was refused by the virus scanner", extra={"event": "scanner.found"})
        raise RuleBroken("ウイルス検査で問題が見つかったため、受け付けられません。", "file")
    if said != "stream: OK":
        raise RuleBroken("いまウイルス検査ができないため、受け付けられません。時間をおいてお試しください。", "file")


def _ask(content: BinaryIO, address: str) -> str:
    with _opened(address) as line:
        line.sendall(b"zINSTREAM\0")
        content.seek(0)
        while part := content.read(CHUNK):
            line.sendall(struct.pack("!I", len(part)) + part)
        line.sendall(struct.pack("!I", 0))
        content.seek(0)
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < CHUNK and (part := line.recv(4096)):
            answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _opened(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        try:
            line.connect(address)
        except OSError:
            line.close()
            raise
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)
