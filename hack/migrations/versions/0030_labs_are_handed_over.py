"""Labs that are known from a source are handed to those who run them."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

OPEN = sa.text("state = 'open'")


def upgrade():
    op.create_table(
        "livinglab_handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column(
            "side", sa.Enum("offer", "claim", name="handoverside", native_enum=False, length=32), nullable=False
        ),
        sa.Column(
            "state",
            sa.Enum(
                "open", "accepted", "declined", "withdrawn", "lapsed", name="handoverstate", native_enum=False, length=32
            ),
            nullable=False,
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", hack.db.Moment(), nullable=True),
        sa.CheckConstraint("(state = 'open') = (answered_at IS NULL)", name=op.f("ck_livinglab_handover_answered")),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user.id"], name=op.f("fk_livinglab_handover_answered_by_id_user")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_livinglab_handover_by_id_user")),
        sa.ForeignKeyConstraint(
            ["livinglab_id"], ["livinglab.id"], name=op.f("fk_livinglab_handover_livinglab_id_livinglab")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_livinglab_handover_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livinglab_handover")),
        sa.UniqueConstraint("key", name=op.f("uq_livinglab_handover_key")),
    )
    op.create_index(op.f("ix_livinglab_handover_livinglab_id"), "livinglab_handover", ["livinglab_id"], unique=False)
    op.create_index(
        op.f("ix_livinglab_handover_organization_id"), "livinglab_handover", ["organization_id"], unique=False
    )
    op.create_index(
        "uq_livinglab_handover_open",
        "livinglab_handover",
        ["livinglab_id", "organization_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade():
    op.drop_table("livinglab_handover")
