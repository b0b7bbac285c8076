"""Suggestions keep what judgements make of them, and judgements where the seed stood in the list."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BANDS = ("strong", "possible", "weak", "none")


def upgrade():
    band = sa.Enum(*BANDS, name="band", native_enum=False, length=32)
    op.add_column("suggestion", sa.Column("learnt", sa.Double(), nullable=False, server_default="0"))
    op.add_column("suggestion", sa.Column("city_band", band, nullable=False, server_default="none"))
    op.execute("UPDATE suggestion SET city_band = band")
    op.add_column("verdict", sa.Column("place", sa.Integer(), nullable=True))


def downgrade():
    op.drop_column("verdict", "place")
    op.drop_column("suggestion", "city_band")
    op.drop_column("suggestion", "learnt")
