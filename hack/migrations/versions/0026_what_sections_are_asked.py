"""Sections are asked on one common ground: an inquiry about data goes along a path, and of every last day people are told twice."""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

import hack.db
from hack import clock

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

STEPS = sa.Enum("asked", "answered", "withdrawn", name="inquirystep", native_enum=False, length=32)
SAYS = sa.Enum("can", "later", "partly", "cannot", "not_here", name="says", native_enum=False, length=32)
KEPT = "id, key, request_id, section_id, due_on, asked_by_id, asked_at, says, remark, answered_by_id, answered_at"
STEP = "CASE WHEN answered_at IS NOT NULL THEN 'answered' WHEN dropped_at IS NOT NULL THEN 'withdrawn' ELSE 'asked' END"
SINCE = "COALESCE(answered_at, dropped_at, asked_at)"

DUTIES = ("notices.reactions.write_about_due_date", "notices.reactions.write_about_late_inquiry")
"""Under which names letters about last days were owed."""
TOGETHER = "notices.reactions.write_about_last_day"

passage = sa.table(
    "passage",
    sa.column("noun", sa.String),
    sa.column("thing_id", sa.Integer),
    sa.column("at", hack.db.Moment),
    sa.column("happened_on", sa.Date),
    sa.column("by_id", sa.Integer),
    sa.column("start", sa.String),
    sa.column("end", sa.String),
    sa.column("move", sa.String),
    sa.column("reason", sa.Text),
)
inquiry = sa.table(
    "data_inquiry",
    sa.column("id", sa.Integer),
    sa.column("step", sa.String),
    sa.column("step_since", hack.db.Moment),
    sa.column("answered_by_id", sa.Integer),
)


def upgrade():
    for name in ("warned_for", "chased_for"):
        op.add_column("inquiry", sa.Column(name, sa.Date(), nullable=True))
    _set_aside()
    op.create_table(
        "data_inquiry",
        *_columns_before(),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("warned_for", sa.Date(), nullable=True),
        sa.Column("chased_for", sa.Date(), nullable=True),
        sa.Column("step", STEPS, nullable=False),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_constraints("step <> 'answered' OR (answered_at IS NOT NULL AND says IS NOT NULL)"),
    )
    _take_over(
        "asked, chased_for, step, step_since, version",
        f"question, CASE WHEN told_late THEN due_on END, {STEP}, {SINCE}, 1",
    )
    _indexes("step", "step = 'asked'")
    _tell_the_way(op.get_bind())
    _rename_letters("datainquiry_late", "datainquiry_overdue")
    _owe(DUTIES, TOGETHER)


def downgrade():
    _rename_letters("datainquiry_overdue", "datainquiry_late")
    _set_aside()
    op.create_table(
        "data_inquiry",
        *_columns_before(),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("dropped_at", hack.db.Moment(), nullable=True),
        sa.Column("told_late", sa.Boolean(), nullable=False),
        *_constraints("(says IS NULL) = (answered_at IS NULL)"),
    )
    _take_over(
        "question, dropped_at, told_late",
        "asked, CASE WHEN step = 'withdrawn' THEN step_since END, COALESCE(chased_for = due_on, false)",
    )
    _indexes("answered_at", "answered_at IS NULL AND dropped_at IS NULL")
    for name in ("warned_for", "chased_for"):
        op.drop_column("inquiry", name)


def _set_aside():
    """Nothing points to the table: it is made anew, alike on every database."""
    op.execute("CREATE TABLE data_inquiry_before AS SELECT * FROM data_inquiry")
    op.drop_table("data_inquiry")


def _take_over(columns, values):
    op.execute(f"INSERT INTO data_inquiry ({KEPT}, {columns}) SELECT {KEPT}, {values} FROM data_inquiry_before")
    op.drop_table("data_inquiry_before")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('data_inquiry', 'id'), COALESCE(MAX(id), 1), MAX(id) IS NOT NULL)"
            " FROM data_inquiry"
        )


def _tell_the_way(connection):
    """Every inquiry that was answered, or ended with its request, has come to where it stands by a passage."""
    told = sa.select(passage.c.thing_id).where(passage.c.noun == "data_inquiry")
    ended = sa.select(inquiry).where(inquiry.c.step != "asked", inquiry.c.id.not_in(told)).order_by(inquiry.c.id)
    for row in connection.execute(ended).all():
        answered = row.step == "answered"
        connection.execute(
            passage.insert().values(
                noun="data_inquiry",
                thing_id=row.id,
                at=row.step_since,
                happened_on=clock.in_japan(row.step_since.astimezone(UTC)).date(),
                by_id=row.answered_by_id if answered else None,
                start="asked",
                end=row.step,
                move="answer" if answered else "end_with_request",
                reason="" if answered else "依頼が終わったため。",
            )
        )


def _rename_letters(was, now):
    letter = sa.table("letter", sa.column("occasion", sa.String))
    op.execute(letter.update().where(letter.c.occasion == was).values(occasion=now))


def _owe(was, now):
    """What is owed at this moment, or was given up and may be tried again, is owed under the new name."""
    delivery = sa.table("delivery", sa.column("reaction", sa.String), sa.column("done_at", hack.db.Moment))
    op.execute(
        delivery.update().where(delivery.c.reaction.in_(was), delivery.c.done_at.is_(None)).values(reaction=now)
    )


def _columns_before():
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", hack.db.Moment(), nullable=False),
        sa.Column("says", SAYS, nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", hack.db.Moment(), nullable=True),
    )


def _constraints(answered):
    return (
        sa.CheckConstraint(answered, name=op.f("ck_data_inquiry_answered")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_data_inquiry_answered_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_data_inquiry_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["datarequest.id"], name=op.f("fk_data_inquiry_request_id_datarequest")
        ),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_data_inquiry_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_inquiry")),
        sa.UniqueConstraint("key", name=op.f("uq_data_inquiry_key")),
    )


def _indexes(due, waits):
    op.create_index("ix_data_inquiry_due", "data_inquiry", [due, "due_on"])
    op.create_index(op.f("ix_data_inquiry_section_id"), "data_inquiry", ["section_id"])
    op.create_index(
        "uq_data_inquiry_open",
        "data_inquiry",
        ["request_id", "section_id"],
        unique=True,
        sqlite_where=sa.text(waits),
        postgresql_where=sa.text(waits),
    )
