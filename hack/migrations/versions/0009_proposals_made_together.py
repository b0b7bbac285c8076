"""Proposals are made by several firms, keep every version, say who reads what, and are announced on a day of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

LIVE = "ended_at IS NULL"
ADDRESSED = "ended_at IS NULL AND address <> ''"


def upgrade():
    op.add_column("need", sa.Column("sealed", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("proposal", sa.Column("levels", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("proposal", sa.Column("unfinished", sa.JSON(), nullable=True))
    op.create_table(
        "announcement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("passage_id", sa.Integer(), nullable=False),
        sa.Column("announced_on", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_announcement_by_id_user"),
        sa.ForeignKeyConstraint(["passage_id"], ["passage.id"], name="fk_announcement_passage_id_passage"),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
    )
    op.create_index("ix_announcement_passage_id", "announcement", ["passage_id"])
    op.create_table(
        "proposal_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("whole_digest", sa.String(64), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_proposal_version_by_id_user"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_version_proposal_id_proposal"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal_version"),
        sa.UniqueConstraint("proposal_id", "number", name="uq_proposal_version_proposal_id_number"),
    )
    op.create_index("ix_proposal_version_proposal_id", "proposal_version", ["proposal_id"])
    op.create_table(
        "proposal_partner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("invited_by_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.Enum(
            "declined", "removed", "left", "lapsed", "withdrawn", native_enum=False, name="ending", length=32
        ), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "organization_id IS NOT NULL OR address <> ''", name="ck_proposal_partner_invited_somehow"
        ),
        sa.CheckConstraint(
            "accepted_at IS NULL OR organization_id IS NOT NULL", name="ck_proposal_partner_somebody_accepted"
        ),
        sa.CheckConstraint(
            "(accepted_at IS NULL) = (accepted_by_id IS NULL)", name="ck_proposal_partner_accepted_by_somebody"
        ),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ck_proposal_partner_ended_somehow"),
        sa.ForeignKeyConstraint(["accepted_by_id"], ["user.id"], name="fk_proposal_partner_accepted_by_id_user"),
        sa.ForeignKeyConstraint(["invited_by_id"], ["user.id"], name="fk_proposal_partner_invited_by_id_user"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_proposal_partner_organization_id_organization"
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_partner_proposal_id_proposal"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal_partner"),
        sa.UniqueConstraint("key", name="uq_proposal_partner_key"),
    )
    for column in ("proposal_id", "organization_id", "address"):
        op.create_index(f"ix_proposal_partner_{column}", "proposal_partner", [column])
    for name, column, where in (("organization", "organization_id", LIVE), ("address", "address", ADDRESSED)):
        op.create_index(
            f"uq_proposal_partner_{name}", "proposal_partner", ["proposal_id", column], unique=True,
            sqlite_where=sa.text(where), postgresql_where=sa.text(where),
        )  # fmt: skip


def downgrade():
    for table in ("proposal_partner", "proposal_version", "announcement"):
        op.drop_table(table)
    op.drop_column("proposal", "unfinished")
    op.drop_column("proposal", "levels")
    op.drop_column("need", "sealed")
