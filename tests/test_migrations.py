"""An installation that has people in it goes on with a newer shape."""

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from hack import db
from hack.schema import _config, check, upgrade

ORGANIZATION = (
    "INSERT INTO organization (id, key, name, kana, kind, in_city, address, url, strengths, record, applicant_name,"
    " applicant_email, applicant_phone, demo, applied_at, step, step_since, version) VALUES"
    " (1, 'k', '港計測', '', 'company', true, '', '', '', '', '', '', '', false, '2026-05-12', 'active', '2026-05-12', 1)"
)
PERSON = (
    'INSERT INTO "user" (id, key, name, email, phone, post, role, organization_id, password_hash, active, demo, joined_at)'
    " VALUES (1, 'k', '海野', 'umi@minato.example', '', '', 'proposer', 1, 'x', true, false, '2026-05-12')"
)


@pytest.fixture
def old(tmp_path):
    """The address of an installation before 0003, with an organisation that has a person."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    db.connect(url)
    command.upgrade(_config(url), "0002")
    with db.transaction() as session:
        session.execute(text(ORGANIZATION))
        session.execute(text(PERSON))
    yield url
    db.disconnect()


def _kept():
    return db.session.execute(
        text('SELECT o.name, o.in_city, p.name FROM organization o JOIN "user" p ON p.organization_id = o.id')
    ).all()


def test_what_is_known_of_an_organization_is_kept_and_may_be_unknown_from_now_on(old):
    upgrade(old)
    check(old)

    assert _kept() == [("港計測", 1, "海野")]
    with db.transaction() as session:
        session.execute(text("UPDATE organization SET in_city = NULL"))
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []

    db.disconnect()
    command.downgrade(_config(old), "0002")
    assert _kept() == [("港計測", 0, "海野")]
    with pytest.raises(IntegrityError), db.transaction() as session:
        session.execute(text("UPDATE organization SET in_city = NULL"))
