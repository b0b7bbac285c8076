"""The last second of a day in Japan still counts, and the next one does not: over HTTP, at whatever ends at 24 o'clock."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from hack import clock, db
from hack.accounts.models import User
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.actions import edit_proposal
from tests.cast import Cast, a_need
from tests.proposals.words import TYPED, handed_in
from tests.proposals.words import a_draft as drafted
from tests.sites.words import TYPED as PLACE
from tests.sites.words import a_call
from tests.workgroups.words import a_workgroup

SECOND = timedelta(seconds=1)


class Deadline(NamedTuple):
    """Who does what on which page, today being the last day."""

    person: User
    page: str
    button: str
    answers: dict[str, str]
    says: str
    """What is said afterwards."""


def _question(cast: Cast) -> Deadline:
    need = a_need(by=cast.michi, questions_until=clock.today())
    page = f"/needs/{need.key}/questions/new"
    return Deadline(cast.umi, page, "質問を送る", {"質問": "いつですか。"}, "2026年5月12日の24時に終わりました")


def _proposal(cast: Cast) -> Deadline:
    draft = drafted(by=cast.umi, need=a_need(by=cast.michi, closes_on=clock.today()))
    page = f"/proposals/{draft.key}/submit"
    return Deadline(cast.umi, page, "提案する", {"確か": "y"}, "2026年5月12日の24時に締め切られました")


def _changed_proposal(cast: Cast) -> Deadline:
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi, closes_on=clock.today()))
    with db.transaction():
        edit_proposal(proposal, by=cast.umi, seen=None, summary="締切の前に直した要約です。")
    page = f"/proposals/{proposal.key}/submit"
    return Deadline(cast.umi, page, "差し替えて提出する", {"確か": "y"}, "2026年5月12日の24時に締め切られました")


def _rewriting(cast: Cast) -> Deadline:
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi, closes_on=clock.today()))
    page = f"/proposals/{proposal.key}/edit"
    return Deadline(
        cast.umi, page, "保存", TYPED | {"要約": "締切の前に直した要約です。"}, "締切の前に直した要約です。"
    )


def _joining(cast: Cast) -> Deadline:
    need = a_need(by=cast.michi)
    group = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.RECRUITING, join_until=clock.today())
    return Deadline(cast.umi, f"/workgroups/{group.key}", "参加する", {}, "2026年5月12日の24時に締め切りました")


def _place(cast: Cast) -> Deadline:
    call = a_call(a_need(by=cast.michi), by=cast.michi, until=clock.today())
    return Deadline(
        cast.umi, f"/needs/{call.need.key}/sites/new", "申し出る", PLACE, "フィールドの募集は終わりました。"
    )


DEADLINES: dict[str, Callable[[Cast], Deadline]] = {
    "a question": _question,
    "a proposal": _proposal,
    "a changed proposal": _changed_proposal,
    "rewriting a proposal": _rewriting,
    "joining a group": _joining,
    "offering a place": _place,
}


@pytest.mark.parametrize("what", DEADLINES)
@pytest.mark.parametrize("late", [False, True], ids=["at 23:59:59", "at 24:00:00"])
def test_the_day_ends_at_24_oclock_in_japan(browser_of: Any, cast: Cast, what: str, late: bool) -> None:
    deadline, end = DEADLINES[what](cast), clock.end_of(clock.today())
    with clock.stopped_at(end - 60 * SECOND):
        browser = browser_of(deadline.person).visit(deadline.page)
    assert (end.hour, end.minute, end.second) == (15, 0, 0)

    with clock.stopped_at(end if late else end - SECOND):
        browser.press(deadline.button, **deadline.answers)

    if late:
        assert browser.status in (403, 409, 422) and deadline.says in browser.main, browser.main
    else:
        assert browser.status == 200, browser.main
