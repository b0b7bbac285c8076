"""Whether the installation is well enough to be sent visitors."""

import shutil
from pathlib import Path

from sqlalchemy import text

from hack import db
from hack.leases import longest_wait
from hack.notices.models import Letter
from hack.outbox import Delivery
from hack.search.library import index

LONGEST_WAIT = 600
"""Seconds after which what is due and not done is a sign that nobody does it."""
LEAST_SPACE = 200_000_000
"""Bytes that the disk of the instance folder must have left."""


def ready(folder: Path) -> bool:
    """Whether the database answers, nothing that is owed waits for long, the index is fit, and the disk has room.

    Raises OperationalError where the database does not answer.
    """
    db.session.execute(text("SELECT 1"))
    waits = max(longest_wait(Delivery), longest_wait(Letter))
    return waits < LONGEST_WAIT and index().healthy() and space(folder) >= LEAST_SPACE


def space(folder: Path) -> int:
    """How many bytes are left on the disk of that folder; 0 if it is not there."""
    return shutil.disk_usage(folder).free if folder.is_dir() else 0
