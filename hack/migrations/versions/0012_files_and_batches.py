"""Files hang on things, and tables that people bring wait for a day to be taken."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("noun", sa.String(20), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("extension", sa.String(10), nullable=False),
        sa.Column("media_type", sa.String(100), nullable=False),
        sa.Column("about", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("stored_as", sa.String(32), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("removal_reason", sa.String(400), nullable=False),
        sa.Column("swept_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("size > 0", name="ck_file_not_empty"),
        sa.CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", name="ck_file_removed_by_somebody"),
        sa.CheckConstraint("swept_at IS NULL OR removed_at IS NOT NULL", name="ck_file_swept_after_removal"),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_file_by_id_user"),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name="fk_file_organization_id_organization"),
        sa.ForeignKeyConstraint(["removed_by_id"], ["user.id"], name="fk_file_removed_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_file"),
        sa.UniqueConstraint("key", name="uq_file_key"),
        sa.UniqueConstraint("stored_as", name="uq_file_stored_as"),
    )
    op.create_index("ix_file_of", "file", ["noun", "thing_id", "removed_at"])
    op.create_index("ix_file_organization_id", "file", ["organization_id"])
    op.create_index("ix_file_removed_at", "file", ["removed_at"])
    op.create_table(
        "import_batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("noun", sa.String(20), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("unused", sa.JSON(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name="fk_import_batch_owner_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
        sa.UniqueConstraint("key", name="uq_import_batch_key"),
    )
    op.create_index("ix_import_batch_at", "import_batch", ["at"])
    op.create_index("ix_import_batch_owner_id", "import_batch", ["owner_id"])


def downgrade():
    op.drop_table("import_batch")
    op.drop_table("file")
