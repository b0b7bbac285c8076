"""The best suggestions of all are found without looking at all."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_index("ix_suggestion_best", "suggestion", ["score"])


def downgrade():
    op.drop_index("ix_suggestion_best", "suggestion")
