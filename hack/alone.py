"""That only one does something at a time, in all threads and processes of this installation."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Occupied(Exception):
    """Somebody else is at it for longer than we wait."""


@contextmanager
def alone(lock: Path, patience: float = 0.0) -> Iterator[None]:
    """Be the only one who holds the file `lock`, made with its folder where it is missing.

    Raises Occupied after `patience` seconds. The system gives the lock back when a process ends, however it ends.
    """
    lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    until = time.monotonic() + patience
    with lock.open("a") as held:
        while True:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= until:
                    raise Occupied(f"{lock} is held by somebody else") from None
                time.sleep(0.05)
        yield
