"""What lay before the body before rulings could be put right, and agreements before they had turns, goes on; and back again."""

from datetime import timedelta

from alembic import command
from sqlalchemy import select, text

from hack import clock, db
from hack.agreements.actions import renew_agreement
from hack.agreements.models import Agreement, Standing
from hack.agreements.queries import beside
from hack.deliberations.actions import call_off_sitting, correct_ruling
from hack.deliberations.models import Ruling, Sitting, Tabling
from hack.deliberations.queries import one_paper, ruling_in_the_way
from hack.intake.models import Case
from hack.schema import _config, check
from tests.agreements.words import an_agreement
from tests.deliberations.words import a_body, a_case, a_paper, a_sitting, ruled, tabled


def _go(step, url):
    """Bring the database to that shape, with nobody at it meanwhile."""
    db.disconnect()
    {"up": command.upgrade, "down": command.downgrade}[step](_config(url), "0027" if step == "down" else "head")
    if url.startswith("sqlite"):
        assert db.session.scalar(text("PRAGMA foreign_keys")) == 1
    db.connect(url)


def test_old_rulings_sittings_and_agreements_go_on(app, stage, cast):
    a_body(by=cast.mori)
    off, waiting, conditional = (a_case(cast) for _ in range(3))
    sitting = a_sitting(by=cast.mori)
    tabled(a_paper(off, by=cast.mori), sitting, by=cast.mori)
    with db.transaction():
        call_off_sitting(sitting, by=cast.mori, reason="議長が出られない。")
    tabled(a_paper(waiting, by=cast.mori), a_sitting(by=cast.mori), by=cast.mori)
    ruled(a_paper(conditional, by=cast.mori), Ruling.CONDITIONAL, by=cast.mori, conditions=["甲"])
    agreement = an_agreement(by=cast.mori, until=clock.today() + timedelta(days=5))
    with db.transaction():
        renew_agreement(
            agreement, by=cast.mori, parties=["港計測"], former_ended_on=clock.today(), kind=agreement.kind,
            name="新しい協定", city_side="横浜市",
        )  # fmt: skip
    mori, keys, key = cast.mori, (off.key, waiting.key, conditional.key), agreement.key

    _go("down", stage.database)
    rulings = db.session.scalars(text("SELECT ruling FROM tabling ORDER BY id")).all()
    assert rulings == ["taken_home", None, "conditional"]
    db.session.rollback()
    _go("up", stage.database)
    check(stage.database)

    mori = db.session.merge(mori)
    items = db.session.scalars(select(Tabling).order_by(Tabling.id)).all()
    assert [(one.version, one.conditions, one.corrections, one.replacements) for one in items] == [(1, [], [], [])] * 3
    assert {
        (one.begins, one.others, one.present, one.called_off_at) for one in db.session.scalars(select(Sitting))
    } == {(None, "", "", None)}
    # Its conditions stood in the words of the ruling: they hold nothing up until somebody writes them down one by one.
    case = db.session.scalar(select(Case).where(Case.key == keys[2]))
    assert ruling_in_the_way(case) == {}
    paper = one_paper(keys[2], mori)
    with db.transaction():
        correct_ruling(
            paper, paper.items[-1], Ruling.CONDITIONAL, by=mori, said="会議のとおり。", reason="条件を分けて書く。",
            conditions=["甲"],
        )  # fmt: skip
    assert sorted(ruling_in_the_way(case)) == ["agree", "start"]
    kept = db.session.scalar(select(Agreement).where(Agreement.key == key))
    assert (kept.standing, kept.told_over_for, beside(kept, mori)) == (Standing.ENDED, None, (None, None))
