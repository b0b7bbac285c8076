"""Pages that take a file: only they are sent more than an ordinary form, and only by people who are signed in.

What is longer than a page's file may be is not kept while it comes in, so that the page can still be shown with what was typed;
what is sent is read up to PATIENCE times as much, and refused as a whole beyond that.
"""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, Any, TypeVar
from urllib.parse import quote

from flask import Flask, Request, current_app, request
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])
BESIDES = 1024 * 1024
"""How many bytes the other answers of the form may have, with what parts them."""
PATIENCE = 5
IN_MEMORY = 512 * 1024


class Incoming(SpooledTemporaryFile[bytes]):
    """What a browser sends as one file; beyond `most` bytes only counted."""

    def __init__(self, most: int):
        super().__init__(max_size=IN_MEMORY, mode="w+b")
        self.most = most
        self.sent = 0

    def write(self, part: Any) -> int:
        """Keep the part as far as there is room for it."""
        room = max(0, self.most - self.sent)
        self.sent += len(part)
        super().write(part[:room])
        return len(part)

    @property
    def overflowed(self) -> bool:
        """Whether more was sent than is kept."""
        return self.sent > self.most


class UploadRequest(Request):
    """A request whose files are kept no further than its page takes them."""

    most_of_a_file = BESIDES

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return Incoming(self.most_of_a_file)


def takes_file(most: Callable[[], int]) -> Callable[[View], View]:
    """The page takes a file of up to `most()` bytes."""

    def mark(view: View) -> View:
        view.takes_file = most  # type: ignore[attr-defined]
        return view

    return mark


def install(app: Flask) -> None:
    """Have `app` take larger requests for the pages that take a file. To be called before anything reads the form."""
    app.request_class = UploadRequest

    @app.before_request
    def make_room() -> None:
        most = getattr(current_app.view_functions.get(request.endpoint or ""), "takes_file", None)
        if most is not None and request.method == "POST" and current_user.is_authenticated:
            request.most_of_a_file = most()  # type: ignore[attr-defined]
            request.max_content_length = PATIENCE * most() + BESIDES

    @app.teardown_request
    def let_go(_fault: BaseException | None) -> None:
        request.close()


def attachment(name: str) -> str:
    """The Content-Disposition of what is saved under `name` and never shown (RFC 6266): a plain name for the oldest browsers besides."""
    return f"attachment; filename=\"file.{name.rpartition('.')[2]}\"; filename*=UTF-8''{quote(name, safe='')}"
