"""Several sections own a need together; the secretariat remarks on its fields; places offer themselves for its trial."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "need_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_need_section_by_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_section_need_id_need"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_need_section_section_id_section"),
        sa.PrimaryKeyConstraint("id", name="pk_need_section"),
        sa.UniqueConstraint("key", name="uq_need_section_key"),
        sa.UniqueConstraint("need_id", "section_id", name="uq_need_section_need_id_section_id"),
    )
    op.create_index("ix_need_section_section_id", "need_section", ["section_id"])
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_remark_settled_by_somebody")
        ),
        sa.CheckConstraint("answered >= 0 AND answered <= 30", name=op.f("ck_remark_not_endless")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_remark_by_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_remark_need_id_need"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user.id"], name="fk_remark_settled_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
        sa.UniqueConstraint("key", name="uq_remark_key"),
    )
    op.create_index("ix_remark_of", "remark", ["need_id", "settled_at", "id"])
    op.create_table(
        "remark_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_remark_answer_by_id_user"),
        sa.ForeignKeyConstraint(["remark_id"], ["remark.id"], name="fk_remark_answer_remark_id_remark"),
        sa.PrimaryKeyConstraint("id", name="pk_remark_answer"),
        sa.UniqueConstraint("key", name="uq_remark_answer_key"),
    )
    op.create_index("ix_remark_answer_remark_id", "remark_answer", ["remark_id"])


def downgrade():
    op.drop_table("remark_answer")
    op.drop_table("remark")
    op.drop_table("need_section")
