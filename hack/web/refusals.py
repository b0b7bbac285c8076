"""Every way a page can be refused, in Japanese, with the request's number and nothing about the inside."""

import logging
from typing import Any

from flask import Flask, Response, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from hack import db, outbox
from hack.errors import NotAllowed, Overtaken, RuleBroken, TooMany
from hack.web.guard import note_denial

log = logging.getLogger(__name__)

SAYS = {
    400: ("送られた内容を読み取れませんでした", "入力を確かめて、もう一度お試しください。"),
    403: ("この操作はできません", "あなたの役割では、このページの操作は認められていません。"),
    404: ("ページが見つかりません", "アドレスが違うか、ページがなくなったか、あなたには公開されていません。"),
    405: ("この操作はできません", "このアドレスでは、その操作を受け付けていません。"),
    409: ("ほかの人が先に変えています", "いまの内容を開き直して、もう一度お試しください。"),
    413: ("送られた内容が大きすぎます", "文字数やファイルの大きさを減らして、もう一度お試しください。"),
    429: ("回数の上限に達しました", "しばらくおいて、もう一度お試しください。"),
    500: ("うまく処理できませんでした", "申し訳ありません。記録を残しました。しばらくおいて、もう一度お試しください。"),
    503: ("いま混み合っています", "少しおいて、もう一度お試しください。入力した内容は送り直せます。"),
}


TYPED_KEPT = frozenset({403, 404, 409, 500, 503})
"""After these what was typed is shown once more, so that it can be copied."""
KEYS = frozenset({"csrf_token", "once_key", "seen"})
SHORTEST = 10


def _typed(status: int) -> list[str]:
    """The texts that somebody sent in vain, as they were typed; nothing short, and nothing of the pages that ask for passwords."""
    if request.method != "POST" or status not in TYPED_KEPT or request.blueprint in (None, "accounts"):
        return []
    sent = request.form.items(multi=True)
    return [words.replace("\r\n", "\n") for name, words in sent if name not in KEYS and len(words.strip()) >= SHORTEST]


def _page(status: int, detail: str = "", **headers: str) -> tuple[str, int, dict[str, str]]:
    title, says = SAYS.get(status, SAYS[400 if status < 500 else 500])
    page = render_template(
        "error.html",
        status=status,
        title=title,
        says=detail or says,
        request_id=outbox.request_id.get(),
        typed=_typed(status),
    )
    return page, status, headers


def _let_go() -> None:
    """Drop the session, and the person with it: the page that tells of a fault asks the database nothing."""
    db.session.remove()
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def install(app: Flask) -> None:
    """Answer every refusal and every fault of `app` with its page."""

    @app.errorhandler(HTTPException)
    def refused(fault: HTTPException) -> Any:
        if fault.response is not None or (fault.code or 500) < 400:
            return fault
        allowed = fault.get_headers() if fault.code == 405 else []
        return _page(fault.code or 500, **{k: v for k, v in allowed if k == "Allow"})

    @app.errorhandler(SecurityError)
    def not_our_name(_fault: SecurityError) -> Any:
        return Response("このアドレスでは開けません。\n", 400, content_type="text/plain; charset=utf-8")

    @app.errorhandler(CSRFError)
    def stale_form(_fault: CSRFError) -> Any:
        return _page(
            400,
            "画面を開いてから時間がたちすぎたか、別の画面から送られました。前の画面に戻り、開き直してから送ってください。",
        )

    @app.errorhandler(NotAllowed)
    def not_allowed(fault: NotAllowed) -> Any:
        note_denial(str(fault))
        return _page(403)

    @app.errorhandler(TooMany)
    def too_many(fault: TooMany) -> Any:
        return _page(429, fault.message, **{"Retry-After": str(fault.wait)})

    @app.errorhandler(RuleBroken)
    def rule_broken(fault: RuleBroken) -> Any:
        return _page(409, fault.message)

    @app.errorhandler(Overtaken)
    @app.errorhandler(StaleDataError)
    def overtaken(fault: Exception) -> Any:
        return _page(409, getattr(fault, "message", ""))

    @app.errorhandler(OperationalError)
    @app.errorhandler(NoConnection)
    def no_database(_fault: Exception) -> Any:
        log.exception("the database did not answer", extra={"event": "database.failed"})
        _let_go()
        return _page(503, **{"Retry-After": "5"})

    @app.errorhandler(Exception)
    def fault(_fault: Exception) -> Any:
        log.exception("a page failed", extra={"event": "page.failed"})
        _let_go()
        return _page(500)
