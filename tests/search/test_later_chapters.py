"""Cases, themes, agreements, labs and data: found when they come, found as they are, and by nobody any more when they go."""

import shutil

import pytest

from hack import clock, db, jobs
from hack.accounts.actions import edit_organization
from hack.accounts.models import Visitor
from hack.agreements.actions import edit_agreement, remove_outcome
from hack.intake.actions import merge_case, move_case, publish_theme, write_entry
from hack.intake.models import CaseKind
from hack.livinglabs.actions import (
    answer_handover,
    check_lab,
    edit_gathering,
    hear_voice,
    keep_gathering,
    make_need_of,
    move_lab,
    register_lab,
)
from hack.livinglabs.models import Finding, GatheringKind, LabKind
from hack.opendata.actions import agree_to_show, draft_dataset, edit_dataset, move_dataset
from hack.opendata.words import DataFormat, Obstacle
from hack.pipeline.dataset import DataSetStep
from hack.search import library, queries
from hack.search.index import State
from hack.search.library import index
from hack.search.rebuild import Drift, drift, rebuild, rebuild_if_needed
from tests.agreements.words import an_agreement, an_outcome
from tests.intake.words import a_case, a_theme, an_inquiry, talked
from tests.livinglabs.words import SAID, a_gathering, a_handover, a_lab, a_voice
from tests.opendata.words import FILE, a_dataset, a_request, decided, shown

YES = {"residents": Finding.YES, "ward": Finding.YES, "theme": Finding.YES}


@pytest.fixture(autouse=True)
def patient(app, stage, lies):
    """An index that is there before anything happens, with the patience that a busy machine needs."""
    library.connect(stage.folder / "index", lies)
    index().seconds = 20
    rebuild()


@pytest.fixture
def finds(app):
    """`finds(question, *people)`: which nouns each of them finds, once everything is laid in that has happened; a visitor comes first."""

    def find(question, *people):
        jobs.settle(app)
        assert drift() == Drift()
        answers = [queries.find(question, viewer) for viewer in (Visitor(), *people)]
        return [
            " ".join(sorted(f"{row.noun.name}:{''.join(part for part, _ in row.title)}" for row in one.page.rows))
            for one in answers
        ]

    return find


def test_an_agreement_is_found_by_everybody_once_it_is_published_and_with_what_came_of_it(cast, finds):
    agreement = an_agreement(by=cast.michi, name="灯台の協定", parties=["霧笛社"], published=False)
    assert finds("霧笛社", cast.michi, cast.midori, cast.mori, cast.ken, cast.umi) == [
        "", "agreement:灯台の協定", "", "agreement:灯台の協定", "agreement:灯台の協定", "",
    ]  # fmt: skip

    with db.transaction():
        edit_agreement(
            agreement, by=cast.michi, seen=None, parties=["霧笛社"], published=True, source_name="協定書", purpose="x"
        )
    outcome = an_outcome(agreement, by=cast.michi, told="汽笛で試した。")
    assert finds("汽笛 灯台", cast.umi) == ["agreement:灯台の協定"] * 2

    with db.transaction():
        remove_outcome(outcome, by=cast.michi)
    assert finds("汽笛") == [""]


def test_a_lab_is_found_by_everybody_while_it_is_in_the_register_and_with_it_what_is_held_and_said(cast, finds):
    with db.transaction():
        lab = register_lab(by=cast.umi, **SAID | {"name": "灯台リビングラボ"})
    own = "livinglab:灯台リビングラボ"
    assert finds("灯台", cast.sora, cast.riku, cast.michi, cast.mori) == ["", own, "", "", own]

    with db.transaction():
        move_lab(lab, "check", by=cast.mori)
        check_lab(lab, "register", by=cast.mori, **YES)
        about = {"held_on": clock.today(), "kind": GatheringKind.TALK, "place": "灯台", "online": False, "people": None}
        gathering = keep_gathering(lab, by=cast.umi, title="見回り", record="灯台を見た。", public=False, **about)
        voice = hear_voice(lab, heard_on=clock.today(), theme="夜道", said="灯台を明るく", by=cast.umi)
    inside = f"gathering:見回り {own}"
    assert finds("灯台", cast.sora, cast.riku, cast.midori, cast.ken) == [
        own, f"{inside} voice:夜道", own, f"{own} voice:夜道", f"{inside} voice:夜道",
    ]  # fmt: skip

    with db.transaction():
        edit_gathering(gathering, by=cast.umi, seen=None, title="見回り", record="霧笛を見た。", public=True, **about)
        make_need_of(lab, [voice], title="夜の道", section=cast.roads, by=cast.michi)
    assert finds("霧笛", cast.riku) == ["gathering:見回り"] * 2

    with db.transaction():
        move_lab(lab, "end", by=cast.umi, reason="終わります。")
    assert finds("霧笛", cast.riku) == ["gathering:見回り"] * 2


