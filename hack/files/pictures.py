"""Taking out of pictures what nobody meant to send: where, when and with what they were taken."""

import logging
import shutil
import subprocess  # nosec B404
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO

from hack.errors import RuleBroken
from hack.files.kinds import Kind

log = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("stripping.py")
PATIENCE = 30.0
"""For how many seconds a picture is worked on."""


@contextmanager
def stripped(content: BinaryIO, kind: Kind) -> Iterator[BinaryIO]:
    """The content without its metadata if it is a picture, else the content itself; for as long as the block lasts.

    The picture is opened by a process of its own, which is told nothing of this installation and is limited in memory and time.
    Raises RuleBroken at "file" where it cannot be opened.
    """
    if not kind.picture:
        yield content
        return
    with TemporaryFile() as before, TemporaryFile() as after:
        content.seek(0)
        shutil.copyfileobj(content, before)
        before.seek(0)
        _strip(before, after, kind.picture)
        after.seek(0)
        yield after


def _strip(before: BinaryIO, after: BinaryIO, picture: str) -> None:
    order = [sys.executable, "-I", str(PROGRAM), picture]  # our own program, with a word of our own
    try:
        subprocess.run(  # noqa: S603 # nosec B603
            order, stdin=before, stdout=after, stderr=subprocess.PIPE, env={}, timeout=PATIENCE, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as failed:
        said = (failed.stderr or b"").decode("utf-8", "replace").strip().splitlines()
        log.warning(
            "a picture could not be opened", extra={"event": "picture.refused", "why": said[-1] if said else ""}
        )
        raise RuleBroken(
            "画像を開けません。壊れているか、大きすぎます。小さくするか別の形式で保存し直して、もう一度送ってください。",
            "file",
        ) from None
