"""Rulings put right, their conditions, papers replaced, and sittings moved or called off."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def _kept(table, thing, *more, checks=()):
    """A table of what was there before something was changed: of which thing, when, by whom."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(f"{thing}_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *more,
        sa.Column("before", sa.JSON(), nullable=False),
        *checks,
        sa.ForeignKeyConstraint([f"{thing}_id"], [f"{thing}.id"], name=op.f(f"fk_{table}_{thing}_id_{thing}")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f(f"fk_{table}_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_{thing}_id"), table, [f"{thing}_id"], unique=False)


def upgrade():
    op.add_column("tabling", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("sitting") as table:
        table.add_column(sa.Column("begins", sa.Time(), nullable=True))
        table.add_column(sa.Column("others", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("present", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("called_off_at", hack.db.Moment(), nullable=True))
        table.add_column(sa.Column("called_off_by_id", sa.Integer(), nullable=True))
        table.add_column(sa.Column("called_off_for", sa.String(length=400), nullable=False, server_default=""))
        table.create_foreign_key(op.f("fk_sitting_called_off_by_id_user"), "user", ["called_off_by_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_sitting_called_off_for_a_reason"), "(called_off_at IS NULL) = (called_off_for = '')"
        )
        table.create_check_constraint(
            op.f("ck_sitting_called_off_by_somebody"), "(called_off_at IS NULL) = (called_off_by_id IS NULL)"
        )
    op.create_table(
        "ruling_condition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("tabling_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("met_at", hack.db.Moment(), nullable=True),
        sa.Column("met_by_id", sa.Integer(), nullable=True),
        sa.Column("met_how", sa.String(length=400), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_ruling_condition_said")),
        sa.CheckConstraint(
            "(met_at IS NULL) = (met_by_id IS NULL)", name=op.f("ck_ruling_condition_met_by_somebody")
        ),
        sa.CheckConstraint("met_at IS NULL OR met_how <> ''", name=op.f("ck_ruling_condition_met_somehow")),
        sa.ForeignKeyConstraint(
            ["tabling_id"], ["tabling.id"], name=op.f("fk_ruling_condition_tabling_id_tabling")
        ),
        sa.ForeignKeyConstraint(["met_by_id"], ["user.id"], name=op.f("fk_ruling_condition_met_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ruling_condition")),
        sa.UniqueConstraint("key", name=op.f("uq_ruling_condition_key")),
    )
    op.create_index(op.f("ix_ruling_condition_tabling_id"), "ruling_condition", ["tabling_id"], unique=False)
    for table in ("ruling_correction", "paper_replacement"):
        owed = sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{table}_for_a_reason"))
        _kept(table, "tabling", sa.Column("reason", sa.String(length=400), nullable=False), checks=(owed,))
    _kept("sitting_version", "sitting")


def downgrade():
    for table, thing in (("sitting_version", "sitting"), ("paper_replacement", "tabling"), ("ruling_correction", "tabling")):
        op.drop_index(op.f(f"ix_{table}_{thing}_id"), table_name=table)
        op.drop_table(table)
    op.drop_index(op.f("ix_ruling_condition_tabling_id"), table_name="ruling_condition")
    op.drop_table("ruling_condition")
    with op.batch_alter_table("sitting") as table:
        table.drop_constraint(op.f("ck_sitting_called_off_by_somebody"), type_="check")
        table.drop_constraint(op.f("ck_sitting_called_off_for_a_reason"), type_="check")
        table.drop_constraint(op.f("fk_sitting_called_off_by_id_user"), type_="foreignkey")
        for column in ("called_off_for", "called_off_by_id", "called_off_at", "present", "others", "begins"):
            table.drop_column(column)
    op.execute("UPDATE tabling SET ruling = 'taken_home' WHERE ruling = 'not_held'")
    op.drop_column("tabling", "version")
