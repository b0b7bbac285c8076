"""Which edition of the wordbook is in force: a small file that the database is the truth of, noticed by every process within a second.

Where there is no file, what was in force last in this process stays so; it comes back from the database (see the wordbook's chapter).
"""

import json
import logging
import os
import secrets
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from hack.text.wordbook import NOTHING, Wordbook

log = logging.getLogger(__name__)

LOOKS_EVERY = 1.0
"""For how many seconds what is in force is not looked at again."""
FILE = "wordbook.json"
_looking = threading.Lock()


@dataclass
class _Known:
    """What this process knows: where the file is, what it was like when it was read, and when to look again."""

    folder: Path | None = None
    book: Wordbook = NOTHING
    state: tuple[int, ...] = ()
    look_at: float = 0.0


_known = _Known()


def connect(folder: Path | None) -> None:
    """Say in which folder the file and the kept words lie; nothing is read or made. None: nowhere, and there is no wordbook."""
    with _looking:
        _known.folder, _known.book, _known.state, _known.look_at = folder, NOTHING, (), 0.0


def folder() -> Path | None:
    """The folder that was said, if one was."""
    return _known.folder


def current() -> Wordbook:
    """The wordbook in force."""
    if _known.folder is not None and time.monotonic() >= _known.look_at:
        with _looking:
            _look(_known.folder)
    return _known.book


def put_in_force(book: Wordbook) -> None:
    """Write the edition down for all processes, replacing what is there at once and as a whole; raises RuntimeError before `connect`."""
    if _known.folder is None:
        raise RuntimeError("nobody said where the wordbook lies")
    _known.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = _known.folder / f"{FILE}.{secrets.token_hex(4)}"
    with fresh.open("w") as file:
        json.dump(book.written_down(), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(_known.folder / FILE)
    with _looking:
        _look(_known.folder)


def in_file() -> Wordbook | None:
    """The wordbook that the file holds now; None where it is missing or damaged, or before `connect`."""
    try:
        return Wordbook.read(json.loads((_known.folder / FILE).read_text())) if _known.folder else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        log.warning("the wordbook's file can't be read", extra={"event": "wordbook.damaged"}, exc_info=True)
        return None


def _look(folder: Path) -> None:
    """Read the file if it is another one than before."""
    _known.look_at = time.monotonic() + LOOKS_EVERY
    try:
        found = (folder / FILE).stat()
    except OSError:
        return
    state = (found.st_mtime_ns, found.st_size, found.st_ino)
    if state != _known.state:
        _known.state = state
        book = in_file()
        if book is not None and book != _known.book:
            _known.book = book
