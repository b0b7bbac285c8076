"""Lists that are written as a whole: agenda and requirements, of which no row is lost when too many are sent."""

import pytest

from hack import db
from hack.workgroups.forms.rows import MOST, READ
from hack.workgroups.models import AgendaItem, CallRequirement
from tests.cast import a_need
from tests.workgroups.words import a_meeting, a_workgroup

LISTS = {
    "requirements": ("words", CallRequirement, "要件は30件までです。ほかの行とまとめてください。"),
    "agenda": ("title", AgendaItem, "議題は30件までです。ほかの行とまとめてください。"),
}


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture(params=LISTS)
def listed(request, browser_of, cast):
    """The page of one of the lists, the name of its first question, its rows' kind, and what is said of too many."""
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    about = f"/meetings/{a_meeting(group, by=cast.mori).key}" if request.param == "agenda" else ""
    page = browser_of(cast.mori).visit(f"/workgroups/{group.key}{about}/{request.param}")
    return page, *LISTS[request.param]


def _kept(kind):
    db.session.rollback()
    return db.session.query(kind).count()


def _sent(page, name, count, **more):
    rows = {f"rows-{n}-{name}": f"{n}番目の行" for n in range(count)}
    return page.client.post(page.path, data=page.questions | rows | more)


def test_as_many_rows_as_there_may_be_are_kept(listed):
    page, name, kind, _says = listed

    assert _sent(page, name, MOST).status_code == 302
    assert _kept(kind) == MOST


def test_rows_beyond_the_limit_stand_in_the_form_with_what_is_wrong_and_nothing_is_kept(listed):
    page, name, kind, says = listed

    answer = _sent(page, name, MOST + 2)

    assert answer.status_code == 422
    assert all(f'value="{n}番目の行"' in answer.text for n in range(MOST + 2))
    assert [f'id="rows-{n}-{name}-error"' in answer.text for n in (MOST - 1, MOST, MOST + 1)] == [False, True, True]
    assert says in answer.text
    assert _kept(kind) == 0


def test_asking_for_more_rows_loses_none(listed):
    page, name, _kind, _says = listed

    answer = _sent(page, name, MOST + 2, more="1")

    assert all(f'value="{n}番目の行"' in answer.text for n in range(MOST + 2))


def test_empty_rows_count_for_nothing(listed):
    page, name, kind, _says = listed

    assert _sent(page, name, MOST, **{f"rows-{n}-{name}": "" for n in range(MOST, MOST + 5)}).status_code == 302
    assert _kept(kind) == MOST


@pytest.mark.parametrize("count, more, status", [(READ + 1, {}, 413), (1, {"rows-²-title": "x"}, 400)])
def test_rows_that_no_page_of_ours_sends_are_refused_as_a_whole(listed, count, more, status):
    page, name, kind, _says = listed

    assert _sent(page, name, count, **more).status_code == status
    assert _kept(kind) == 0
