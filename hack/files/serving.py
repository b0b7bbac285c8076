"""Files on their way between browser and store."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Response, send_file

from hack.errors import RuleBroken
from hack.files.actions import take_in
from hack.files.forms import FileForm
from hack.files.inspection import Named
from hack.files.models import StoredFile
from hack.files.store import Content, discard, store
from hack.web import made

log = logging.getLogger(__name__)
SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def received(form: FileForm, deed: Callable[[Named, Content], Any]) -> str | None:
    """The key of the file that was sent, kept by `deed` once however often the form is sent; None where it was refused.

    The content is written down before the transaction of the deed begins, and taken away again where no row came of it.
    """
    if not form.validate_on_submit():
        return None
    try:
        called, content = take_in(form.file.data.stream, form.file.data.filename)
    except RuleBroken as broken:
        form.refuse(broken)
        return None
    kept = False

    def keep() -> Any:
        nonlocal kept
        file = deed(called, content)
        kept = True
        return file

    key = made(form, keep)
    if key is None or not kept:
        discard(content.stored_as)
    return key


def handed_out(file: StoredFile) -> Response:
    """The file as an answer that is saved and never shown. Raises RuleBroken where its content is missing."""
    place = store().place_of(file.stored_as)
    if not place.is_file():
        log.error("a file is missing", extra={"event": "file.missing"})
        raise RuleBroken("ファイルの中身が見つかりません。お手数ですが、管理者にお知らせください。")
    answer = send_file(
        place, file.media_type, as_attachment=True, download_name=file.name, conditional=False, etag=False
    )
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
