"""The web server of this installation: gunicorn with threads, and the clock's work beside it where no worker runs."""

import logging
import threading
from contextlib import suppress
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.http.errors import LimitRequestLine
from gunicorn.workers.gthread import ThreadWorker

from hack import db, jobs
from hack.app import create_app
from hack.config import Settings

log = logging.getLogger(__name__)
EVERY = 20.0
"""Seconds between two rounds of the clock's work."""
LONGEST_LINE = 8190
"""How many bytes the first line of a request may have, the most that gunicorn measures: a Japanese letter of an address takes nine."""
TOO_LONG = """<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>アドレスが長すぎます | 共創マッチング基盤 hack</title></head>
<body><main>
<h1>アドレスが長すぎます</h1>
<p>検索の言葉が長すぎるときに、この画面になります。前の画面に戻り、200字以内に短くして、もう一度お試しください。</p>
<p><a href="/">トップページへ</a></p>
</main></body>
</html>
""".encode()
"""The answer to a longer line; the application is never asked, so that the page stands here."""
ABOUT_TOO_LONG = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": len(TOO_LONG),
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Connection": "close",
}


class Worker(ThreadWorker):
    """Gunicorn's threads, which tell in Japanese that an address is too long."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Exception) -> None:
        if not isinstance(exc, LimitRequestLine):
            super().handle_error(req, client, addr, exc)
            return
        head = "".join(f"{name}: {value}\r\n" for name, value in ABOUT_TOO_LONG.items())
        with suppress(OSError):
            client.sendall(b"HTTP/1.1 414 URI Too Long\r\n" + head.encode() + b"\r\n" + TOO_LONG)
            client.setblocking(False)
            while client.recv(65536):  # what is left unread would break off the answer
                pass


class Server(BaseApplication):
    """Gunicorn around the application; each worker process builds its own."""

    def __init__(self, settings: Settings):
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        settings = self.settings
        for name, value in {
            "bind": f"{settings.host}:{settings.port}",
            "workers": int(settings.workers),
            "threads": 8,
            "worker_class": "hack.server.Worker",
            "limit_request_line": LONGEST_LINE,
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 15,
            "errorlog": "-",
            "loglevel": "warning",
            "proc_name": "hack",
            "post_worker_init": _begin_ticking if settings.at_once else _nothing,
            "worker_exit": _let_go,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return create_app(self.settings)


def serve(settings: Settings) -> None:
    """Serve until told to stop (SIGTERM, SIGINT); requests under way are finished first."""
    Server(settings).run()


def _begin_ticking(worker: Any) -> None:
    app: Flask = worker.app.callable or worker.app.wsgi()
    stop = threading.Event()
    worker.hack_stop = stop

    def rounds() -> None:
        while not stop.wait(EVERY):
            jobs.tick(app)

    threading.Thread(target=rounds, name="clock", daemon=True).start()


def _nothing(_worker: Any) -> None:
    """There is a worker for the clock's work."""


def _let_go(_server: Any, worker: Any) -> None:
    if stop := getattr(worker, "hack_stop", None):
        stop.set()
    db.disconnect()
