"""What every response carries: a number for the request, strict headers, and a line in the log."""

import logging
import secrets
import time

from flask import Flask, Response, g, request
from flask_login import current_user

from hack import db, outbox
from hack.config import Settings

log = logging.getLogger("hack.request")

STRICT = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def install(app: Flask, settings: Settings) -> None:
    """Give every response of `app` its request number, headers and log line."""

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()
        outbox.request_id.set(secrets.token_hex(8))

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in STRICT.items():
            response.headers.setdefault(name, value)
        if settings.secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.endpoint == "static":
            response.headers["Cache-Control"] = "public, max-age=3600"
        elif not response.cache_control.public:
            response.headers["Cache-Control"] = "no-store"
        response.headers["X-Request-Id"] = outbox.request_id.get()
        log.info(
            "answered",
            extra={
                "event": "request",
                "route": str(request.url_rule or ""),
                "method": request.method,
                "status": response.status_code,
                "ms": round((time.perf_counter() - g.began) * 1000) if "began" in g else 0,
                "user": getattr(current_user, "key", None) if "_login_user" in g else None,
            },
        )
        return response

    @app.teardown_appcontext
    def let_go(_fault: BaseException | None) -> None:
        db.session.remove()
