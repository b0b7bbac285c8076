"""A site of its own for a bench: web server and worker as processes that can be killed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from hack.config import Settings

HACK = Path(sys.executable).with_name("hack")
PATIENCE = 120


class Site:
    """`hack run` and `hack work` on one installation; begun and ended with `with`."""

    def __init__(self, settings: Settings, log: Path):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "HACK_INSTANCE": settings.instance,
            "HACK_ENV": settings.environment,
            "DATABASE_URL": settings.database,
            "SECRET_KEY": settings.secret,
            "DELIVERY": settings.delivery,
            "PORT": str(self.port),
        }
        self.log = log.open("ab")
        self.parts: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        for command in ("run", "work"):
            self._begin(command)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > until:
                raise RuntimeError(f"the site did not begin: {self.last_words()}")
            time.sleep(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.parts.values():
            process.terminate()
        for process in self.parts.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.log.close()

    def kill(self, what: str) -> None:
        """SIGKILL the `web` process (its parent begins another), the `worker`, or `all`; what was killed begins anew."""
        if what == "web":
            for child in self._children(self.parts["run"].pid):
                os.kill(child, signal.SIGKILL)
            return
        hit = ["work"] if what == "worker" else ["run", "work"]
        for command in hit:
            os.killpg(self.parts[command].pid, signal.SIGKILL)
        for command in hit:
            self.parts[command].wait()
            self._begin(command)

    def last_words(self) -> str:
        """The end of what both wrote to standard error."""
        return Path(self.log.name).read_text(errors="replace")[-3000:]

    def _begin(self, command: str) -> None:
        self.parts[command] = subprocess.Popen(
            [str(HACK), command],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=self.log,
            start_new_session=True,
        )

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/livez")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    @staticmethod
    def _children(parent: int) -> list[int]:
        return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
