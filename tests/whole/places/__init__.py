"""Things of every noun in every state that matters to who may do what with them, and the addresses that lead to them; one file per subject."""

from tests.whole.places.filling import fill
from tests.whole.places.place import Place
from tests.whole.places.seeds import a_suggestion

__all__ = ["Place", "a_suggestion", "fill"]
