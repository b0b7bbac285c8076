"""Keeping a table that was checked, making its drafts, and forgetting it. Belongs inside the caller's transaction."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import delete, update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import Imported
from hack.exchange.models import ImportBatch
from hack.exchange.queries import LASTS
from hack.exchange.rules import IMPORTS
from hack.needs.actions import draft_need
from hack.policy import can
from hack.seeds.actions import draft_seed

DRAFTS: dict[str, Callable[..., Any]] = {"need": draft_need, "seed": draft_seed}


def keep_batch(*, noun: str, name: str, rows: list[Any], unused: list[str], by: User) -> ImportBatch:
    """Keep the checked rows of a table for a day; no draft is made yet. Raises NotAllowed."""
    if not can(by, IMPORTS[noun]):
        raise NotAllowed(IMPORTS[noun])
    batch = ImportBatch(
        noun=noun,
        owner_id=by.id,
        name="".join(letter for letter in name if letter.isprintable())[:120],
        rows=rows,
        unused=unused,
    )
    db.session.add(batch)
    db.session.flush()
    return batch


def take_batch(batch: ImportBatch, drafts: Sequence[dict[str, Any]], *, by: User) -> bool:
    """Make these drafts of the table, all or none, once; False where that was done before.

    drafts: what the noun's own deed (`draft_need`, `draft_seed`) takes for each. Raises NotAllowed, RuleBroken (none at all),
    and as the deed does. Records Imported, and what the deed records for each.
    """
    if not can(by, "batch.take", batch) or not can(by, IMPORTS[batch.noun]):
        raise NotAllowed("batch.take")
    claimed = db.session.execute(
        update(ImportBatch)
        .where(ImportBatch.id == batch.id, ImportBatch.taken_at.is_(None))
        .values(taken_at=clock.now(), made=len(drafts)),
        execution_options={"synchronize_session": False},
    )
    if not claimed.rowcount:  # type: ignore[attr-defined]
        return False
    if not drafts:
        raise RuleBroken("登録できる行がありません。")

    db.session.expire(batch)
    for answers in drafts:
        DRAFTS[batch.noun](by=by, **answers)
    outbox.record(Imported(batch.id, batch.noun, len(drafts)), by=by)
    return True


def sweep_batches() -> None:
    """Forget the tables that were brought more than a day ago."""
    db.session.execute(delete(ImportBatch).where(ImportBatch.at <= clock.now() - LASTS))
