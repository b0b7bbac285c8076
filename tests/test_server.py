"""The web server: what it answers before the application is asked."""

import socket
from contextlib import suppress

from gunicorn.http.errors import InvalidRequestLine, LimitRequestLine

from hack.config import Settings
from hack.server import Server, Worker


def _answer(fault):
    """What somebody gets whose request, half of it still unread, brings about this fault."""
    there, here = socket.socketpair()
    with there, here:
        there.sendall(b"GET /" + b"x" * 20_000)
        worker = Worker.__new__(Worker)
        worker.log = _Silent()
        worker.handle_error(None, here, ("127.0.0.1", 1), fault)
        here.close()
        got = b""
        with suppress(ConnectionResetError):
            while piece := there.recv(65536):
                got += piece
        return got.decode()


class _Silent:
    def warning(self, *_said):
        """Nobody reads it here."""


def test_an_address_that_is_too_long_is_answered_in_japanese():
    head, page = _answer(LimitRequestLine(9000, 8190)).split("\r\n\r\n", 1)

    assert head.startswith("HTTP/1.1 414 ")
    assert f"Content-Length: {len(page.encode())}" in head.split("\r\n")
    assert "<h1>アドレスが長すぎます</h1>" in page and page.endswith("</html>\n")


def test_every_other_fault_of_a_request_is_answered_as_gunicorn_does():
    assert _answer(InvalidRequestLine("x")).startswith("HTTP/1.1 400 Bad Request")


def test_the_server_takes_as_long_a_line_as_it_can_measure(tmp_path):
    told = Server(Settings(instance=str(tmp_path), environment="test")).cfg

    assert (told.limit_request_line, told.worker_class) == (8190, Worker)
