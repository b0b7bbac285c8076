"""What the tests of the pages look at: things as they stand in the database, days, and refusals."""

from datetime import timedelta

from hack import clock, db
from hack.needs.models import Need


def fresh(thing):
    """The thing as it stands in the database now."""
    db.session.rollback()
    db.session.refresh(thing)
    return thing


def refusal(browser, path):
    """What somebody learns who is told that there is no such page: everything but the request's number."""
    browser.visit(path)
    number = browser.response.headers["X-Request-Id"]
    return browser.status, browser.main.replace(number, ""), set(browser.response.headers.keys()) - {"Set-Cookie"}


def the_need(title):
    db.session.rollback()
    return db.session.query(Need).filter_by(title=title).one()


def do(deed, *args, **how):
    with db.transaction():
        return deed(*args, **how)


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()
