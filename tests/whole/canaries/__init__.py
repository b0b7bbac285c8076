"""A word of its own in every place that is not for everybody, and the names of those who may read it there; one file per subject."""

from tests.whole.canaries.planting import plant
from tests.whole.canaries.seeds import judge
from tests.whole.canaries.words import Canaries

__all__ = ["Canaries", "judge", "plant"]
