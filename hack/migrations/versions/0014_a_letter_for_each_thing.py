"""One event may be told to one address once for each thing that it concerns: who made two proposals learns of both decisions."""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("uq_letter_once", "letter")
    op.create_index("uq_letter_once", "letter", ["event_id", "occasion", "address", "path"], unique=True)


def downgrade():
    op.drop_index("uq_letter_once", "letter")
    op.create_index("uq_letter_once", "letter", ["event_id", "occasion", "address"], unique=True)
