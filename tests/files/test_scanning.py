"""The virus scanner is asked, and without its word nothing is taken."""

import io
import socket
import struct
import threading
from contextlib import contextmanager

import pytest

from hack.errors import RuleBroken
from hack.files.scanning import scan

CONTENT = b"x" * 150_000


@contextmanager
def clamd(address, answer):
    """A scanner that reads a whole stream and gives this answer; what it was sent is in the list."""
    sent = []

    def serve():
        line, _ = server.accept()
        with line, line.makefile("rb") as reader:
            sent.append(reader.read(10))
            while size := struct.unpack("!I", reader.read(4))[0]:
                sent.append(reader.read(size))
            line.sendall(answer)

    with socket.socket(socket.AF_UNIX if isinstance(address, str) else socket.AF_INET) as server:
        server.bind(address)
        server.listen()
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield sent, server.getsockname()
        thread.join(5)


def test_what_the_scanner_calls_clean_is_taken_and_it_sees_every_byte(tmp_path):
    place = str(tmp_path / "clamd")
    with clamd(place, b"stream: OK\0") as (sent, _):
        scan(io.BytesIO(CONTENT), place)

    assert sent[0] == b"zINSTREAM\0"
    assert b"".join(sent[1:]) == CONTENT


def test_the_scanner_may_listen_at_a_port():
    with clamd(("127.0.0.1", 0), b"stream: OK\0") as (sent, (host, port)):
        scan(io.BytesIO(CONTENT), f"{host}:{port}")

    assert len(b"".join(sent[1:])) == len(CONTENT)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"stream: Eicar-Test-Signature FOUND\0", "問題が見つかった"),
        (b"INSTREAM size limit exceeded. ERROR\0", "検査ができない"),
        (b"stream: OK but\0", "検査ができない"),
        (b"", "検査ができない"),
    ],
)
def test_anything_else_that_it_says_refuses_the_file(tmp_path, answer, says):
    place = str(tmp_path / "clamd")
    with clamd(place, answer), pytest.raises(RuleBroken, match=says):
        scan(io.BytesIO(CONTENT), place)


def test_where_no_scanner_answers_nothing_is_taken(tmp_path):
    with pytest.raises(RuleBroken, match="検査ができない"):
        scan(io.BytesIO(CONTENT), str(tmp_path / "nobody"))


def test_without_a_scanner_nobody_is_asked():
    scan(io.BytesIO(CONTENT), "")