def test_with_a_lab_all_that_is_held_and_said_in_it_is_found_by_those_who_run_it_from_now_on(cast, finds):
    lab = a_lab(by=cast.mori, name="灯台ラボ")
    a_gathering(lab, by=cast.mori, title="灯台の会", public=False)
    a_voice(lab, by=cast.mori, theme="灯台")
    handover = a_handover(lab, of=cast.minato, by=cast.mori)
    rebuild()
    assert finds("灯台", cast.umi, cast.riku) == ["livinglab:灯台ラボ"] * 3

    with db.transaction():
        answer_handover(handover, True, by=cast.umi)
    assert finds("灯台", cast.sora, cast.riku) == [
        *["livinglab:灯台ラボ", "gathering:灯台の会 livinglab:灯台ラボ voice:灯台", "livinglab:灯台ラボ"],
    ]


def test_a_data_set_is_found_by_everybody_as_long_as_it_is_in_the_catalogue(cast, finds):
    with db.transaction():
        dataset = draft_dataset(by=cast.michi, section=cast.roads, title="灯台の記録", description="明るさの表。")
    assert finds("灯台 明るさ", cast.michi, cast.midori, cast.mori) == [
        "",
        *["dataset:灯台の記録", "", "dataset:灯台の記録"],
    ]

    dataset = a_dataset(cast, title="霧笛の記録", step=DataSetStep.PUBLISHED)
    rebuild()
    assert finds("霧笛", cast.midori) == ["dataset:霧笛の記録"] * 2
    with db.transaction():
        move_dataset(dataset, "withdraw", by=cast.mori, reason="古いため。")
    assert finds("霧笛", cast.michi, cast.midori) == ["", "dataset:霧笛の記録", ""]


def test_a_public_answer_is_found_by_everybody_while_it_is_shown_and_nothing_else_of_the_request(cast, finds):
    asked = a_request(by=cast.umi, title="霧笛の音量", wanted="霧笛の音量", open_to_all=True)
    decided(asked, "refuse", cast, obstacle=Obstacle.COST, told="霧笛は古い。")
    assert finds("霧笛", cast.umi, cast.mori, cast.michi) == [""] * 4

    shown(asked, cast, wording="灯台の明るさの表はありますか。", answer="汽笛の表があります。")
    assert finds("汽笛", cast.riku) == ["dataanswer:灯台の明るさの表はありますか。"] * 2
    assert finds("霧笛", cast.umi, cast.mori) == [""] * 3

    with db.transaction():
        agree_to_show(asked, False, by=cast.umi)
    assert finds("汽笛", cast.umi, cast.mori) == [""] * 3


def test_a_theme_is_found_by_everybody_once_it_is_published(cast, finds):
    theme = a_theme(cast.roads, by=cast.michi, published=False, title="灯台の見回り")
    own = "theme:灯台の見回り"
    assert finds("灯台", cast.michi, cast.midori, cast.mori, cast.umi) == ["", own, "", own, ""]

    with db.transaction():
        publish_theme(theme, by=cast.michi)
    assert finds("灯台", cast.midori) == [own] * 2


def test_a_case_is_found_by_its_organisation_the_coordinators_and_the_sections_concerned(cast, finds):
    case = a_case(by=cast.umi, title="灯台の音", body="霧笛を測る。")
    own = "case:灯台の音"
    everybody = (cast.umi, cast.sora, cast.riku, cast.mori, cast.michi, cast.midori, cast.ken, cast.kan)
    assert finds("霧笛", *everybody) == ["", own, own, "", own, "", "", "", ""]

    an_inquiry(case, cast.roads, by=cast.mori)
    assert finds(case.number, *everybody) == ["", own, own, "", own, own, "", "", ""]
    with db.transaction():
        edit_organization(cast.minato, by=cast.mori, seen=None, name="海鳴計測株式会社")
    assert finds("海鳴計測", cast.riku, cast.michi) == ["", "", own]


def test_what_is_said_about_a_case_inside_the_city_is_looked_for_by_nobody(cast, finds):
    case = a_case(by=cast.umi, mori=cast.mori, title="灯台の音")
    inquiry = an_inquiry(case, cast.roads, by=cast.mori, asked="汽笛を試せますか。")
    with db.transaction():
        write_entry(case, by=cast.mori, text="汽笛はだめ。", internal=True)
    talked(a_case(by=cast.umi, mori=cast.mori), mori=cast.mori, internal="汽笛の予算。")

    assert inquiry.section_id == cast.roads.id
    assert finds("汽笛", cast.umi, cast.mori, cast.michi) == [""] * 4
    assert finds("企画課", cast.umi) == ["", ""]
    assert [queries.find("灯台", one).found.facets.get("bureau") for one in (cast.umi, cast.michi)] == [None, None]


