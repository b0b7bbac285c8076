"""The map of the wards: every ward once, none on top of another, neighbours beside each other."""

from itertools import combinations

from hack.livinglabs.tiles import DOWN, WIDE, size_of_map, tiles_of
from hack.sites.models import Ward

NEIGHBOURS = (
    (Ward.AOBA, Ward.TSUZUKI), (Ward.TSUZUKI, Ward.KOHOKU), (Ward.KOHOKU, Ward.TSURUMI), (Ward.TSURUMI, Ward.KANAGAWA),
    (Ward.KANAGAWA, Ward.NISHI), (Ward.NISHI, Ward.NAKA), (Ward.NAKA, Ward.ISOGO), (Ward.ISOGO, Ward.KANAZAWA),
    (Ward.SEYA, Ward.ASAHI), (Ward.ASAHI, Ward.HODOGAYA), (Ward.IZUMI, Ward.TOTSUKA), (Ward.TOTSUKA, Ward.KONAN),
    (Ward.SAKAE, Ward.KONAN), (Ward.MINAMI, Ward.KONAN), (Ward.MIDORI, Ward.ASAHI),
)  # fmt: skip
"""Wards that touch in the city."""


def test_every_ward_has_one_tile_inside_the_drawing_and_none_lies_on_another():
    tiles = tiles_of({})
    wide, tall = size_of_map()

    assert sorted(tile.ward.value for tile in tiles) == sorted(ward.value for ward in Ward)
    assert all(0 < tile.x < wide and 0 < tile.y < tall for tile in tiles)
    assert all(_apart(one, other) > WIDE * 0.99 for one, other in combinations(tiles, 2))


def test_wards_that_touch_in_the_city_touch_on_the_map():
    tiles = {tile.ward: tile for tile in tiles_of({})}

    assert all(_apart(tiles[one], tiles[other]) < WIDE * 1.01 for one, other in NEIGHBOURS)


def test_a_tile_is_darker_where_there_is_more():
    counts = {Ward.NAKA: 1, Ward.NISHI: 2, Ward.MINAMI: 3, Ward.ASAHI: 9, None: 5}
    told = {tile.ward: (tile.count, tile.level) for tile in tiles_of(counts) if tile.count}

    assert told == {Ward.NAKA: (1, 1), Ward.NISHI: (2, 2), Ward.MINAMI: (3, 2), Ward.ASAHI: (9, 3)}
    assert round(DOWN) == 87


def _apart(one, other):
    return ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
