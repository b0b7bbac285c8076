"""Several people at once, each in a thread of their own."""

import threading
from collections.abc import Callable
from typing import Any

from hack import db


def together(count: int, deed: Callable[[], Any]) -> list[str]:
    """Do the deed in `count` transactions that are let loose together; "done" or what was raised, in alphabetical order."""
    results: list[str] = []
    gate = threading.Barrier(count)

    def one() -> None:
        gate.wait()
        try:
            with db.transaction():
                deed()
            results.append("done")
        except Exception as fault:
            results.append(type(fault).__name__)
        finally:
            db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=one) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(results)
