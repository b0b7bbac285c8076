"""Bodies, their sittings, papers about cases, and what was ruled."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "body",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("since_month", sa.String(length=7), nullable=False),
        sa.Column("until_month", sa.String(length=7), nullable=False),
        sa.Column("chair", sa.String(length=60), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("until_month = '' OR until_month >= since_month", name=op.f("ck_body_in_order")),
        sa.CheckConstraint("length(since_month) = 7 AND length(until_month) IN (0, 7)", name=op.f("ck_body_months")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
        sa.UniqueConstraint("key", name=op.f("uq_body_key")),
    )
    op.create_table(
        "sitting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("called_by_id", sa.Integer(), nullable=False),
        sa.Column("called_at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_sitting_body_id_body")),
        sa.ForeignKeyConstraint(["called_by_id"], ["user.id"], name=op.f("fk_sitting_called_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sitting")),
        sa.UniqueConstraint("key", name=op.f("uq_sitting_key")),
    )
    op.create_index(op.f("ix_sitting_body_id"), "sitting", ["body_id"], unique=False)
    op.create_index(op.f("ix_sitting_held_on"), "sitting", ["held_on"], unique=False)
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("replies", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("prepared_by_id", sa.Integer(), nullable=False),
        sa.Column("prepared_at", hack.db.Moment(), nullable=False),
        sa.Column("changed_at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_paper_case_id_cases")),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["user.id"], name=op.f("fk_paper_prepared_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("case_id", name=op.f("uq_paper_case_id")),
        sa.UniqueConstraint("key", name=op.f("uq_paper_key")),
    )
    op.create_table(
        "tabling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("sitting_id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("tabled", sa.JSON(), nullable=False),
        sa.Column("tabled_by_id", sa.Integer(), nullable=False),
        sa.Column("tabled_at", hack.db.Moment(), nullable=False),
        sa.Column(
            "ruling",
            sa.Enum("proceed", "conditional", "stop", "taken_home", name="ruling", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("ruled_by_id", sa.Integer(), nullable=True),
        sa.Column("ruled_at", hack.db.Moment(), nullable=True),
        sa.CheckConstraint("ruling IS NULL OR said <> ''", name=op.f("ck_tabling_ruled_with_words")),
        sa.CheckConstraint("(ruling IS NULL) = (ruled_at IS NULL)", name=op.f("ck_tabling_ruled_at_some_time")),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("fk_tabling_paper_id_paper")),
        sa.ForeignKeyConstraint(["ruled_by_id"], ["user.id"], name=op.f("fk_tabling_ruled_by_id_user")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"], name=op.f("fk_tabling_sitting_id_sitting")),
        sa.ForeignKeyConstraint(["tabled_by_id"], ["user.id"], name=op.f("fk_tabling_tabled_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tabling")),
        sa.UniqueConstraint("key", name=op.f("uq_tabling_key")),
        sa.UniqueConstraint("sitting_id", "paper_id", name=op.f("uq_tabling_sitting_id_paper_id")),
    )
    op.create_index(op.f("ix_tabling_paper_id"), "tabling", ["paper_id"], unique=False)
    op.create_index(
        "uq_tabling_open",
        "tabling",
        ["paper_id"],
        unique=True,
        sqlite_where=sa.text("ruling IS NULL"),
        postgresql_where=sa.text("ruling IS NULL"),
    )


def downgrade():
    op.drop_index(
        "uq_tabling_open",
        table_name="tabling",
        sqlite_where=sa.text("ruling IS NULL"),
        postgresql_where=sa.text("ruling IS NULL"),
    )
    op.drop_index(op.f("ix_tabling_paper_id"), table_name="tabling")
    op.drop_table("tabling")
    op.drop_table("paper")
    op.drop_index(op.f("ix_sitting_held_on"), table_name="sitting")
    op.drop_index(op.f("ix_sitting_body_id"), table_name="sitting")
    op.drop_table("sitting")
    op.drop_table("body")
