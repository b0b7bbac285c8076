"""In which order suggestions are listed, what is folded, who gets a place, and which are each other's nearest."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.matching.likeness.bands import Band
from hack.matching.lists import folds_under, list_of_one_house, nearest_among, newcomers, open_list
from hack.matching.models import Suggestion
from hack.matching.queries import size_of, suggestions_for_need
from hack.pipeline.need import NeedStep
from hack.roles import Role
from hack.seeds.models import Visibility
from tests.cast import a_need, a_person, a_seed, an_organization
from tests.matching.pairs import suggest


def _seeds(statement):
    return [one.seed_id for one in db.session.scalars(statement)]


@pytest.fixture
def need(cast):
    """Michi's need, whose call is open."""
    return a_need(by=cast.michi)


def test_a_seed_that_is_near_to_every_need_stands_behind_one_that_is_near_to_this_alone(cast, need):
    hub, own = a_seed(by=cast.umi), a_seed(by=cast.riku)
    others = [a_need(by=cast.michi) for _ in range(9)]
    suggest((need, hub, 0.31), (need, own, 0.30), *[(other, hub, 0.31) for other in others])

    assert _seeds(suggestions_for_need(need, cast.michi)) == [own.id, hub.id]


def test_needs_that_not_everybody_may_read_do_not_move_a_list(cast, need):
    hub, own = a_seed(by=cast.umi), a_seed(by=cast.riku)
    others = [a_need(by=cast.midori, step=NeedStep.DRAFT) for _ in range(9)]
    suggest((need, hub, 0.31), (need, own, 0.30), *[(other, hub, 0.31) for other in others])

    assert _seeds(suggestions_for_need(need, cast.michi)) == [hub.id, own.id]


def test_the_band_comes_before_everything(cast, need):
    strong, possible = a_seed(by=cast.umi), a_seed(by=cast.riku)
    suggest((need, strong, 0.2), band=Band.STRONG)
    suggest((need, possible, 0.9))

    assert _seeds(suggestions_for_need(need, cast.mori)) == [strong.id, possible.id]


def test_a_list_shows_two_of_an_organisation_and_folds_the_others_under_the_second(cast, need):
    minato = [a_seed(by=cast.umi) for _ in range(9)]
    oka = a_seed(by=cast.riku)
    suggest(*[(need, seed, 0.9 - n / 100) for n, seed in enumerate(minato)], (need, oka, 0.1))

    rows = list(db.session.scalars(open_list(need, cast.michi)))
    folds = folds_under(rows, need, cast.michi)

    assert [one.seed_id for one in rows] == [minato[0].id, minato[1].id, oka.id]
    assert [(under, fold.number, [one.seed_id for one in fold.first]) for under, fold in folds.items()] == [
        (rows[1].id, 7, [seed.id for seed in minato[2:7]])
    ]
    assert _seeds(list_of_one_house(need, cast.michi, cast.minato.key)) == [seed.id for seed in minato]


def test_a_company_sees_all_its_own_unfolded_and_nobody_elses(cast, need):
    minato = [a_seed(by=cast.umi) for _ in range(4)]
    suggest(*[(need, seed, 0.9 - n / 100) for n, seed in enumerate(minato)], (need, a_seed(by=cast.riku), 0.95))
    rows = list(db.session.scalars(open_list(need, cast.umi)))

    assert [one.seed_id for one in rows] == [seed.id for seed in minato]
    assert folds_under(rows, need, cast.umi) == {}
    assert _seeds(list_of_one_house(need, cast.umi, cast.oka.key)) == []


def test_newcomers_beyond_the_first_page_are_given_a_place(cast, need):
    old = {"published_at": clock.now() - timedelta(days=90)}
    people = [cast.umi, cast.umi, cast.riku, cast.riku, cast.kita, cast.kita]
    first = [a_seed(by=by, **old) for by in people]
    suggest(*[(need, seed, 0.9) for seed in first], band=Band.STRONG)
    more = [_a_guest(n) for n in range(7)]
    seeds = [a_seed(by=by, **(old if n < 5 else {})) for n, by in enumerate(more)]
    suggest(*[(need, seed, 0.5 - n / 100) for n, seed in enumerate(seeds)])

    assert [one.seed_id for one in newcomers(need, cast.michi)] == [seeds[5].id, seeds[6].id]
    assert newcomers(need, cast.umi) == []


def _a_guest(number):
    person = a_person(f"客 {number}", f"guest{number}@guest.example", Role.PROPOSER)
    with db.transaction():
        person.organization = an_organization(f"客{number}株式会社")
        db.session.add(person)
    return person


def _nearest():
    every = list(db.session.scalars(select(Suggestion)))
    marked = nearest_among(every)
    return {(one.need_id, one.seed_id) for one in every if one.id in marked}


def test_each_others_nearest_are_marked(cast, need):
    near, far, other = a_seed(by=cast.umi), a_seed(by=cast.riku), a_need(by=cast.midori)
    suggest((need, near, 0.5), (need, far, 0.4), (other, near, 0.3), (other, far, 0.2))

    assert _nearest() == {(need.id, near.id)}


def test_a_tie_is_nobodys_nearest(cast, need):
    suggest((need, a_seed(by=cast.umi), 0.5), (need, a_seed(by=cast.riku), 0.5))

    assert _nearest() == set()


def test_what_is_hidden_neither_has_the_mark_nor_takes_it_away(cast, need):
    near = a_seed(by=cast.umi)
    suggest((need, near, 0.5))
    before = _nearest()
    draft, inside = a_need(by=cast.michi, step=NeedStep.DRAFT), a_need(by=cast.michi, internal=True)
    city, archived = a_seed(by=cast.riku, visibility=Visibility.CITY), a_seed(by=cast.riku, archived_at=clock.now())
    suggest((draft, near, 0.9), (inside, near, 0.9), (need, city, 0.9), (need, archived, 0.9), (draft, city, 0.95))

    assert before == {(need.id, near.id)} == _nearest()


def test_how_many_and_since_when_is_asked_in_one(cast, need):
    assert size_of(open_list(need, cast.michi)) == (0, None)
    suggest((need, a_seed(by=cast.umi), 0.5))

    total, newest = size_of(open_list(need, cast.michi))

    assert (total, newest) == (1, clock.now())
