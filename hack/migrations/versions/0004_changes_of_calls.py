"""What was changed of a call is kept for everybody to read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "call_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_call_change_by_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_call_change_need_id_need"),
        sa.PrimaryKeyConstraint("id", name="pk_call_change"),
    )
    op.create_index("ix_call_change_need_id", "call_change", ["need_id"])


def downgrade():
    op.drop_table("call_change")
