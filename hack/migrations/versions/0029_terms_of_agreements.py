"""What becomes of the terms of agreements, which one took the place of which, and whom to turn to."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("agreement", sa.Column("told_over_for", sa.Date(), nullable=True))
    op.create_table(
        "agreement_succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("former_id", sa.Integer(), nullable=False),
        sa.Column("follower_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("former_id <> follower_id", name=op.f("ck_agreement_succession_not_by_itself")),
        sa.ForeignKeyConstraint(
            ["former_id"], ["agreement.id"], name=op.f("fk_agreement_succession_former_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["follower_id"], ["agreement.id"], name=op.f("fk_agreement_succession_follower_id_agreement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_succession")),
        sa.UniqueConstraint("follower_id", name=op.f("uq_agreement_succession_follower_id")),
        sa.UniqueConstraint("former_id", name=op.f("uq_agreement_succession_former_id")),
    )
    op.create_table(
        "agreement_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column(
            "deed",
            sa.Enum(
                "extended",
                "followed",
                "ended",
                "resumed",
                "corrected",
                name="termdeed",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("until_before", sa.Date(), nullable=True),
        sa.Column("until_after", sa.Date(), nullable=True),
        sa.Column("ended_before", sa.Date(), nullable=True),
        sa.Column("ended_after", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_term_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_agreement_term_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_term")),
    )
    op.create_index(op.f("ix_agreement_term_agreement_id"), "agreement_term", ["agreement_id"], unique=False)
    op.create_table(
        "agreement_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=80), nullable=False),
        sa.Column("office", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", hack.db.Moment(), nullable=False),
        sa.CheckConstraint("office <> '' OR person <> ''", name=op.f("ck_agreement_contact_somebody")),
        sa.CheckConstraint("email <> '' OR phone <> ''", name=op.f("ck_agreement_contact_to_be_reached")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_contact_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_agreement_contact_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_contact")),
        sa.UniqueConstraint("key", name=op.f("uq_agreement_contact_key")),
    )
    op.create_index(op.f("ix_agreement_contact_agreement_id"), "agreement_contact", ["agreement_id"], unique=False)


def downgrade():
    op.drop_index(op.f("ix_agreement_contact_agreement_id"), table_name="agreement_contact")
    op.drop_table("agreement_contact")
    op.drop_index(op.f("ix_agreement_term_agreement_id"), table_name="agreement_term")
    op.drop_table("agreement_term")
    op.drop_table("agreement_succession")
    op.drop_column("agreement", "told_over_for")
