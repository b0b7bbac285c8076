"""Consultations inside the city, their checks, and what is said about each."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KINDS = ("privacy", "security", "contract", "legal", "finance", "other")
STEPS = ("requested", "checking", "queried", "approved", "conditional", "refused", "withdrawn")


def _one_of(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade():
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.CheckConstraint("asked >= 0 AND asked <= 20", name=op.f("ck_consultation_not_too_many")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_consultation_need_id_need"),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name="fk_consultation_opened_by_id_user"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_consultation_proposal_id_proposal"),
        sa.PrimaryKeyConstraint("id", name="pk_consultation"),
        sa.UniqueConstraint("key", name="uq_consultation_key"),
    )
    op.create_index("ix_consultation_need_id", "consultation", ["need_id"])
    op.create_index("ix_consultation_proposal_id", "consultation", ["proposal_id"])
    op.create_table(
        "consultation_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", _one_of(*KINDS, name="checkkind"), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", _one_of(*STEPS, name="checkstep"), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("warned_for", sa.Date(), nullable=True),
        sa.Column("chased_for", sa.Date(), nullable=True),
        sa.Column("step_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step NOT IN ('conditional', 'refused') OR outcome <> ''", name=op.f("ck_consultation_check_said_why")
        ),
        sa.CheckConstraint("kind <> 'other' OR name <> ''", name=op.f("ck_consultation_check_other_has_name")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name="fk_consultation_check_asked_by_id_user"),
        sa.ForeignKeyConstraint(
            ["consultation_id"], ["consultation.id"], name="fk_consultation_check_consultation_id_consultation"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name="fk_consultation_check_owner_id_user"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_consultation_check_section_id_section"),
        sa.PrimaryKeyConstraint("id", name="pk_consultation_check"),
        sa.UniqueConstraint("key", name="uq_consultation_check_key"),
    )
    op.create_index("ix_consultation_check_consultation_id", "consultation_check", ["consultation_id"])
    op.create_index("ix_consultation_check_owner_id", "consultation_check", ["owner_id"])
    op.create_index("ix_consultation_check_section_id", "consultation_check", ["section_id"])
    op.create_index("ix_consultation_check_due", "consultation_check", ["step", "due_on"])
    op.create_table(
        "consultation_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", _one_of("question", "answer", "note", name="entrykind"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_consultation_entry_by_id_user"),
        sa.ForeignKeyConstraint(
            ["check_id"], ["consultation_check.id"], name="fk_consultation_entry_check_id_consultation_check"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consultation_entry"),
        sa.UniqueConstraint("key", name="uq_consultation_entry_key"),
    )
    op.create_index("ix_consultation_entry_check_id", "consultation_entry", ["check_id"])


def downgrade():
    op.drop_table("consultation_entry")
    op.drop_table("consultation_check")
    op.drop_table("consultation")
