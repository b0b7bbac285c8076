"""Buttons that take something away, bring somebody in, or make it one's own: who presses twice comes to the same page, and it is done once."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from sqlalchemy import func, select

from hack import db
from hack.following.actions import follow_need
from hack.livinglabs.actions import keep_milestone
from hack.livinglabs.models import MemberState, MilestoneKind
from hack.needs.actions import share_need
from hack.opendata.actions import offer_dataset
from hack.outbox import EventRecord
from hack.pipeline.support import SupportStep
from hack.roles import Role
from hack.support.models import Support, SupportKind
from hack.workgroups.actions import open_discussion
from tests.agreements.words import an_agreement, an_outcome
from tests.cast import Cast, a_need, a_person
from tests.livinglabs.words import a_member, an_open_lab
from tests.needs.looking import do
from tests.opendata.words import a_dataset
from tests.workgroups.words import a_workgroup


class Press(NamedTuple):
    """Who presses which button where, with which answers, what the event is called, and where that leads."""

    person: Any
    page: str
    button: str
    event: str
    leads_to: str
    answers: dict[str, str] = {}


def withdrawing_a_post(cast: Cast) -> Press:
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    talk = do(open_discussion, group, by=cast.umi, subject="場所", words="どこで測りますか。")
    page = f"/workgroups/{group.key}/talk/{talk.key}"
    return Press(cast.umi, page, "取り下げる", "PostWithdrawn", page)


def taking_out_an_outcome(cast: Cast) -> Press:
    agreement = an_agreement(by=cast.michi)
    outcome = an_outcome(agreement, by=cast.michi)
    page = f"/agreements/{agreement.key}"
    return Press(cast.michi, f"{page}/outcomes/{outcome.key}", "取り除く", "AgreementOutcomeRemoved", page)


def removing_a_member(cast: Cast) -> Press:
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    page = f"/workgroups/{group.key}"
    return Press(
        cast.mori,
        f"{page}/members/{group.members[-1].key}",
        "グループから外す",
        "MemberLeft",
        page,
        {"外す理由": "異動"},
    )


def bringing_a_section_in(cast: Cast) -> Press:
    page = f"/needs/{a_need(by=cast.michi).key}/owners"
    return Press(cast.michi, page, "加える", "NeedShared", page, {"加える課": str(cast.resources.id)})


def letting_a_section_go(cast: Cast) -> Press:
    need = a_need(by=cast.michi)
    do(share_need, need, cast.resources, by=cast.michi)
    page = f"/needs/{need.key}/owners"
    return Press(cast.michi, page, "外す", "NeedUnshared", page)


def following_no_longer(cast: Cast) -> Press:
    do(follow_need, a_need(by=cast.michi), by=cast.umi)
    return Press(cast.umi, "/following", "やめる", "FollowingChanged", "/following")


def taking_over_support(cast: Cast) -> Press:
    other = a_person("別 人", "other@city.example", Role.COORDINATOR)
    with db.transaction():
        facts = {"kind": SupportKind.UNCLEAR, "title": "x", "wish": "x", "step": SupportStep.UNDER_WAY}
        asked = Support(section=cast.roads, asked_by=cast.michi, taken_by=other, **facts)
        db.session.add(asked)
    page = f"/support/{asked.key}"
    return Press(cast.mori, page, "担当を替わる", "SupportTakenOver", page)


def taking_data_out(cast: Cast) -> Press:
    need = a_need(by=cast.michi)
    do(offer_dataset, need, a_dataset(cast), by=cast.michi)
    page = f"/needs/{need.key}/data"
    return Press(cast.michi, page, "外す", "DataSetTakenOut", page)


def leaving_an_open_lab(cast: Cast) -> Press:
    lab = an_open_lab(by=cast.umi)
    a_member(lab, by=cast.riku, state=MemberState.MEMBER)
    page = f"/livinglabs/{lab.key}/members"
    return Press(cast.riku, page, "外れる", "LabMemberLeft", page)


def taking_a_milestone_away(cast: Cast) -> Press:
    lab = an_open_lab(by=cast.umi)
    do(keep_milestone, lab, by=cast.umi, kind=MilestoneKind.TOPIC, year=2026, words="見守り")
    page = f"/livinglabs/{lab.key}/milestones"
    return Press(cast.umi, page, "取り除く", "MilestoneRemoved", page)


@pytest.mark.parametrize(
    "made",
    [withdrawing_a_post, removing_a_member, bringing_a_section_in, letting_a_section_go, following_no_longer, taking_over_support,
     taking_data_out, taking_out_an_outcome, leaving_an_open_lab, taking_a_milestone_away],
    ids=lambda made: made.__name__,
)  # fmt: skip
def test_a_button_pressed_twice_leads_to_the_same_page_and_is_done_once(
    browser_of: Any, cast: Cast, made: Callable[[Cast], Press]
) -> None:
    press = made(cast)
    before = _told(press.event)
    page = browser_of(press.person).visit(press.page)
    _, action, sent = page.about_to_press(press.button, **press.answers)

    answers = [page.client.post(action, data=sent) for _ in range(2)]

    assert [(one.status_code, one.location) for one in answers] == [(302, press.leads_to)] * 2
    assert _told(press.event) == before + 1
    assert _told("AccessDenied") == 0


def _told(event: str) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(EventRecord).where(EventRecord.name == event)) or 0
