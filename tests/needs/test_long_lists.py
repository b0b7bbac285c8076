"""Pages stay light however much there is: paged lists, and at most twelve questions to the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from hack import clock, db
from hack.accounts.models import Section
from hack.needs.actions import move_need
from hack.needs.models import Field, Need
from hack.pipeline.need import NeedStep
from hack.roles import Role
from hack.seeds.models import Seed
from tests.cast import a_need, a_person, a_seed, an_organization

ROWS = 300
MOST = 12
S = NeedStep


@contextmanager
def asked_of_the_database() -> Iterator[list[str]]:
    """The statements that are sent while it is open."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    engine = db.session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@pytest.fixture
def crowd(app, cast):
    """300 needs of 30 sections and 300 seeds of 30 organisations, and one need with a long history."""
    with db.transaction():
        sections = [Section(name=f"第{n}課", bureau=cast.roads.bureau) for n in range(30)]
        organizations = [an_organization(f"団体{n}") for n in range(30)]
        db.session.add_all([*sections, *organizations])
    with db.transaction():
        people = [
            a_person(f"人{n}", f"p{n}@city.example", Role.OFFICER, section_id=section.id)
            for n, section in enumerate(sections)
        ]
        db.session.add_all(people)
    now, today = clock.now(), clock.today()
    steps = [S.DRAFT, S.IDEAS_OPEN, S.WORKING, S.ADOPTED, S.TRIALS_OPEN, S.CHECKING]
    with db.transaction():
        for n in range(ROWS):
            facts = {"title": f"ニーズ{n}", "section_id": people[n // 10].section_id, "author_id": people[n // 10].id}
            dates = {"published_at": now, "opens_on": today, "closes_on": today + timedelta(days=n % 90)}
            step = steps[n % len(steps)]
            db.session.add(Need(step=step, **facts, **(dates if step.public else {})))
            owner = organizations[n * 7 % 30].id
            db.session.add(
                Seed(
                    title=f"シーズ{n}", organization_id=owner, author_id=cast.umi.id, published_at=now, confirmed_at=now
                )
            )
            db.session.add(Seed(title=f"自分{n}", organization_id=cast.minato.id, author_id=cast.umi.id))
    return cast


@pytest.mark.parametrize("name", ["visitor", "umi", "michi", "mori", "ken"])
def test_lists_of_hundreds_are_paged_and_light(crowd, browser_of, name):
    browser = browser_of(getattr(crowd, name, None))
    paths = ["/needs/", "/needs/?page=3&q=ニーズ&stage=open", "/seeds/", "/seeds/?page=3&q=シーズ&of=団体"]
    paths += ["/seeds/mine?page=2"] if name == "umi" else []

    for path in paths:
        browser.visit(path)
        with asked_of_the_database() as sent:
            browser.visit(path)
        assert len(browser.page.select(".card")) == 20, path
        assert 0 < len(sent) <= MOST, (path, sent)


@pytest.mark.parametrize("name", ["visitor", "umi", "michi", "mori", "ken"])
def test_the_page_of_one_thing_is_light_however_long_its_history(crowd, browser_of, name):
    need = a_need(by=crowd.michi, step=S.CHECKING)
    for _ in range(10):
        with db.transaction():
            move_need(need, "return", by=crowd.mori, reason="件数を書いてください。")
        with db.transaction():
            move_need(need, "resubmit", by=crowd.michi, made_at="needs.submit")
    with db.transaction():
        move_need(need, "approve", by=crowd.mori)
    public, seed = a_need(by=crowd.michi), a_seed(by=crowd.umi)
    browser = browser_of(getattr(crowd, name, None))
    paths = [f"/needs/{public.key}", f"/seeds/{seed.key}"]
    if name in ("michi", "mori"):
        paths += [f"/needs/{need.key}{page}" for page in ("", "/edit", "/publish?move=open_ideas", "/preview")] + [
            "/needs/new"
        ]
    if name == "umi":
        paths += [f"/seeds/{seed.key}/edit", "/seeds/new"]

    for path in paths:
        browser.visit(path)
        with asked_of_the_database() as sent:
            browser.visit(path)
        assert browser.status == 200, path
        assert 0 < len(sent) <= MOST, (path, sent)


def test_the_way_through_the_list_leads_to_every_need_once(crowd, browser_of):
    browser = browser_of(crowd.mori).visit("/needs/")
    titles = [h.get_text() for h in browser.page.select(".card__title")]

    while "次へ" in browser.words:
        browser.follow("次へ")
        titles += [h.get_text() for h in browser.page.select(".card__title")]

    assert sorted(titles) == sorted(f"ニーズ{n}" for n in range(ROWS))


def test_rubbish_in_the_address_shows_the_list_all_the_same(browser_of, cast):
    a_need(by=cast.michi, title="橋の点検")

    for rubbish in (
        "page=0",
        "page=-3",
        "page=999",
        "page=x",
        "page=" + "9" * 5000,
        "field=x",
        "stage=x",
        "bureau=x",
    ):
        page = browser_of(None).visit(f"/needs/?{rubbish}")
        assert (page.status, "橋の点検" in page.main, "エラー" in page.main) == (200, True, False), rubbish


def test_the_list_is_narrowed_by_its_questions_which_keep_their_answers(browser_of, cast):
    a_need(by=cast.michi, title="橋の点検")
    a_need(by=cast.midori, title="収集車の経路", field=Field.ENVIRONMENT)
    a_need(by=cast.midori, title="収集の終わった話", step=S.FINISHED)

    page = browser_of(None).visit("/needs/?q=収集&stage=open&bureau=資源循環局&field=")

    assert [h.get_text() for h in page.page.select(".card__title")] == ["収集車の経路"]
    assert {name: page.questions[name] for name in ("stage", "bureau", "field")} == {
        "stage": ["open"], "bureau": ["資源循環局"], "field": [""],
    }  # fmt: skip
    assert page.page.find("main").find("input", {"name": "q"})["value"] == "収集"
    assert "この条件に合うニーズはありません。" in page.visit("/needs/?field=children").main


def test_the_next_page_keeps_what_was_asked(crowd, browser_of):
    page = browser_of(None).visit("/needs/?q=ニーズ&stage=working").follow("次へ")

    titles = [h.get_text() for h in page.page.select(".card__title")]
    assert len(titles) == 20
    assert {step.get_text(strip=True) for step in page.page.select(".card .step")} == {"ワーキング中"}
