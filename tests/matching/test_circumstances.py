"""What the fields of a need and a seed say of the pair, to each side in its own words; one line for each rule."""

from datetime import timedelta
from time import perf_counter

import pytest

from hack import clock
from hack.matching import conditions
from hack.matching.circumstance import Side, Sort, side_of
from hack.matching.circumstances import RULES, circumstances_of, told
from hack.matching.conditions import wards_in
from hack.needs.models import CostShare, Field, Pattern, Personal
from hack.roles import Role
from hack.seeds.models import CostBand, Lgwan, Readiness
from hack.sites.models import Ward
from tests.matching.pairs import need_with, seed_with

F, D, U = Sort.FITS, Sort.DIFFERS, Sort.UNKNOWN
POWER = "交差点を見渡せる柱と電源。"


def _of(rule, need, seed):
    """What one rule says: (sort, tag, the field to be written)."""
    (chosen,) = [one for one in RULES if one.__name__ == rule]
    return [(one.sort, one.tag, one.write) for one in chosen(need, seed)]


# fmt: off
CASES = [
    ("field", {"field": Field.ROADS}, {"field": Field.ROADS}, [(F, "分野が同じ", None)]),
    ("field", {"field": Field.ROADS}, {"field": Field.HEALTH}, [(D, "分野が違う", ("seed", "solves"))]),
    ("field", {"field": Field.OTHER}, {"field": Field.OTHER}, []),
    ("field", {}, {"field": Field.ROADS}, [(U, "ニーズの分野なし", ("need", "field"))]),
    ("field", {"field": Field.ROADS}, {}, [(U, "シーズの分野なし", ("seed", "field"))]),
    ("ripeness", {"pattern": Pattern.SERVE}, {"readiness": Readiness.ADOPTED}, [(F, "段階が合う", None)]),
    ("ripeness", {"pattern": Pattern.TRY}, {"readiness": Readiness.PROTOTYPE}, [(F, "段階が合う", None)]),
    ("ripeness", {"pattern": Pattern.CREATE}, {"readiness": Readiness.IDEA}, [(F, "段階が合う", None)]),
    ("ripeness", {"pattern": Pattern.CREATE}, {"readiness": Readiness.ADOPTED}, [(D, "段階が先に進んでいる", ("seed", ""))]),
    ("ripeness", {"pattern": Pattern.SERVE}, {"readiness": Readiness.IDEA}, [(D, "段階がまだ手前", ("seed", "lead_time"))]),
    ("ripeness", {"pattern": Pattern.TRY}, {}, [(U, "成熟度の記載なし", ("seed", "readiness"))]),
    ("ripeness", {}, {"readiness": Readiness.IDEA}, [(U, "パターンの記載なし", ("need", "pattern"))]),
    ("references", {}, {"references": "2市で導入。人手観測との差は5%以内。"}, [(F, "自治体での実績", None)]),
    ("references", {}, {"references": "藤沢市で導入。"}, [(F, "自治体での実績", None)]),
    ("references", {}, {"references": "都市部の工場で実証。本市では未実施。市場調査済み。"}, [(F, "実績の記載あり", None)]),
    ("references", {}, {"readiness": Readiness.ADOPTED}, [(U, "実績の記載なし", ("seed", "references"))]),
    ("references", {"pattern": Pattern.SERVE}, {}, [(U, "実績の記載なし", ("seed", "references"))]),
    ("references", {}, {"readiness": Readiness.IDEA}, []),
    ("ward", {"place": "鶴見区の商店街。"}, {"wish": "鶴見区で試したい。"}, [(F, "鶴見区が同じ", None)]),
    ("ward", {"bureau": "西区"}, {"address": "横浜市西区みなとみらい1"}, [(F, "西区が同じ", None)]),
    ("ward", {"place": "鶴見区の商店街。"}, {"wish": "中区で試したい。"}, [(D, "区が違う", ("seed", "wish"))]),
    ("ward", {"place": "西区の学校。"}, {"references": "札幌市西区で導入。"}, []),
    ("ward", {}, {"wish": "鶴見区で試したい。"}, []),
    ("network", {"present": "庁内のパソコンで入力している。"}, {"lgwan": Lgwan.YES}, [(F, "LGWANで使える", None)]),
    ("network", {"problem": "ＬＧＷＡＮの中で完結させたい。"}, {"lgwan": Lgwan.NO}, [(D, "LGWANで使えない", ("seed", "security"))]),
    ("network", {"present": "職員の業務端末で見る。"}, {"lgwan": Lgwan.UNKNOWN}, [(U, "LGWAN不明", ("seed", "lgwan"))]),
    ("network", {"present": "職員の業務端末で見る。"}, {}, [(U, "LGWAN不明", ("seed", "lgwan"))]),
    ("network", {"present": "紙に書いている。"}, {}, []),
    ("place", {}, {"requires": "カメラの設置場所。"}, [(U, "現地設置が要る", ("need", "place"))]),
    ("place", {"place": "市内の4交差点。"}, {"requires": "カメラの設置場所。"}, [(F, "実証の場所あり", None)]),
    ("place", {}, {"requires": "名簿の表。"}, []),
    ("data", {"offered": "過去の観測結果、電源。"}, {"requires": POWER}, [(F, "必要なものが重なる", None)]),
    ("data", {"offered": "栄養士の献立表。"}, {"requires": POWER}, [(D, "データ・環境を照らす", None)]),
    ("data", {}, {"requires": POWER}, [(U, "市のデータ未記載", ("need", "offered"))]),
    ("data", {"offered": "電源。"}, {}, [(U, "必要なデータ不明", ("seed", "requires"))]),
    ("in_the_city", {"eligibility": "市内に事業所のある法人。"}, {"in_city": True}, [(F, "市内の団体", None)]),
    ("in_the_city", {"eligibility": "市内企業に限る。"}, {"in_city": False}, [(D, "市外の団体", None)]),
    ("in_the_city", {"eligibility": "市内の団体。"}, {"in_city": None}, [(U, "市内か不明", None)]),
    ("in_the_city", {"eligibility": "法人。"}, {"in_city": False}, []),
    ("security", {"problem": "名簿に個人情報がある。"}, {}, [(U, "セキュリティの記載なし", ("seed", "security"))]),
    ("security", {"problem": "名簿に個人情報がある。"}, {"security": "国内に置く。"}, []),
    ("security", {"personal": Personal.UNKNOWN}, {}, []),
    ("certified", {}, {"trial_certified": True, "dmp_listed": True}, [(F, "トライアル発注認定", None), (F, "DMP登録", None)]),
    ("money", {"cost_share": CostShare.CITY}, {"cost_band": CostBand.UNDER_1M}, [(F, "費用は市が負担", None)]),
    ("money", {"cost_share": CostShare.HALVES}, {"cost_band": CostBand.FREE}, [(F, "無償で使える", None)]),
    ("money", {"cost_share": CostShare.PROPOSER}, {"cost_band": CostBand.UNDER_5M}, [(D, "費用は提案者の負担", ("seed", ""))]),
    ("money", {"cost_share": CostShare.TALKS}, {"cost_band": CostBand.UNDER_5M}, []),
    ("money", {}, {}, [(U, "費用負担の記載なし", ("need", "cost_share")), (U, "費用の記載なし", ("seed", "cost_band"))]),
    ("time", {"period": "10月から3か月。"}, {"lead_time": "契約から2か月。"}, [(D, "時期を照らす", None)]),
    ("time", {"period": "10月から3か月。"}, {}, [(U, "導入期間の記載なし", ("seed", "lead_time"))]),
    ("time", {}, {"lead_time": "契約から2か月。"}, []),
    ("limits", {}, {"limits": "夜間は苦手。"}, [(D, "制約あり", None)]),
    ("limits", {}, {}, []),
]
# fmt: on


