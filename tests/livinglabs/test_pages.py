"""The pages of labs, as people meet them at their screens."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.jobs import settle
from hack.livinglabs.actions import make_need_of, move_lab
from hack.livinglabs.models import Gathering, LabMember, LivingLab, MemberState, Voice, VoiceState
from hack.livinglabs.queries.meetings import MOST_VOICES
from hack.needs.models import Need
from hack.notices.models import Letter
from hack.pipeline.livinglab import LabStep
from hack.pipeline.need import NeedStep
from hack.sites.models import Ward
from tests.livinglabs.words import TYPED, a_gathering, a_lab, a_member, a_voice, an_open_lab


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _only(kind=LivingLab):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()


def _letters(app):
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_from_the_application_to_the_register(app, browser_of, cast):
    umi = browser_of(cast.umi).visit("/livinglabs/").follow("ラボの登録を申請する").press("登録を申請する", **TYPED)
    assert (umi.status, umi.heading) == (200, "みなと坂リビングラボ")
    lab = _only()
    visitor = browser_of(None)
    assert visitor.visit(f"/livinglabs/{lab.key}").status == 404

    mori = browser_of(cast.mori).visit(f"/livinglabs/{lab.key}").press("確認を始める").follow("確認の問いに答える")
    mori.press(
        "答えを送る",
        住民が="unknown",
        区は="yes",
        テーマは="yes",
        どうしますか="return",
        伝えること="だれが参加しますか。",
    )
    umi.visit(f"/livinglabs/{lab.key}")
    assert "だれが参加しますか。" in umi.main and "申請した団体の番です: 直して出し直す" in umi.main
    assert "みなと坂リビングラボ" in browser_of(cast.umi).visit("/home").main
    umi.follow("書き換える").press("保存する", 住民の参加のしかた="町内会の皆さんが毎月参加します。").press(
        "直して出し直す"
    )

    mori.visit(f"/livinglabs/{lab.key}/check").press(
        "答えを送る", 住民が="yes", 区は="yes", テーマは="yes", どうしますか="register"
    )
    assert "登録済" in mori.main
    umi.visit(f"/livinglabs/{lab.key}").press("活動中にする")

    assert visitor.visit(f"/livinglabs/{lab.key}").status == 200
    assert "町内会の皆さんが毎月参加します。" in visitor.main and "だれが参加しますか。" not in visitor.main
    assert _letters(app) == [
        ("livinglab_applied", "mori@city.example"),
        ("livinglab_moved", "umi@minato.example"),
        ("livinglab_applied", "mori@city.example"),
        ("livinglab_moved", "umi@minato.example"),
    ]


def test_a_lab_that_is_known_from_a_source_says_so_and_asks_nobody_back(app, browser_of, cast):
    mori = browser_of(cast.mori).visit("/livinglabs/enter").press("書き写して確認へ", **TYPED)
    assert (mori.status, "どこで知ったか(出典)を入力してください。" in mori.main) == (422, True)
    mori.press("書き写して確認へ", 出典="2019年の記事").press("確認を始める").follow("確認の問いに答える")
    said = {"住民が": "unknown", "区は": "yes", "テーマは": "yes"}
    mori.press("答えを送る", どうしますか="return", 伝えること="だれが", **said)
    assert "照会する相手がいません" in mori.main
    mori.press("答えを送る", どうしますか="register", 伝えること="")
    assert "登録してよい理由を書いてください。" in mori.main
    mori.press("答えを送る", 伝えること="記事に、住民が必ず参画するとあります。")

    page = browser_of(None).visit(f"/livinglabs/{_only().key}")
    assert "公表された資料をもとに、事務局が登録しました。" in page.words and "2019年の記事" in page.main
    assert _letters(app) == []


def test_a_living_lab_has_a_ward_and_what_was_typed_stays(browser_of, cast):
    page = browser_of(cast.umi).visit("/livinglabs/new").press("登録を申請する", **TYPED | {"区": ""})

    assert (page.status, "リビングラボは、区を選んでください。" in page.main) == (422, True)
    assert page.questions["operator"] == TYPED["運営する人・団体"]


def test_a_check_with_a_no_is_not_registered(browser_of, cast):
    lab = a_lab(by=cast.umi, step=LabStep.CHECKING)
    page = browser_of(cast.mori).visit(f"/livinglabs/{lab.key}/check")
    page.press("答えを送る", 住民が="no", 区は="yes", テーマは="yes", どうしますか="register")

    assert (page.status, "「いいえ」のままでは登録できません。" in page.main) == (422, True)
    assert _only().step is LabStep.CHECKING


def test_the_map_and_the_table_say_the_same_for_all_18_wards(browser_of, cast):
    for number, ward in enumerate((Ward.MINAMI, Ward.MINAMI, Ward.AOBA)):
        a_lab(by=cast.umi, ward=ward, name=f"ラボ{number}")
    a_lab(by=cast.umi, ward=Ward.NAKA, step=LabStep.ENDED)
    a_lab(by=cast.umi, ward=Ward.NAKA, step=LabStep.APPLIED)
    page = browser_of(None).visit("/livinglabs/")

    tiles = {one["aria-label"]: one["href"] for one in page.page.select("a.ward")}
    rows = {row.a["href"]: row.td.get_text() for row in page.page.select(".wards__table tbody tr") if row.a}
    assert len(tiles) == 18
    assert rows == {href: name.split()[1].removesuffix("件") for name, href in tiles.items()}
    assert {name for name in tiles if not name.endswith(" 0件")} == {"南区 2件", "青葉 1件"}

    page.visit(tiles["南区 2件"].removesuffix("#list"))
    assert [one.get_text() for one in page.page.select(".card__title")] == ["ラボ0", "ラボ1"]
    assert [one["aria-label"] for one in page.page.select("a.ward[aria-current]")] == ["南区 2件"]


def test_what_offers_itself_for_trials_is_found_by_the_city_alone(browser_of, cast):
    lab = a_lab(by=cast.umi, field_words="集会所で機器を試せます。")
    a_lab(by=cast.umi, name="ほかのラボ")
    told = {}
    for name in ("michi", "mori", "umi", "riku"):
        words = browser_of(getattr(cast, name)).visit(f"/livinglabs/{lab.key}").words
        told[name] = "集会所で機器を試せます。" in words
    assert told == {"michi": True, "mori": True, "umi": True, "riku": False}

    found = browser_of(cast.michi).visit("/livinglabs/?field=y")
    assert [one.get_text() for one in found.page.select(".card__title")] == [lab.name]
    assert len(browser_of(cast.riku).visit("/livinglabs/?field=y").page.select(".card__title")) == 2


def test_a_gathering_is_announced_written_down_and_shown_to_those_it_is_for(browser_of, cast):
    lab = a_lab(by=cast.umi)
    day = (clock.today() + timedelta(days=3)).isoformat()
    umi = browser_of(cast.umi).visit(f"/livinglabs/{lab.key}/gatherings/new")
    umi.press("載せる", 題="空き家の対話", 開催日=day, 種類="talk", 場所="", 参加した人数="5")
    assert (umi.status, "場所を入力するか、オンラインに印を付けてください。" in umi.main) == (422, True)
    umi.press("載せる", 場所="集会所")
    assert "まだ開いていない回の人数は、開いたあとに入力してください。" in umi.main
    umi.press("載せる", 参加した人数="")
    assert (umi.status, "これから" in umi.main) == (200, True)
    a_gathering(lab, by=cast.umi, title="打合せ", public=False)

    shown = {
        name: browser_of(getattr(cast, name, None)).visit(f"/livinglabs/{lab.key}/gatherings").main
        for name in ("visitor", "riku", "michi", "umi", "mori")
    }
    assert {name: ("空き家の対話" in words, "打合せ" in words) for name, words in shown.items()} == {
        "visitor": (True, False), "riku": (True, False), "michi": (True, False), "umi": (True, True), "mori": (True, True)
    }  # fmt: skip


def test_a_record_without_contacts_is_kept(browser_of, cast):
    gathering = a_gathering(a_lab(by=cast.umi), by=cast.umi)
    page = browser_of(cast.umi).visit(f"/livinglabs/gatherings/{gathering.key}/edit")
    page.press("保存する", 記録="連絡は 045-671-2121 まで。", 参加した人数="12")
    assert (page.status, "045-671-2121" in page.main, "取り除いてください" in page.main) == (422, True, True)

    page.press("保存する", 記録="3つの案が出た。")
    assert (_only(Gathering).record, _only(Gathering).people) == ("3つの案が出た。", 12)


def test_voices_become_a_need_that_says_where_it_came_from(app, browser_of, cast):
    lab = a_lab(by=cast.umi)
    umi = browser_of(cast.umi).visit(f"/livinglabs/{lab.key}/voices").follow("市民の声を書き留める")
    umi.press("書き留める", テーマ="空き家", 声の内容="詳しくは hanako@example.com まで。")
    assert (umi.status, "hanako@example.com" in umi.main) == (422, True)
    umi.press("書き留める", 声の内容="空き家を集まる場所にしたい。")
    other = a_voice(lab, by=cast.umi, said="雨の日に子どもが行く所がない。")
    first = db.session.scalars(select(Voice).where(Voice.id != other.id)).one()

    umi.visit(f"/livinglabs/{lab.key}/voices").press(
        "まとめる", 声=[first.key, other.key], まとまりの名前="空き家を居場所に"
    )
    michi = browser_of(cast.michi).visit(f"/livinglabs/{lab.key}/voices/need?heading=空き家を居場所に")
    assert sorted(michi.questions["voices"]) == sorted([first.key, other.key])
    michi.press("ニーズの下書きを作る")

    need = _only(Need)
    assert (need.step, need.section_id, need.title) == (NeedStep.DRAFT, cast.roads.id, "空き家を居場所に")
    assert "・空き家を集まる場所にしたい。" in need.background and "雨の日に子どもが行く所がない。" in need.background
    assert "みなと坂リビングラボ" in michi.main and "2件の声" in michi.main
    assert [voice.state for voice in db.session.scalars(select(Voice))] == [VoiceState.NEED] * 2
    umi.visit(f"/livinglabs/{lab.key}/voices")
    assert "公開されていないニーズ(公開前)" in umi.main and need.title not in [
        a.get_text() for a in umi.page.select("main a")
    ]
    assert need.title in browser_of(cast.michi).visit(f"/livinglabs/{lab.key}/voices").main
    assert _letters(app) == [("voices_used", "umi@minato.example"), ("voices_used", "sora@minato.example")]


def test_who_applied_is_told_that_what_they_were_told_is_taken_back(app, browser_of, cast):
    lab = a_lab(by=cast.umi, step=LabStep.CHECKING)
    with db.transaction():
        move_lab(lab, "decline", by=cast.mori, reason="別の団体と取り違えた")
    browser_of(cast.mori).visit(f"/livinglabs/{lab.key}").press("取り消す", 取り消す理由="取り違え")

    assert _letters(app) == [("livinglab_moved", "umi@minato.example")] * 2
    last = db.session.scalars(select(Letter.subject).order_by(Letter.id.desc())).first()
    assert last == "ラボの登録が「確認中」になりました"


def test_a_voice_becomes_one_need(browser_of, cast):
    lab = a_lab(by=cast.umi)
    voice = a_voice(lab, by=cast.umi)
    first, second = (browser_of(who).visit(f"/livinglabs/{lab.key}/voices/need") for who in (cast.michi, cast.kaji))
    said = {"声": [voice.key], "題名": "空き家"}
    first.press("ニーズの下書きを作る", **said)
    second.press("ニーズの下書きを作る", **said)

    assert (first.status, second.status) == (200, 422)
    assert _only(Need).section_id == cast.roads.id


def test_who_writes_about_what_others_have_moved_on_is_told_so_and_keeps_the_words(browser_of, cast):
    lab = an_open_lab(by=cast.umi)
    voice = a_voice(lab, by=cast.umi)
    joining = browser_of(cast.riku).visit(f"/livinglabs/{lab.key}/members/join")
    correcting = browser_of(cast.umi).visit(f"/livinglabs/voices/{voice.key}/edit")
    with db.transaction():
        move_lab(lab, "rest", by=cast.umi, reason="会場の工事")
        make_need_of(lab, [voice], title="空き家", section=cast.roads, by=cast.michi)

    joining.press("申し込む", ラボでの役割="データの分析", 参加したい理由="記録を生かしたい。")
    correcting.press("保存する", 声の内容="空き家を遊び場にしたい。")

    assert (joining.status, joining.questions["words"]) == (422, "記録を生かしたい。")
    assert "いまは、参加の申込みを受けていません。" in joining.main
    assert (correcting.status, correcting.questions["said"]) == (422, "空き家を遊び場にしたい。")
    assert "この声は、もうニーズになりました。" in correcting.main
    assert "書き直す" not in browser_of(cast.umi).visit(f"/livinglabs/{lab.key}/voices").main
    assert (
        "この声は、もうニーズになりました。" in browser_of(cast.umi).visit(f"/livinglabs/voices/{voice.key}/edit").main
    )
    assert "申し込む" not in browser_of(cast.riku).visit(f"/livinglabs/{lab.key}/members/join").buttons


def test_a_new_voice_can_be_put_with_others_however_many_wait_to_become_a_need(browser_of, cast):
    lab = a_lab(by=cast.umi)
    about = {
        "livinglab_id": lab.id,
        "by_id": cast.umi.id,
        "heard_on": clock.today(),
        "theme": "空き家",
        "said": "貸したい。",
    }
    with db.transaction():
        grouped = {"state": VoiceState.GROUPED, "heading": "居場所"}
        db.session.add_all(Voice(**about | grouped) for _ in range(MOST_VOICES))
    new = a_voice(lab, by=cast.umi)
    page = browser_of(cast.umi).visit(f"/livinglabs/{lab.key}/voices")
    page.press("まとめる", 声=[new.key], まとまりの名前="庭木")

    db.session.rollback()
    assert (page.status, new.state, new.heading) == (200, VoiceState.GROUPED, "庭木")


def test_voices_are_read_by_the_labs_people_and_the_city_alone(browser_of, cast):
    lab = a_lab(by=cast.umi)
    answers = {
        name: browser_of(getattr(cast, name, None)).client.get(f"/livinglabs/{lab.key}/voices").status_code
        for name in ("visitor", "riku", "kan", "umi", "sora", "michi", "midori", "mori", "ken")
    }

    assert answers == {
        "visitor": 302, "riku": 403, "kan": 403, "umi": 200, "sora": 200, "michi": 200, "midori": 200, "mori": 200, "ken": 200
    }  # fmt: skip


def test_an_organisation_asks_to_join_an_open_lab_and_is_let_in(app, browser_of, cast):
    lab = an_open_lab(by=cast.umi)
    riku = browser_of(cast.riku).visit(f"/livinglabs/{lab.key}").follow("参加を申し込む")
    riku.press("申し込む", ラボでの役割="データの分析", 参加したい理由="介護の記録を生かしたい。")
    member = _only(LabMember)
    assert "申込み中" in riku.main and "丘データ" not in browser_of(cast.kita).visit(riku.path).main
    assert "丘データ合同会社" in browser_of(cast.umi).visit("/home").main

    umi = browser_of(cast.umi).visit(f"/livinglabs/members/{member.key}").press("答える", 返事="no")
    assert (umi.status, "見送る理由を入力してください。" in umi.main) == (422, True)
    umi.press("答える", 返事="yes", 伝えること="次回の会からどうぞ。")

    assert "丘データ合同会社" in browser_of(None).visit(f"/livinglabs/{lab.key}/members").main
    assert _only(LabMember).state is MemberState.MEMBER
    assert _letters(app) == [
        ("lab_join_asked", "umi@minato.example"),
        ("lab_join_asked", "sora@minato.example"),
        ("lab_join_answered", "riku@oka.example"),
    ]
    riku.visit(f"/livinglabs/{lab.key}/members").press("外れる")
    assert _only(LabMember).state is MemberState.LEFT


def test_who_asks_to_join_is_seen_by_both_sides_alone(browser_of, cast):
    lab = an_open_lab(by=cast.umi)
    a_member(lab, by=cast.riku)
    shown = {
        name: "丘データ合同会社" in browser_of(getattr(cast, name, None)).visit(f"/livinglabs/{lab.key}/members").main
        for name in ("visitor", "kita", "michi", "umi", "riku", "mori")
    }

    assert shown == {"visitor": False, "kita": False, "michi": False, "umi": True, "riku": True, "mori": True}


def test_what_a_year_is_about_and_what_was_done_stand_in_order(browser_of, cast):
    lab = a_lab(by=cast.umi)
    page = browser_of(cast.umi).visit(f"/livinglabs/{lab.key}/milestones")
    page.press("書き足す", 種類="topic", 内容="循環型の暮らし")
    assert (page.status, "年度を西暦で入力してください。" in page.main) == (422, True)
    page.press("書き足す", **{"年度(西暦)": "2021"})
    page.press("書き足す", 種類="project", 内容="実証実験会", あった日="2022-03-31")

    lines = [" ".join(one.get_text(" ", strip=True).split()) for one in page.page.select(".lined__words")]
    assert lines == ["2022年3月31日(木) 実証実験会", "2021年度の題 循環型の暮らし"]
    page.press("取り除く")
    assert "実証実験会" not in browser_of(None).visit(f"/livinglabs/{lab.key}/milestones").main


def test_the_register_goes_out_as_a_table_without_what_only_the_city_reads(browser_of, cast):
    a_lab(by=cast.umi, field_words="集会所で試せます。")
    told = browser_of(cast.riku).client.get("/exchange/livinglabs?as=csv").get_data(as_text=True)

    assert "みなと坂リビングラボ" in told and "南区" in told and "集会所で試せます。" not in told


def test_the_board_tells_whose_turn_it_is(browser_of, cast):
    a_lab(by=cast.umi, step=LabStep.APPLIED, step_since=clock.now() - timedelta(days=6))
    page = browser_of(cast.mori).visit("/desk?noun=livinglab")

    assert "みなと坂リビングラボ" in page.main and "事務局の番です: 確認を始める" in page.main and "遅れ" in page.main
    assert "みなと坂リビングラボ" in browser_of(cast.mori).visit("/home").main
