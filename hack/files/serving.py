"""Files on their way between browser and store."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flask import Response

from hack.errors import RuleBroken
from hack.files.actions import take_in
from hack.files.forms import FileForm
from hack.files.inspection import Named
from hack.files.models import StoredFile
from hack.files.store import CHUNK, Content, discard, store
from hack.web import made
from hack.web.uploads import attachment

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

    key = None
    try:
        key = made(form, keep)
    finally:
        if key is None or not kept:
            discard(content.stored_as)
    return key


def handed_out(file: StoredFile) -> Response:
    """The file as an answer that is saved and never shown. Raises RuleBroken where its content is missing."""
    place = store().place_of(file.stored_as)
    if not place.is_file():
        log.error("a file is missing", extra={"event": "file.missing"})
        raise RuleBroken("ファイルの中身が見つかりません。お手数ですが、管理者にお知らせください。")
    answer = Response(_parts(place), content_type=file.media_type)
    answer.content_length = file.size
    answer.headers["Content-Disposition"] = attachment(file.name)
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer


def _parts(place: Path) -> Iterator[bytes]:
    with place.open("rb") as content:
        while part := content.read(CHUNK):
            yield part
