"""Data sets: from a draft into the catalogue, changed there, taken out, and named with needs."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import db
from hack.accounts.models import Visitor
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.needs.models import Field
from hack.opendata.actions import File, draft_dataset, edit_dataset, move_dataset, offer_dataset, take_out_dataset
from hack.opendata.models import DataSet, DataSetForNeed, DataSetVersion
from hack.opendata.queries import catalogue, inside_sets, needs_with, offered_for, one_dataset
from hack.opendata.words import DataFormat
from hack.pipeline.dataset import DataSetStep
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.opendata.words import FILE, a_dataset, a_request

S = DataSetStep
TEXTS = {"description": "台数です。", "field": Field.ROADS, "updated_on": date(2026, 5, 1)}


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _titles(listed):
    return [one.title for one in db.session.scalars(listed).unique()]


def _notes(dataset):
    mine = select(DataSetVersion).where(DataSetVersion.dataset_id == dataset.id).order_by(DataSetVersion.number)
    return [(one.number, one.note) for one in db.session.scalars(mine)]


def test_officers_begin_data_sets_of_their_own_section_and_the_desk_of_any(cast):
    with db.transaction():
        draft_dataset(by=cast.michi, section=cast.roads, title="交通量")
        draft_dataset(by=cast.mori, section=cast.rivers, title="水位")
    with pytest.raises(NotAllowed):
        draft_dataset(by=cast.michi, section=cast.rivers, title="よその課")
    with pytest.raises(NotAllowed):
        draft_dataset(by=cast.umi, section=cast.roads, title="団体")

    assert [_titles(inside_sets(one)) for one in (cast.michi, cast.kaji, cast.mori)] == [
        ["交通量"], ["水位"], ["水位", "交通量"],
    ]  # fmt: skip


def test_the_catalogue_takes_only_what_is_complete(cast):
    dataset = a_dataset(cast, step=S.DRAFT, files=(), description="", field=None, updated_on=None)
    with pytest.raises(Incomplete) as refused:
        move_dataset(dataset, "publish", by=cast.michi)
    assert set(refused.value.missing) == {"description", "field", "updated_on", "url_1"}
    db.session.rollback()
    with db.transaction():
        edit_dataset(dataset, by=cast.michi, seen=dataset.version, files=[FILE], **TEXTS)
        move_dataset(dataset, "publish", by=cast.michi)

    assert (dataset.step, _notes(dataset)) == (S.PUBLISHED, [(1, "公開しました。")])
    assert one_dataset(dataset.key, Visitor()) is dataset


def test_a_draft_is_seen_by_its_section_and_those_who_see_all(cast):
    dataset = a_dataset(cast, step=S.DRAFT)
    seers = [one.name for one in cast.people if one_dataset(dataset.key, one)]

    assert seers == [one.name for one in (cast.mori, cast.michi, cast.ken)]
    assert _titles(catalogue()) == []


def test_a_change_in_the_catalogue_says_what_is_new_and_is_kept(cast):
    dataset = a_dataset(cast, step=S.DRAFT)
    with db.transaction():
        move_dataset(dataset, "publish", by=cast.mori)
    more = File(DataFormat.GEOJSON, "https://data.example.jp/traffic.geojson")
    with pytest.raises(RuleBroken, match="何が変わったか"), db.transaction():
        edit_dataset(dataset, by=cast.michi, seen=dataset.version, files=[FILE, more])
    db.session.rollback()
    seen = dataset.version
    with db.transaction():
        edit_dataset(dataset, by=cast.michi, seen=seen, files=[FILE, more], note="GeoJSONを加えました。")
        edit_dataset(dataset, by=cast.michi, seen=dataset.version, files=[FILE, more])

    assert dataset.version == seen + 1
    assert _notes(dataset) == [(1, "公開しました。"), (2, "GeoJSONを加えました。")]
    newest = db.session.scalars(select(DataSetVersion).where(DataSetVersion.number == 2)).one()
    assert newest.said["配布"].splitlines()[1] == "GeoJSON https://data.example.jp/traffic.geojson"
    with pytest.raises(Overtaken):
        edit_dataset(dataset, by=cast.michi, seen=seen, files=[FILE], note="戻す")
    with pytest.raises(Incomplete), db.transaction():
        edit_dataset(dataset, by=cast.michi, seen=dataset.version, files=[], note="空にする")


def test_what_leaves_the_catalogue_is_seen_inside_only_and_may_come_back(cast):
    dataset = a_dataset(cast)
    with db.transaction():
        move_dataset(dataset, "withdraw", by=cast.michi, reason="誤りが見つかった")
    assert one_dataset(dataset.key, Visitor()) is None and one_dataset(dataset.key, cast.michi) is dataset
    with pytest.raises(Overtaken):
        edit_dataset(dataset, by=cast.michi, seen=dataset.version, files=[FILE], title="別の題")
    with pytest.raises(NotAllowed):
        move_dataset(dataset, "republish", by=cast.kaji, reason="よその課")
    with db.transaction():
        move_dataset(dataset, "republish", by=cast.mori, reason="直しました。")

    assert _notes(dataset) == [(1, "もう一度公開しました。")], "the reason is for the city alone"


def test_the_catalogue_is_narrowed_by_section_field_format_and_words(cast):
    a_dataset(cast, title="交通量", keywords="台数")
    api = File(DataFormat.API, "https://api.example.jp/")
    a_dataset(cast, by=cast.midori, title="ごみの量", field=Field.ENVIRONMENT, files=(api,), description="収集日ごと。")
    a_dataset(cast, title="まだ出していない", step=S.DRAFT)

    assert _titles(catalogue()) == ["ごみの量", "交通量"]
    assert _titles(catalogue(section=cast.roads.id)) == ["交通量"]
    assert _titles(catalogue(field=Field.ENVIRONMENT)) == ["ごみの量"]
    assert _titles(catalogue(format=DataFormat.API)) == ["ごみの量"]
    assert [_titles(catalogue(words=words)) for words in ("収集 ごみ", "台数", "収集 台数", "%")] == [
        ["ごみの量"], ["交通量"], [], [],
    ]  # fmt: skip


def test_addresses_are_safe_or_nothing(cast):
    with pytest.raises(RuleBroken) as refused:
        unsafe = File(DataFormat.CSV, "http://data.example.jp/a.csv")
        draft_dataset(by=cast.michi, section=cast.roads, title="交通量", files=[FILE, unsafe])
    assert refused.value.field == "url_2"
    dataset = a_dataset(cast)
    with pytest.raises(IntegrityError), db.transaction():
        dataset.files[0].url = "javascript:alert(1)"


def test_a_data_set_for_a_request_is_the_desks_to_begin(cast):
    request = a_request(by=cast.umi)
    with pytest.raises(NotAllowed):
        draft_dataset(by=cast.michi, section=cast.roads, title="交通量", request=request)
    with db.transaction():
        dataset = draft_dataset(by=cast.mori, section=cast.roads, title="交通量", request=request)

    assert request.dataset_id == dataset.id


def test_data_is_named_with_a_need_once_and_taken_out_once(cast):
    need, draft, dataset = a_need(by=cast.michi), a_dataset(cast, step=S.DRAFT), a_dataset(cast)
    with pytest.raises(RuleBroken, match="カタログに公開されている"):
        offer_dataset(need, draft, by=cast.michi)
    with pytest.raises(NotAllowed):
        offer_dataset(need, dataset, by=cast.kaji)
    with db.transaction():
        offered = [offer_dataset(need, dataset, by=one, note="選ぶとき") for one in (cast.michi, cast.mori)]
    assert offered[0] is offered[1]
    hidden = a_need(by=cast.michi, step=NeedStep.DRAFT)
    with db.transaction():
        offer_dataset(hidden, dataset, by=cast.michi)
    assert [one.id for one in needs_with(dataset, Visitor())] == [need.id]
    with pytest.raises(NotAllowed):
        take_out_dataset(offered[0], by=cast.umi)

    for _ in range(2):
        with db.transaction():
            take_out_dataset(DataSetForNeed(key=offered[0].key, need=need), by=cast.michi)

    assert db.session.scalars(offered_for(need)).all() == []


def test_what_left_the_catalogue_is_not_offered_any_more(cast):
    need, dataset = a_need(by=cast.michi), a_dataset(cast)
    with db.transaction():
        offer_dataset(need, dataset, by=cast.mori)
        move_dataset(dataset, "withdraw", by=cast.mori, reason="誤り")

    assert db.session.scalars(offered_for(need)).all() == []


def test_keywords_are_parted_however_they_are_typed():
    assert DataSet(keywords="公園、トイレ,水飲み場,位置  地図").words == ["公園", "トイレ", "水飲み場", "位置", "地図"]
