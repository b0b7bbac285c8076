"""Whether an organisation is in the city may be unknown."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _written_anew(*, nullable):
    """The column made anew beside the old one: SQLite changes none in place, and other tables point to this one."""
    begins = "BOOLEAN" if nullable else "BOOLEAN DEFAULT 0 NOT NULL"
    op.execute(f"ALTER TABLE organization ADD COLUMN in_city_new {begins}")
    op.execute("UPDATE organization SET in_city_new = in_city WHERE in_city IS NOT NULL")
    op.execute("ALTER TABLE organization DROP COLUMN in_city")
    op.execute("ALTER TABLE organization RENAME COLUMN in_city_new TO in_city")


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        _written_anew(nullable=True)
    else:
        op.alter_column("organization", "in_city", existing_type=sa.Boolean(), nullable=True)


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        _written_anew(nullable=False)
    else:
        op.execute("UPDATE organization SET in_city = false WHERE in_city IS NULL")
        op.alter_column("organization", "in_city", existing_type=sa.Boolean(), nullable=False)
