"""A map of the city's 18 wards drawn as tiles: each a hexagon of the same size, about where the ward lies to its neighbours.

The arrangement is our own: the wards were set by hand so that most of those that touch in the city touch here too. No outline of a
real border is in it. Lengths are units of the drawing, of which a tile is 100 wide.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from hack.sites.models import Ward

WIDE = 100.0
TALL = 2 * WIDE / sqrt(3)
"""A hexagon that stands on a corner."""
DOWN = TALL * 3 / 4
"""From one row of tiles to the next."""
GAP = 5.0
MARGIN = 6.0
ROWS: tuple[tuple[float, tuple[Ward, ...]], ...] = (
    (1.0, (Ward.AOBA, Ward.TSUZUKI, Ward.KOHOKU)),
    (1.5, (Ward.MIDORI, Ward.KANAGAWA, Ward.TSURUMI)),
    (0.0, (Ward.SEYA, Ward.ASAHI, Ward.HODOGAYA, Ward.NISHI)),
    (0.5, (Ward.IZUMI, Ward.TOTSUKA, Ward.MINAMI, Ward.NAKA)),
    (1.0, (Ward.SAKAE, Ward.KONAN, Ward.ISOGO)),
    (2.5, (Ward.KANAZAWA,)),
)
"""From north to south, each row from west to east: where it begins, in tiles from the west."""
LEVELS = (1, 2, 4)
"""From how many on a tile is drawn darker."""


@dataclass(frozen=True)
class Tile:
    """A ward on the map: the corners of its hexagon, its middle, how many there are, and how dark it is (0 to 3)."""

    ward: Ward
    points: str
    x: float
    y: float
    count: int
    level: int


def tiles_of(counts: Mapping[Ward | None, int]) -> list[Tile]:
    """The tile of every ward, from north to south and west to east; a ward without a count has none."""
    return [
        _tile(ward, column + number, row, counts.get(ward, 0))
        for row, (column, wards) in enumerate(ROWS)
        for number, ward in enumerate(wards)
    ]


def size_of_map() -> tuple[int, int]:
    """How wide and how tall the drawing is."""
    columns = max(column + len(wards) for column, wards in ROWS)
    return round(columns * WIDE + 2 * MARGIN), round((len(ROWS) - 1) * DOWN + TALL + 2 * MARGIN)


def _tile(ward: Ward, column: float, row: int, count: int) -> Tile:
    x, y = MARGIN + (column + 0.5) * WIDE, MARGIN + row * DOWN + TALL / 2
    wide, tall = (WIDE - GAP) / 2, (TALL - GAP * TALL / WIDE) / 2
    corners = ((0, -tall), (wide, -tall / 2), (wide, tall / 2), (0, tall), (-wide, tall / 2), (-wide, -tall / 2))
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return Tile(ward, points, round(x, 1), round(y, 1), count, sum(count >= level for level in LEVELS))
