"""What the wordbook does when an edition was released: it comes into force."""

from hack.events import WordbookReleased
from hack.wordbook.force import bring_into_force


def put_in_force(_event: WordbookReleased) -> None:
    """An edition was released: every process cuts with it from now on."""
    bring_into_force()
