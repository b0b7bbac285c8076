"""Sections ask for support, and what was done is written down."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STEPS = ("asked", "taken", "under_way", "done", "withdrawn", "declined")
KINDS = ("unclear", "no_answer", "no_vendor", "stuck")


def upgrade():
    op.create_table(
        "support",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("step", sa.Enum(*STEPS, name="supportstep", native_enum=False, length=32), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="supportkind", native_enum=False, length=32), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("wished_until", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("asked_at", hack.db.Moment(), nullable=False),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step NOT IN ('taken', 'under_way', 'done') OR taken_by_id IS NOT NULL",
            name=op.f("ck_support_taken_by_somebody"),
        ),
        sa.CheckConstraint("step <> 'done' OR result <> ''", name=op.f("ck_support_done_with_result")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_support_section_id_section")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_support_need_id_need")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_support_asked_by_id_user")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user.id"], name=op.f("fk_support_taken_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support")),
        sa.UniqueConstraint("key", name=op.f("uq_support_key")),
    )
    op.create_index("ix_support_waiting", "support", ["step", "step_since"])
    for column in ("section_id", "need_id", "taken_by_id"):
        op.create_index(f"ix_support_{column}", "support", [column])
    op.create_table(
        "support_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("support_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.CheckConstraint(
            "hours IS NULL OR (hours > 0 AND hours <= 200)", name=op.f("ck_support_entry_hours_of_work")
        ),
        sa.ForeignKeyConstraint(["support_id"], ["support.id"], name=op.f("fk_support_entry_support_id_support")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_support_entry_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_support_entry_key")),
    )
    op.create_index("ix_support_entry_support_id", "support_entry", ["support_id"])


def downgrade():
    op.drop_table("support_entry")
    op.drop_table("support")
