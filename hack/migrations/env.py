"""How migrations run: inside one transaction, on the platform's own connection."""

from alembic import context
from sqlalchemy import Connection, text

from hack import db, once, outbox  # noqa: F401 (their tables)
from hack.agreements.models import Agreement  # noqa: F401
from hack.deliberations.models import Paper  # noqa: F401
from hack.exchange.models import ImportBatch  # noqa: F401
from hack.files.models import StoredFile  # noqa: F401
from hack.indicators.figures.models import PublishedFigure  # noqa: F401
from hack.indicators.participants.models import ParticipantTerm  # noqa: F401
from hack.intake.models import Case  # noqa: F401
from hack.limits import Attempt  # noqa: F401
from hack.livinglabs.models import LivingLab  # noqa: F401
from hack.notices.models import Letter  # noqa: F401
from hack.search.models import SearchPaper  # noqa: F401
from hack.sites.models import Site  # noqa: F401
from hack.workgroups.models import Workgroup  # noqa: F401


def _hold_to_keys(connection: Connection, held: bool) -> None:
    """Have SQLite look after foreign keys, or not: a table that is made anew is dropped while others point to it."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys = {'ON' if held else 'OFF'}")


def _check_keys(connection: Connection) -> None:
    """Refuse, before anything is kept, what leaves a row that points to nothing."""
    if connection.dialect.name == "sqlite" and (lost := connection.execute(text("PRAGMA foreign_key_check")).all()):
        raise RuntimeError(f"rows point to what is not there: {sorted({row[0] for row in lost})}")


engine = db.connect(context.config.get_main_option("sqlalchemy.url", ""))
with engine.connect().execution_options(writing=True) as connection:
    context.configure(
        connection=connection,
        target_metadata=db.Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        compare_type=True,
    )
    _hold_to_keys(connection, False)
    try:
        with connection.begin():
            if (
                connection.dialect.name == "postgresql"
            ):  # web and worker that begin together: one at a time, as SQLite has it
                for name in db.PATIENCE:
                    connection.execute(text(f"SET LOCAL {name} = 0"))  # a large table takes its time
                connection.execute(text("SELECT pg_advisory_xact_lock(1)"))
            context.run_migrations()
            _check_keys(connection)
    finally:
        _hold_to_keys(connection, True)
