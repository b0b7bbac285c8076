"""A saved search keeps by what it is narrowed; the same words narrowed otherwise are another search."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

SAME = ["user_id", "kind", "thing", "noun"]


def upgrade():
    op.add_column("follow", sa.Column("narrowed", sa.String(length=400), nullable=False, server_default=""))
    op.drop_index("uq_follow", table_name="follow")
    op.create_index("uq_follow", "follow", [*SAME, "narrowed"], unique=True)


def downgrade():
    op.execute("DELETE FROM follow WHERE narrowed <> ''")
    op.drop_index("uq_follow", table_name="follow")
    op.create_index("uq_follow", "follow", SAME, unique=True)
    op.drop_column("follow", "narrowed")
