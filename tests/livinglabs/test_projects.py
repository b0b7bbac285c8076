"""What a lab sets about: written down, taken along its path, with partners among its members and the need that it is about."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.livinglabs.actions import edit_project, keep_project, leave_lab, move_project, take_back_project
from hack.livinglabs.models import LabMember, LabProject, MemberState
from hack.livinglabs.queries import members_for_project, one_project, projects_of
from hack.livinglabs.queries.projects import MOST_MEMBERS
from hack.livinglabs.rules import project_moves_open_to
from hack.passages import passages_of
from hack.pipeline.livinglab import LabStep
from hack.pipeline.livinglab_project import ProjectStep
from hack.pipeline.need import NeedStep
from hack.policy import can
from tests.cast import a_need
from tests.livinglabs.words import a_lab, a_member, a_project, an_open_lab

SAID = {"title": "見守りの機器を試す", "what": "3軒で1か月使ってもらう。"}


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _do(deed, *things, **how):
    with db.transaction():
        return deed(*things, **how)


def _open_lab(cast):
    lab = an_open_lab(by=cast.umi)
    return lab, a_member(lab, by=cast.riku, state=MemberState.MEMBER), a_member(lab, by=cast.kita)


def test_a_project_goes_from_preparation_to_its_end_and_its_days_are_kept(cast):
    lab, partner, _ = _open_lab(cast)
    project = _do(keep_project, lab, by=cast.umi, partners=[partner], **SAID)
    assert (project.step, project.partners) == (ProjectStep.PREPARING, [partner])
    _do(move_project, project, "begin", by=cast.umi, happened_on=clock.today())
    _do(edit_project, project, by=cast.sora, seen=project.version, results="3軒とも使えた。")
    _do(move_project, project, "finish", by=cast.mori)

    today = clock.today()
    assert (project.step, project.since, project.until) == (ProjectStep.ENDED, today, today)
    assert [(one.move, one.by_id) for one in passages_of(project)] == [("begin", cast.umi.id), ("finish", cast.mori.id)]
    _do(edit_project, project, by=cast.umi, seen=project.version, results="夜は使われなかった。")
    _do(take_back_project, project, by=cast.mori, reason="まだ続いている")
    assert (project.step, project.results) == (ProjectStep.RUNNING, "夜は使われなかった。")


def test_who_runs_the_lab_and_coordinators_write_projects_and_nobody_else(cast):
    lab, partner, _ = _open_lab(cast)
    project = a_project(lab, by=cast.umi)
    for who in (cast.riku, cast.kita, cast.michi, cast.ken, cast.kan):
        with pytest.raises(NotAllowed):
            _do(keep_project, lab, by=who, **SAID)
        with pytest.raises(NotAllowed):
            _do(edit_project, project, by=who, seen=None, results="x")
        with pytest.raises(NotAllowed):
            _do(move_project, project, "begin", by=who)
        assert project_moves_open_to(who, project) == []
    for who in (cast.umi, cast.riku):
        with pytest.raises(NotAllowed):
            _do(take_back_project, project, by=who, reason="x")


def test_only_members_of_the_lab_are_partners_and_who_left_stays_named(cast):
    lab, partner, asking = _open_lab(cast)
    other = a_member(an_open_lab(by=cast.umi, name="別のラボ"), by=cast.kita, state=MemberState.MEMBER)
    for stranger in (asking, other):
        with pytest.raises(RuleBroken, match="参加している団体"):
            _do(keep_project, lab, by=cast.umi, partners=[stranger], **SAID)
    project = _do(keep_project, lab, by=cast.umi, partners=[partner], **SAID)
    version = project.version
    _do(leave_lab, partner, by=cast.riku)
    assert members_for_project(lab, project) == [partner] and members_for_project(lab) == []
    _do(edit_project, project, by=cast.umi, seen=version, partners=[partner], results="x")
    _do(edit_project, project, by=cast.umi, seen=None, partners=[])

    assert project.partners == [] and project.version == version + 2
    with pytest.raises(Overtaken):
        _do(edit_project, project, by=cast.umi, seen=version, partners=[])


def test_whoever_takes_part_stays_named_however_many_members_the_lab_has(cast, browser_of):
    lab = an_open_lab(by=cast.umi)
    many = [
        LabMember(livinglab_id=lab.id, name=f"会 {n}", part="x", state=MemberState.MEMBER) for n in range(MOST_MEMBERS)
    ]
    with db.transaction():
        db.session.add_all(many)
    newest = a_member(lab, by=cast.riku, state=MemberState.MEMBER)
    project = a_project(lab, by=cast.umi, partners=(newest,))
    browser_of(cast.umi).visit(f"/livinglabs/projects/{project.key}/edit").press("保存する", 成果="使えた。")

    db.session.rollback()
    kept = db.session.get_one(LabProject, project.id)
    assert (kept.results, kept.partners) == ("使えた。", [newest])


def test_a_project_does_not_end_before_it_begins(cast):
    lab = a_lab(by=cast.umi)
    days = {"since": date(2026, 4, 2), "until": date(2026, 4, 1)}
    with pytest.raises(RuleBroken, match="終わりの日"):
        _do(keep_project, lab, by=cast.umi, **SAID, **days)
    project = a_project(lab, by=cast.umi, since=date(2026, 4, 2))
    with pytest.raises(RuleBroken, match="終わりの日"):
        _do(edit_project, project, by=cast.umi, seen=None, until=date(2026, 4, 1))
    with pytest.raises(IntegrityError):
        a_project(lab, by=cast.umi, **days)


def test_what_is_known_from_a_source_gets_no_day_of_its_own(cast):
    project = a_project(a_lab(by=cast.mori), by=cast.mori, source="令和3年度の取組状況")
    _do(move_project, project, "begin", by=cast.mori)
    _do(move_project, project, "finish", by=cast.mori)

    assert (project.since, project.until) == (None, None)


def test_nothing_goes_on_in_a_lab_that_has_ended(cast):
    lab = a_lab(by=cast.umi, step=LabStep.ENDED)
    project = a_project(lab, by=cast.umi)
    for deed, things, how in (
        (keep_project, (lab,), SAID),
        (edit_project, (project,), {"seen": None, "results": "x"}),
        (move_project, (project, "begin"), {}),
    ):
        with pytest.raises(Overtaken):
            _do(deed, *things, by=cast.umi, **how)


def test_projects_of_a_lab_that_is_not_registered_are_its_own_peoples(cast):
    lab = a_lab(by=cast.umi, step=LabStep.CHECKING)
    project = a_project(lab, by=cast.umi)

    assert [one_project(project.key, who) is not None for who in (cast.sora, cast.mori, cast.ken)] == [True] * 3
    assert [one_project(project.key, who) for who in (cast.riku, cast.michi, cast.kan)] == [None] * 3


def test_what_is_under_way_stands_first_and_what_is_over_last(cast):
    lab = a_lab(by=cast.umi)
    for title, step, since in (
        ("終わった", ProjectStep.ENDED, None),
        ("準備", ProjectStep.PREPARING, None),
        ("古い進行中", ProjectStep.RUNNING, date(2026, 1, 1)),
        ("新しい進行中", ProjectStep.RUNNING, date(2026, 4, 1)),
    ):
        a_project(lab, by=cast.umi, title=title, step=step, since=since)

    assert [one.title for one in db.session.scalars(projects_of(lab, cast.riku))] == [
        "新しい進行中",
        "古い進行中",
        "準備",
        "終わった",
    ]


def test_the_need_is_named_to_those_alone_who_may_read_it(cast, browser_of):
    lab, partner, _ = _open_lab(cast)
    public, inside = a_need(by=cast.michi, step=NeedStep.WORKING), a_need(by=cast.michi, step=NeedStep.DRAFT)
    umi = browser_of(cast.umi).visit(f"/livinglabs/{lab.key}").follow("プロジェクトを載せる")
    said = {"プロジェクトの名前": "見守りを試す", "何をするか": "3軒で使う。", "一緒に取り組む団体": [partner.key]}
    umi.press("載せる", **said, 関わるニーズのアドレス=f"/needs/{inside.key}")
    assert umi.status == 422 and "そのアドレスのニーズは見つかりません。" in umi.main
    umi.press("載せる", 関わるニーズのアドレス="見守りのニーズ")
    assert umi.status == 422 and "ニーズのページのアドレス" in umi.main
    umi.press("載せる", 関わるニーズのアドレス=f"https://hack.example/needs/{public.key}")
    page = umi.path
    assert public.title in umi.main and "丘データ合同会社" in umi.main

    mori = browser_of(cast.mori).visit(page).follow("プロジェクトを書き換える")
    mori.press("保存する", 関わるニーズのアドレス=f"/needs/{inside.key}", 成果="2軒で使えた。")
    assert inside.title in mori.main
    for who in (cast.umi, cast.riku, cast.midori, None):
        shown = browser_of(who).visit(page)
        assert shown.status == 200 and "関わるニーズ" not in shown.main and "2軒で使えた。" in shown.main
    umi.visit(f"{page}/edit").press("保存する", 成果="3軒で使えた。")
    assert inside.title in browser_of(cast.michi).visit(page).main  # whom it is hidden from does not take it away


def test_of_two_who_write_at_once_the_second_reads_which_need_the_first_one_named(cast, browser_of):
    project = a_project(a_lab(by=cast.umi), by=cast.umi)
    public, inside = a_need(by=cast.michi, step=NeedStep.WORKING), a_need(by=cast.michi, step=NeedStep.DRAFT)
    page = f"/livinglabs/projects/{project.key}/edit"
    umi, mori = browser_of(cast.umi).visit(page), browser_of(cast.mori).visit(page)
    mori.press("保存する", 関わるニーズのアドレス=f"/needs/{public.key}")
    umi.press("保存する", 成果="3軒で使えた。")
    assert umi.status == 422 and f"/needs/{public.key}" in umi.main

    umi.press("保存する", 関わるニーズのアドレス=f"/needs/{public.key}")
    mori.visit(page).press("保存する", 関わるニーズのアドレス=f"/needs/{inside.key}")
    umi.visit(page)
    mori.visit(page).press("保存する", 成果="2軒で使えた。")
    umi.press("保存する", 成果="3軒で使えた。")
    assert umi.status == 422 and inside.key not in umi.main


def test_the_page_leads_from_step_to_step(cast, browser_of):
    lab = a_lab(by=cast.umi)
    project = a_project(lab, by=cast.umi)
    umi = browser_of(cast.umi).visit(f"/livinglabs/{lab.key}").follow(project.title).press("始める")
    assert "「進行中」になりました。" in umi.main
    umi.press("終了にする")
    visitor = browser_of(None).visit(f"/livinglabs/{lab.key}/projects")
    assert "終了" in visitor.main and visitor.follow(project.title).status == 200
    assert "成果 まだ書かれていません。" in visitor.words and "終了にする" not in visitor.main
    assert can(cast.mori, "lab_project.take_back", project)
    assert browser_of(cast.mori).visit(umi.path).press("取り消す", 取り消す理由="誤り").status == 200
    db.session.rollback()
    assert db.session.get_one(LabProject, project.id).step is ProjectStep.RUNNING
