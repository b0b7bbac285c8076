"""The strategy's terms with their aims and actuals, and numbers that were published."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KEPT = {
    "participant_change": "what was changed is never changed",
    "participant_measure": "what was chosen is never changed",
    "figure_change": "what was changed is never changed",
}


def upgrade():
    op.create_table(
        "participant_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("target_source", sa.String(length=200), nullable=False),
        sa.Column("actual", sa.Integer(), nullable=True),
        sa.Column("actual_of", sa.Enum("organizations", "persons", native_enum=False, length=32), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("actual_source", sa.String(length=200), nullable=False),
        sa.Column("outlook", sa.Text(), nullable=False),
        sa.CheckConstraint("target >= 0 AND actual >= 0", name=op.f("ck_participant_term_numbers")),
        sa.CheckConstraint("(actual IS NULL) = (actual_on IS NULL)", name=op.f("ck_participant_term_actual_has_a_day")),
        sa.CheckConstraint(
            "actual IS NOT NULL OR actual_of IS NULL", name=op.f("ck_participant_term_actual_of_something")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_term")),
        sa.UniqueConstraint("year", name=op.f("uq_participant_term_year")),
    )
    op.create_table(
        "participant_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("part", sa.Enum("target", "actual", "outlook", native_enum=False, length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("difference", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_participant_change_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_change")),
    )
    op.create_table(
        "participant_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Enum("organizations", "persons", native_enum=False, length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_participant_measure_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant_measure")),
    )
    subjects = ("participants", "front", "living_labs", "co_labs", "open_data")
    qualifiers = ("exact", "at_least", "more_than", "about", "roughly")
    precisions = ("day", "month", "year", "fiscal_year")
    op.create_table(
        "published_figure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Enum(*subjects, native_enum=False, length=32), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("value", sa.Numeric(14, 2, asdecimal=False), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.Column("qualifier", sa.Enum(*qualifiers, native_enum=False, length=32), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("precision", sa.Enum(*precisions, native_enum=False, length=32), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("source_url", sa.String(length=300), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("removed_at", hack.db.Moment(), nullable=True),
        sa.CheckConstraint("value >= 0", name=op.f("ck_published_figure_value")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_figure")),
        sa.UniqueConstraint("code", name=op.f("uq_published_figure_code")),
        sa.UniqueConstraint("key", name=op.f("uq_published_figure_key")),
    )
    op.create_index(op.f("ix_published_figure_subject"), "published_figure", ["subject"], unique=False)
    op.create_table(
        "figure_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("figure_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Enum("entered", "corrected", "removed", native_enum=False, length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_figure_change_by_id_user")),
        sa.ForeignKeyConstraint(
            ["figure_id"], ["published_figure.id"], name=op.f("fk_figure_change_figure_id_published_figure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_change")),
    )
    op.create_index(op.f("ix_figure_change_figure_id"), "figure_change", ["figure_id"], unique=False)
    _keep()


def _keep():
    """What was done is only added to."""
    for table, says in KEPT.items():
        if op.get_bind().dialect.name == "sqlite":
            for deed in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
                )
            continue
        op.execute(
            f"CREATE FUNCTION {table}_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{says}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_is_kept BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_is_kept()"
        )


def downgrade():
    for table in ("figure_change", "published_figure", "participant_measure", "participant_change", "participant_term"):
        op.drop_table(table)
    if op.get_bind().dialect.name != "sqlite":
        for table in KEPT:
            op.execute(f"DROP FUNCTION {table}_is_kept()")
