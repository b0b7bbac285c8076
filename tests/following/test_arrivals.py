"""What comes newly in sight is told to those who follow its field or have saved a search that it answers, and to nobody who may not see it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.agreements.actions import edit_agreement
from hack.agreements.models import Agreement
from hack.following.actions import choose_ways, follow_field, follow_search
from hack.following.models import Topic, Way
from hack.intake.actions import publish_theme
from hack.intake.models import Theme
from hack.livinglabs.actions import check_lab, hear_voice, keep_gathering, move_lab, register_lab
from hack.livinglabs.models import Finding, GatheringKind, LivingLab
from hack.needs.models import Field
from hack.opendata.actions import move_dataset, show_answer
from hack.opendata.models import DataRequest, DataSet
from hack.opendata.words import Obstacle
from hack.pipeline.dataset import DataSetStep
from tests.agreements.words import an_agreement
from tests.following.conftest import told
from tests.intake.words import a_case, a_theme
from tests.livinglabs.words import SAID, a_lab
from tests.opendata.words import a_dataset, a_request, decided

YES = {"residents": Finding.YES, "ward": Finding.YES, "theme": Finding.YES}


def _do(deed):
    """A moment later, so that what was saved before is saved already."""
    with clock.stopped_at(clock.now() + timedelta(seconds=1)), db.transaction():
        return deed()


def _search(*people, at_once=True, **how):
    for person in people:
        with db.transaction():
            follow_search("灯台", by=person, **how)
            if at_once:
                choose_ways(by=person, **dict.fromkeys((topic.value for topic in Topic), Way.AT_ONCE))


def _agreement(cast) -> Agreement:
    kept = an_agreement(by=cast.mori, name="灯台の協定", published=False)
    about = {"parties": kept.party_names, "published": True, "source_name": "協定書"}
    _do(lambda: edit_agreement(kept, by=cast.mori, seen=None, **about))
    return kept


def _lab(cast) -> LivingLab:
    lab = _do(lambda: register_lab(by=cast.umi, **SAID | {"name": "灯台ラボ"}))
    _do(lambda: move_lab(lab, "check", by=cast.mori))
    _do(lambda: check_lab(lab, "register", by=cast.mori, **YES))
    return lab


def _dataset(cast) -> DataSet:
    dataset = a_dataset(cast, title="灯台の記録", step=DataSetStep.DRAFT)
    _do(lambda: move_dataset(dataset, "publish", by=cast.mori))
    return dataset


def _theme(cast) -> Theme:
    theme = a_theme(cast.roads, by=cast.michi, title="灯台のテーマ", published=False)
    _do(lambda: publish_theme(theme, by=cast.michi))
    return theme


def _answer(cast, wording="灯台の明るさの表はありますか。") -> DataRequest:
    asked = a_request(by=cast.umi, open_to_all=True)
    decided(asked, "refuse", cast, obstacle=Obstacle.COST)
    _do(lambda: show_answer(asked, by=cast.mori, wording=wording, answer="ありません。", seen=None))
    return asked


ARRIVING = {
    "agreement": (_agreement, "灯台の協定", "連携協定が登録簿に載りました。", "/agreements/{key}"),
    "livinglab": (_lab, "灯台ラボ", "ラボが登録されました。", "/livinglabs/{key}"),
    "dataset": (_dataset, "灯台の記録", "新しいデータセットです。", "/opendata/sets/{key}"),
    "theme": (_theme, "灯台のテーマ", "共創フロントの新しいテーマです。", "/front/themes/{key}"),
    "dataanswer": (
        _answer,
        "灯台の明るさの表はありますか。",
        "データの質問と回答が公開されました。",
        "/opendata/answers?q=%E7%81%AF%E5%8F%B0",
    ),
}


@pytest.mark.parametrize("noun", ARRIVING)
def test_a_new_find_of_a_saved_search_is_told_at_once_and_leads_to_its_page(cast, delivered, noun):
    arrives, title, words, path = ARRIVING[noun]
    _search(cast.riku)
    _search(cast.kita, noun=noun)
    _search(cast.sora, noun="seed")
    thing = arrives(cast)

    letters = delivered()
    assert told(letters) == [
        ("followed", "riku@oka.example", {title: [words]}),
        ("followed", "kita@campus.example", {title: [words]}),
    ]
    assert {letter.path.startswith(path.format(key=thing.key)) for letter in letters} == {True}
    assert thing.key in letters[0].path or noun == "dataanswer"


def test_the_morning_tells_what_came_since_yesterday_once(cast, delivered, morning):
    _search(cast.riku, at_once=False)
    for arrives, *_ in ARRIVING.values():
        arrives(cast)

    [(occasion, address, lines)] = told(morning())
    assert (occasion, address) == ("digest", "riku@oka.example")
    assert lines == {title: [words] for _, title, words, _ in ARRIVING.values()}
    assert morning(2) == []


def test_who_follows_a_field_is_told_of_its_new_data_set(cast, delivered):
    with db.transaction():
        follow_field(Field.ROADS, by=cast.riku)
        follow_field(Field.WELFARE, by=cast.kita)
        for person in (cast.riku, cast.kita):
            choose_ways(by=person, **dict.fromkeys((topic.value for topic in Topic), Way.AT_ONCE))
    _dataset(cast)

    assert told(delivered()) == [("followed", "riku@oka.example", {"灯台の記録": ["新しいデータセットです。"]})]


def test_a_saved_search_that_is_narrowed_is_told_only_of_what_fits(cast, delivered):
    _search(cast.riku, facets={"lab": "living", "bureau": "南区"})
    _search(cast.kita, facets={"lab": "open"})
    _lab(cast)

    assert [letter.address for letter in delivered()] == ["riku@oka.example"]


def test_what_only_some_may_see_is_told_to_them_alone_and_without_its_title(cast, delivered):
    _search(cast.riku, cast.sora, cast.mori, cast.michi, cast.ken)
    with clock.stopped_at(clock.now() + timedelta(seconds=1)):
        case = a_case(by=cast.umi, title="灯台の案件")
    lab = a_lab(by=cast.umi, name="灯台ラボ")
    about = {"held_on": clock.today(), "kind": GatheringKind.TALK, "title": "灯台の会", "place": "集会所"}
    _do(lambda: keep_gathering(lab, by=cast.umi, public=False, **about))
    _do(lambda: hear_voice(lab, heard_on=clock.today(), theme="灯台", said="灯台を明るく", by=cast.umi))

    letters = told(delivered())
    by_title: dict[str, set[str]] = {}
    for _, address, parts in letters:
        for title in parts:
            by_title.setdefault(title, set()).add(address.split("@")[0])
    assert by_title == {
        f"共創フロントの案件(受付番号 {case.number})": {"sora"},  # Mori is told by a letter of the front
        "ラボの開催": {"sora", "mori", "ken"},
        "市民の声": {"sora", "mori", "michi", "ken"},
    }


def test_what_left_again_before_the_morning_is_not_told(cast, morning):
    _search(cast.riku, at_once=False)
    dataset = _dataset(cast)
    _do(lambda: move_dataset(dataset, "withdraw", by=cast.mori, reason="間違い"))
    _do(lambda: move_dataset(dataset, "republish", by=cast.mori, reason="直した"))
    _do(lambda: move_dataset(dataset, "withdraw", by=cast.mori, reason="間違い"))

    assert morning() == []


def test_an_answer_is_new_once_and_its_other_words_are_not(cast, delivered, morning):
    _search(cast.riku)
    asked = _answer(cast)
    assert len(delivered()) == 1
    with clock.stopped_at(clock.now() + timedelta(hours=1)), db.transaction():
        again = db.session.scalar(select(DataRequest).where(DataRequest.id == asked.id))
        show_answer(again, by=cast.mori, wording="灯台の表はありますか。", answer="ありません。", seen=None)

    assert len(delivered()) == 1
