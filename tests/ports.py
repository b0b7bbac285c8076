"""Ports of this machine: held from the first moment, or free and left free."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager

HERE = "127.0.0.1"


@contextmanager
def held_port() -> Iterator[tuple[int, socket.socket]]:
    """A port, and the socket that listens on it already; a server takes the socket, so that nobody comes in between."""
    with socket.create_server((HERE, 0)) as listening:
        yield int(listening.getsockname()[1]), listening


def free_port() -> int:
    """A port that nobody listens on just now: for whoever wants to find nobody there."""
    with held_port() as (port, _):
        return port
