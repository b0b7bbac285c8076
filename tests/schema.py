"""Making the tables of an empty test database."""

from hack import db
from hack.schema import upgrade


def make_schema(url: str) -> None:
    """Give the empty database at `url` all tables, by the same migrations that an installation runs."""
    db.connect(url)
    upgrade(url)
    db.disconnect()
