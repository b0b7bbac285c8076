"""The search page, and how long a question it takes."""

from urllib.parse import quote

import pytest

from hack.search.views import LONGEST
from hack.server import Server

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