@pytest.mark.parametrize("way", ["withdrawn", "merged"])
def test_a_case_that_is_taken_back_or_stands_in_another_is_found_no_more(cast, finds, stage, way):
    case, other = a_case(by=cast.umi, title="灯台の音"), a_case(by=cast.umi, title="霧笛の音")
    with db.transaction():
        if way == "merged":
            merge_case(case, other, by=cast.mori)
        else:
            move_case(case, "withdraw", by=cast.umi, reason="やめます。")

    assert finds("灯台", cast.umi, cast.mori) == ["", "", ""]
    _lose(stage)
    assert [queries.find("灯台", one).found.total for one in (cast.umi, cast.mori)] == [0, 0]


def test_the_sections_of_a_case_find_the_one_that_stands_for_it(cast, finds):
    case, other = a_case(by=cast.umi, mori=cast.mori, title="灯台の音"), a_case(by=cast.umi, title="霧笛の音")
    an_inquiry(case, cast.roads, by=cast.mori)
    assert finds("霧笛", cast.michi, cast.midori) == [""] * 3

    with db.transaction():
        merge_case(case, other, by=cast.mori)
    assert finds("霧笛", cast.michi, cast.midori) == ["", "case:霧笛の音", ""]


def _lose(stage):
    shutil.rmtree(stage.folder / "index", ignore_errors=True)
    library.connect(stage.folder / "index")
    assert index().state() is State.MISSING


def test_without_an_index_the_database_finds_the_same_for_each_and_the_index_comes_back(cast, stage, finds):
    an_agreement(by=cast.mori, name="灯台の協定", parties=["灯台社"], section_id=cast.roads.id)
    lab = a_lab(by=cast.umi, name="灯台ラボ")
    a_gathering(lab, by=cast.umi, title="灯台の会", public=False)
    a_voice(lab, by=cast.umi, theme="灯台")
    a_dataset(cast, title="灯台の記録")
    shown_one = a_request(by=cast.umi, open_to_all=True)
    shown(decided(shown_one, "refuse", cast, obstacle=Obstacle.COST), cast, wording="灯台のデータ")
    a_theme(cast.roads, by=cast.michi, title="灯台のテーマ", published=False)
    a_case(by=cast.umi, title="灯台の案件")
    people = (cast.umi, cast.riku, cast.mori, cast.michi, cast.midori, cast.ken, cast.kan)
    rebuild()
    by_index = finds("灯台", *people)
    kinds = {one.split(":")[0] for one in " ".join(by_index).split()}
    assert kinds == {"agreement", "livinglab", "gathering", "voice", "dataset", "dataanswer", "theme", "case"}

    _lose(stage)
    answers = [queries.find("灯台", viewer) for viewer in (Visitor(), *people)]
    assert [
        " ".join(sorted(f"{row.noun.name}:{''.join(part for part, _ in row.title)}" for row in one.page.rows))
        for one in answers
    ] == by_index
    assert rebuild_if_needed() == 8
    assert finds("灯台", *people) == by_index


def test_the_newer_nouns_are_narrowed_by_their_kinds_their_fields_and_their_wards(cast, finds):
    an_agreement(by=cast.mori, name="灯台の協定", section_id=cast.roads.id)
    a_lab(by=cast.umi, name="灯台ラボ", kind=LabKind.KYOSO)
    a_dataset(cast, title="灯台の記録")
    a_case(by=cast.umi, title="灯台の案件", kind=CaseKind.CONSULTATION)
    rebuild()

    facets = queries.find("灯台", cast.umi).found.facets

    assert facets == {
        "agreement": {"cooperation": 1},
        "bureau": {cast.roads.bureau.name: 2, "南区": 1},
        "lab": {"kyoso": 1},
        "field": {"roads": 1},
        "format": {DataFormat.CSV.value: 1},
        "door": {"consultation": 1},
        "kind": {cast.minato.kind.value: 2},
    }
    narrowed = queries.find("灯台", cast.umi, facets={"bureau": "南区"}).page.rows
    assert [row.noun.name for row in narrowed] == ["livinglab"]


def test_a_data_set_that_says_something_else_is_found_by_that(cast, finds):
    dataset = a_dataset(cast, title="霧笛の記録")
    answers = {name: getattr(dataset, name) for name in ("description", "field", "keywords", "period", "updated_on")}
    with db.transaction():
        edit_dataset(
            dataset, by=cast.mori, seen=None, files=[FILE], note="x", title="灯台の記録", rhythm=dataset.rhythm,
            licence=dataset.licence, **answers,
        )  # fmt: skip

    assert [finds(word)[0] for word in ("霧笛", "灯台")] == ["", "dataset:灯台の記録"]
