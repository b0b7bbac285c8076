"""The web server of this installation: gunicorn with threads, and the clock's work beside it where no worker runs."""

import logging
import threading
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from hack import db, jobs
from hack.app import create_app
from hack.config import Settings

log = logging.getLogger(__name__)
EVERY = 20.0
"""Seconds between two rounds of the clock's work."""


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
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 15,
            "limit_request_line": 8190,
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