@pytest.mark.parametrize("rule, need, seed, says", CASES)
def test_each_rule_says_what_the_fields_bear_out_and_nothing_else(rule, need, seed, says):
    assert _of(rule, need_with(**need), seed_with(**seed)) == says


def test_every_rule_is_tried_here():
    assert {rule.__name__ for rule in RULES} - {"freshness"} == {rule for rule, *_ in CASES}


def test_what_was_not_confirmed_for_a_year_is_said_to_be_so(stage):
    listed = {"published_at": clock.now() - timedelta(days=500)}
    old, new = (seed_with(**listed, confirmed_at=clock.now() - timedelta(days=days)) for days in (400, 10))

    assert _of("freshness", need_with(), old) == [(U, "1年以上更新なし", ("seed", ""))]
    assert _of("freshness", need_with(), new) == []


def test_a_bureau_asks_the_company_what_the_company_is_asked_to_write():
    need, seed = need_with(present="業務端末で見る。", field=Field.ROADS), seed_with(field=Field.ROADS)

    city, company = ({one.tag: one for one in told(need, seed, side).open} for side in Side)

    assert (city["LGWAN不明"].words, city["LGWAN不明"].field, city["LGWAN不明"].asks) == (
        "ニーズに「業務端末」とあります。シーズがLGWANで使えるかは未確認です。相手に確かめます。",
        "",
        True,
    )
    assert (company["LGWAN不明"].words, company["LGWAN不明"].field, company["LGWAN不明"].asks) == (
        "ニーズに「業務端末」とあります。LGWANで使えるかを確かめて、シーズに書き足します。",
        "lgwan",
        False,
    )
    assert (city["市のデータ未記載"].field, company["市のデータ未記載"].asks) == ("offered", True)
    assert [one.tag for one in told(need, seed, Side.CITY).fitting] == ["分野が同じ"]


