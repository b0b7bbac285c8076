"""The index knows the readers of a paper by tags; the tags say the same as what each chapter lets people see."""

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.models import Visitor
from hack.events import NeedMoved
from hack.needs.actions import move_need
from hack.pipeline.need import NeedStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.policy import can
from hack.search import library
from hack.search.asking import parse
from hack.search.papers import NOUNS, readers_of
from hack.search.queries import find
from hack.search.reactions import index_need
from hack.search.rebuild import rebuild
from tests.cast import a_need
from tests.whole.every import enter_every_agreement, enter_every_case, enter_every_dataset, enter_every_lab
from tests.whole.town import (
    Town,
    enter_every_need,
    enter_every_proposal,
    enter_every_seed,
    enter_every_workgroup,
    enter_town,
    recruiting,
)

ASKED = (
    (NeedStep.DRAFT, False),
    (NeedStep.READY, True),
    (NeedStep.IDEAS_OPEN, False),
    (NeedStep.IDEAS_OPEN, True),
    (NeedStep.WITHDRAWN, False),
)
"""The needs, by step and whether internal, that proposals and groups are about."""

READ_ONE_BY_ONE = ("need", "seed", "proposal", "workgroup", "theme", "livinglab", "dataset")
"""The nouns that have a permission of their own to read one, which says the same; cases that are gone are read, and found no more."""


@pytest.fixture
def town(cast) -> Town:
    """Things of every noun at every step, and everybody who could look for them."""
    town = enter_town(cast)
    needs = enter_every_need(cast)
    roads = [need for need in needs if need.section_id == cast.roads.id and (need.step, need.internal) in ASKED]
    enter_every_seed([cast.umi, cast.riku, town.hatsu, town.tome])
    enter_every_proposal([cast.umi, cast.riku, town.hatsu], [roads[0], needs[-1]])
    enter_every_workgroup(cast.mori, roads, (cast.mori, town.toki, cast.umi, cast.moto, town.tome), (cast.kita,))
    sections = [cast.roads, cast.resources]
    enter_every_case([cast.umi, cast.riku], sections, by=cast.mori)
    enter_every_agreement([*sections, None], by=cast.mori)
    enter_every_lab([cast.umi, cast.riku, None], by=cast.mori)
    enter_every_dataset([cast.umi, cast.riku], sections, by=cast.mori)
    return town


def _things(noun) -> list:
    return list(db.session.scalars(noun.all_loaded()).unique())


def _visible(town) -> dict[tuple[str, str], set[str]]:
    """The keys of what each chapter lets each person see, by noun and person."""
    return {
        (name, who): set(db.session.scalars(select(noun.thing.key).where(noun.visible_to(viewer))))
        for name, noun in NOUNS.items()
        for who, viewer in town.everybody.items()
    }


def test_everybody_finds_just_what_they_may_see(town):
    papers = {name: [noun.paper(thing) for thing in _things(noun)] for name, noun in NOUNS.items()}
    tagged = {
        (name, who): {paper.key for paper in papers[name] if paper.readers & readers_of(viewer)}
        for name in NOUNS
        for who, viewer in town.everybody.items()
    }

    assert tagged == _visible(town)


def test_what_may_be_seen_and_what_may_be_read_are_the_same(app, town):
    readable = {
        (name, who): {thing.key for thing in _things(noun) if can(viewer, f"{name}.read", thing)}
        for name, noun in NOUNS.items()
        if name in READ_ONE_BY_ONE
        for who, viewer in town.everybody.items()
    }

    assert readable == {pair: keys for pair, keys in _visible(town).items() if pair[0] in READ_ONE_BY_ONE}


def test_there_is_something_to_find_and_something_to_hide(town):
    seen = {pair: len(keys) for pair, keys in _visible(town).items()}

    def counts(who):
        return [seen[noun, who] for noun in ("need", "seed", "proposal", "workgroup")]

    assert [len(_things(NOUNS[name])) for name in ("need", "seed", "proposal", "workgroup")] == [84, 80, 114, 80]
    assert counts("visitor") == counts("kan") == [28, 5, 0, 0]
    assert counts("ken") == [84, 5, 0, 0]
    assert counts("mori") == [84, 40, 96, 80]
    assert counts("michi") == counts("seki") == [71, 10, 48, 80]
    assert counts("kaji") == [71, 10, 0, 0]
    assert counts("toki") == [71, 10, 48, 40]
    assert counts("umi") == [28, 12, 38, 41]
    assert counts("sora") == [28, 12, 38, 2]
    assert counts("riku") == [28, 12, 38, 2]
    assert counts("kita") == [28, 5, 0, 2]
    assert counts("hatsu") == [28, 12, 38, 0]


def test_there_is_something_of_the_newer_nouns_to_find_and_to_hide(town):
    seen = {pair: len(keys) for pair, keys in _visible(town).items()}
    names = ("theme", "case", "agreement", "livinglab", "gathering", "voice", "dataset", "dataanswer")

    def counts(who):
        return [seen[noun, who] for noun in names]

    assert [len(_things(NOUNS[name])) for name in names] == [4, 168, 6, 27, 54, 27, 6, 4]
    assert counts("visitor") == counts("kan") == [2, 0, 3, 12, 12, 0, 2, 2]
    assert counts("ken") == [2, 0, 6, 27, 54, 27, 6, 2]
    assert counts("mori") == [4, 148, 6, 27, 54, 27, 6, 2]
    assert counts("michi") == counts("seki") == [3, 60, 4, 12, 12, 12, 4, 2]
    assert counts("kaji") == [2, 0, 3, 12, 12, 12, 2, 2]
    assert counts("umi") == counts("sora") == [2, 74, 3, 17, 26, 9, 2, 2]
    assert counts("kita") == counts("hatsu") == [2, 0, 3, 12, 12, 0, 2, 2]


def test_a_group_is_found_no_more_when_its_need_is_withdrawn_from_sight(app, cast):
    need = a_need(by=cast.michi, step=NeedStep.WORKING)
    group = recruiting(need, by=cast.mori, title="灯台の見回り")
    rebuild()

    def seen_by(viewer):
        found = library.index().find(parse("灯台"), readers_of(viewer))
        return [hit.key for hit in found.hits], found.total

    assert [seen_by(one) for one in (cast.riku, Visitor())] == [([group.key], 1), ([], 0)]

    with db.transaction():
        move_need(need, "hold", by=cast.mori, reason="予算を待つため。")
    index_need(NeedMoved(need.id, "working", "on_hold", "hold"))

    assert group.step is WorkgroupStep.RECRUITING
    assert [seen_by(one) for one in (cast.riku, cast.mori)] == [([], 0), ([group.key], 1)]


def test_what_the_index_does_not_yet_know_to_be_hidden_is_shown_to_nobody_who_may_not_see_it(app, cast):
    need = a_need(by=cast.michi, title="灯台の見回り", step=NeedStep.WORKING)
    rebuild()

    def seen_by(viewer):
        return [result.key for result in find("灯台", viewer).page.rows]

    assert [seen_by(one) for one in (cast.riku, Visitor())] == [[need.key], [need.key]]

    with db.transaction():
        move_need(need, "hold", by=cast.mori, reason="予算を待つため。")

    assert [seen_by(one) for one in (cast.riku, Visitor())] == [[], []]
