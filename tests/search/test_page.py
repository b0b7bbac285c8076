"""The search page, and how long a question it takes."""

import shutil
from urllib.parse import quote

import pytest
from sqlalchemy import event

from hack import db
from hack.needs.models import Field
from hack.opendata.words import Obstacle
from hack.search.rebuild import rebuild
from hack.search.views import LONGEST
from hack.server import Server
from tests.agreements.words import an_agreement
from tests.cast import a_need, a_proposal, a_seed
from tests.intake.words import a_case, a_theme
from tests.livinglabs.words import a_gathering, a_lab, a_voice
from tests.opendata.words import a_dataset, a_request, decided, shown

CUT = "言葉が長いので、はじめの部分だけで探しました。"


@pytest.mark.parametrize(
    ("question", "cut"),
    [("除雪 " * 60, False), ("除雪の相談" * 599, False), ("除雪の相談" * 601, True), ("a" * 3_001, True)],
)
def test_a_question_that_is_too_long_is_answered_by_its_beginning_and_says_so(browser_of, question, cut):
    page = browser_of(None).visit(f"/search?q={quote(question)}")

    assert (page.status, CUT in page.main) == (200, cut)
    assert page.page.find("input", {"name": "q"})["maxlength"] == "200"
    assert len(page.page.find("input", {"name": "q"})["value"]) <= 200


def test_the_server_takes_whatever_the_box_can_send(settings):
    narrowed = f"field=administration&bureau={quote('区' * 20)}&stage=working&readiness=prototype&kind=association&door=consultation&agreement=comprehensive&lab=living&format=geojson"
    longest = f"GET /search?q={quote('雪' * LONGEST)}&noun=workgroup&{narrowed}&page=100 HTTP/1.1"

    assert len(longest) < Server(settings).cfg.limit_request_line == 8190


def test_pages_and_facets_keep_the_question_and_what_was_chosen(cast, browser_of):
    for number in range(25):
        a_need(by=cast.michi, title=f"交通量 {number}", field=(Field.ROADS, Field.ROADS, Field.OTHER)[number % 3])
    rebuild()

    page = browser_of(None).visit("/search?q=交通量&noun=need").follow("すべて(25)").follow("ニーズ(25)").follow("次へ")
    assert len(page.page.select(".result")) == 5
    page = page.follow("道路・河川・下水道(17)")
    assert len(page.page.select(".result")) == 17
    assert page.page.select_one("main input[name=q]")["value"] == "交通量"


def test_links_carry_no_more_of_a_pasted_page_than_an_address_has_room_for(cast, browser_of):
    a_need(by=cast.michi, title="交通量の調査")
    a_need(by=cast.midori, title="交通量の分析", field=Field.OTHER)
    rebuild()

    page = browser_of(None).visit(f"/search?q={quote('交通量を調べる。' * 400)}")

    assert len(page.page.select(".result")) == 2
    assert max(len(link["href"]) for link in page.page.select("main a[href]")) < 8_190


@pytest.fixture
def town(cast):
    """Something of nearly every noun, all of which has 交通量."""
    need = a_need(by=cast.michi)
    a_seed(by=cast.umi)
    a_proposal(by=cast.umi, need=need, title="交通量を測る")
    an_agreement(by=cast.mori, name="交通量の協定")
    lab = a_lab(by=cast.umi, name="交通量ラボ")
    a_gathering(lab, by=cast.umi, title="交通量を数える会")
    a_voice(lab, by=cast.umi, theme="交通量")
    a_dataset(cast)
    asked = decided(a_request(by=cast.umi, open_to_all=True), "refuse", cast, obstacle=Obstacle.COST)
    shown(asked, cast, wording="交差点ごとの交通量の表は\nありますか。")
    a_theme(cast.roads, by=cast.michi, title="交通量の調査")
    a_case(by=cast.umi, title="交通量を音で測る")
    rebuild()


def test_results_of_every_noun_lead_to_where_they_are_shown(cast, town, browser_of):
    browser = browser_of(cast.umi)
    links = {
        result.select_one(".tag").get_text(): result.select_one("a")["href"]
        for result in browser.visit("/search?q=交通量").page.select(".result")
    }

    assert len(links) == 11
    for noun, link in links.items():
        path, _, anchor = link.partition("#")
        page = browser.visit(path)
        assert (page.status, "交通量" in page.main) == (200, True), noun
        assert (page.page.find(id=anchor) is not None) == bool(anchor), noun
        assert bool(anchor) == (noun in ("ラボの開催", "市民の声"))
    assert browser.visit(links["データの質問と回答"]).main.count("交差点ごとの交通量の表は") == 1


@pytest.mark.parametrize("whole", [True, False], ids=["the index", "the database"])
def test_a_page_of_every_noun_asks_few_questions(cast, town, browser_of, stage, whole):
    if not whole:
        shutil.rmtree(stage.folder / "index", ignore_errors=True)
    client = browser_of(cast.umi).client
    client.get("/search?q=交通量")
    sent = []
    event.listen(db.session.get_bind(), "before_cursor_execute", lambda *args: sent.append(args[2]))
    assert "すべて(11)" in client.get("/search?q=交通量").get_data(as_text=True)

    asked = [one for one in sent if one.startswith(("SELECT", "WITH", "INSERT", "UPDATE"))]
    assert len(asked) <= 7


def test_who_has_not_asked_yet_is_told_what_can_be_found(cast, browser_of):
    private = "提案、ワーキング、共創フロントの案件、市民の声は、あなたが読めるものだけを一緒に探します。"

    for person in (None, cast.umi):
        for address in ("/search", "/search?q=宇宙旅行"):
            page = browser_of(person).visit(address).main
            assert "データセット、データの質問と回答をまとめて探します。" in page
            assert (private in page) == (person is not None)


def test_what_stands_in_a_list_is_led_to_on_the_page_of_the_list_that_has_it(cast, browser_of):
    lab = a_lab(by=cast.umi)
    old, said = a_gathering(lab, by=cast.umi, title="灯台の会"), a_voice(lab, by=cast.umi, theme="灯台")
    for number in range(21):
        a_gathering(lab, by=cast.umi, title=f"会 {number}")
        a_voice(lab, by=cast.umi, theme="海")
    rebuild()
    found = browser_of(cast.sora).visit("/search?q=灯台")

    for noun, thing, last in (("gathering", old, "/gatherings"), ("voice", said, "/voices")):
        link = found.page.select_one(f'.result__title a[href$="#{noun}-{thing.key}"]')["href"].partition("#")[0]
        page = browser_of(cast.sora).visit(link)
        assert page.page.find(id=f"{noun}-{thing.key}") is not None
        page.follow("前へ")
        assert page.path.endswith(last) and page.page.find(id=f"{noun}-{thing.key}") is None
    assert browser_of(cast.sora).visit(f"/livinglabs/{lab.key}/gatherings?at=nothing").status == 200