def test_a_company_learns_nothing_of_what_stands_in_the_internal_notes():
    seed = seed_with()
    open_, touched = need_with(), need_with(personal=Personal.SOME)

    assert told(open_, seed, Side.COMPANY) == told(touched, seed, Side.COMPANY)
    assert "セキュリティの記載なし" in [one.tag for one in told(touched, seed, Side.CITY).open]
    assert "セキュリティの記載なし" not in [one.tag for one in told(open_, seed, Side.CITY).open]


def test_the_own_limits_are_not_held_up_to_the_company():
    need, seed = need_with(), seed_with(limits="夜間は苦手。")

    assert "制約あり" in [one.tag for one in told(need, seed, Side.CITY).open]
    assert "制約あり" not in [one.tag for one in told(need, seed, Side.COMPANY).open]


def test_every_sentence_ends_and_every_tag_is_short():
    for _rule, need, seed, _says in CASES:
        for one in circumstances_of(need_with(**need), seed_with(**seed)):
            assert all(words.endswith("。") for words in (one.city, one.company) if words), one
            assert len(one.tag) <= 12, one


@pytest.mark.parametrize(
    "text, found",
    [
        ("横浜市中区と保土ヶ谷区", [Ward.NAKA, Ward.HODOGAYA]),
        ("名古屋市中区、相模原市緑区、江南区", []),
        ("港南区の公園と南区の学校", [Ward.MINAMI, Ward.KONAN]),
        ("市内の旭区", [Ward.ASAHI]),
    ],
)
def test_wards_are_this_citys_alone(text, found):
    assert wards_in(text) == found


def test_the_citys_people_read_as_the_bureau_and_all_others_as_the_company():
    assert [side_of(role) for role in (Role.OFFICER, Role.COORDINATOR, Role.PROPOSER, None)] == [
        Side.CITY,
        Side.CITY,
        Side.COMPANY,
        Side.COMPANY,
    ]


def test_a_long_text_without_a_full_stop_is_read_at_once_and_its_sentence_quoted_whole():
    seed = seed_with(requires="空" * 2000, wish="屋外。橋に据え付けて試す。冬も。")
    began = perf_counter()
    (said,) = conditions.place(need_with(), seed)

    assert perf_counter() - began < 0.02
    assert "「橋に据え付けて試す」" in said.city
