"""Files hang on proposals: who reads each, and with which versions it was handed in."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "proposal_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column(
            "readers",
            sa.Enum("public", "section", "secretariat", name="readers", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("first_version", sa.Integer(), nullable=True),
        sa.Column("last_version", sa.Integer(), nullable=True),
        sa.Column("left_out_at", hack.db.Moment(), nullable=True),
        sa.CheckConstraint("readers <> 'public'", name=op.f("ck_proposal_file_never_public")),
        sa.CheckConstraint("last_version IS NULL OR last_version >= first_version", name=op.f("ck_proposal_file_in_order")),
        sa.CheckConstraint(
            "last_version IS NULL OR first_version IS NOT NULL", name=op.f("ck_proposal_file_handed_in_before")
        ),
        sa.CheckConstraint(
            "last_version IS NULL OR left_out_at IS NOT NULL", name=op.f("ck_proposal_file_left_out_before")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["file.id"], name=op.f("fk_proposal_file_file_id_file")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_file_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_file")),
        sa.UniqueConstraint("file_id", name=op.f("uq_proposal_file_file_id")),
    )
    op.create_index(op.f("ix_proposal_file_proposal_id"), "proposal_file", ["proposal_id"])


def downgrade():
    op.drop_table("proposal_file")
