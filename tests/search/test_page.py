"""The search page, and how long a question it takes."""

from urllib.parse import quote

import pytest

from hack.needs.models import Field
from hack.search.rebuild import rebuild
from hack.search.views import LONGEST
from hack.server import Server
from tests.cast import a_need

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
    narrowed = f"field=administration&bureau={quote('区' * 20)}&stage=working&readiness=prototype&kind=association"
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
