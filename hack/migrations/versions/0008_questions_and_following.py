"""What is asked about a call and answered, and what people follow."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("step_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step <> 'answered' OR (number IS NOT NULL AND published_at IS NOT NULL AND wording <> '' AND answer <> '')",
            name="ck_question_answered",
        ),
        sa.ForeignKeyConstraint(["asker_id"], ["user.id"], name="fk_question_asker_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_question_need_id_need"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="fk_question_organization_id_organization"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("key", name="uq_question_key"),
    )
    op.create_index("ix_question_need_id", "question", ["need_id"])
    op.create_index("ix_question_of_organization", "question", ["organization_id", "need_id"])
    op.create_index("ix_question_step", "question", ["step"])
    op.create_index("uq_question_number", "question", ["need_id", "number"], unique=True)
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_correction_by_id_user"),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name="fk_correction_question_id_question"),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
    )
    op.create_index("ix_correction_question_id", "correction", ["question_id"])
    op.create_table(
        "follow",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("thing", sa.String(length=200), nullable=False),
        sa.Column("noun", sa.String(length=20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("thing <> ''", name="ck_follow_something"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_follow_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_follow"),
        sa.UniqueConstraint("key", name="uq_follow_key"),
    )
    op.create_index("ix_follow_of", "follow", ["kind", "thing"])
    op.create_index("uq_follow", "follow", ["user_id", "kind", "thing", "noun"], unique=True)
    op.create_table(
        "wishes",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("call", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=False),
        sa.Column("closing", sa.String(length=32), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("new", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_wishes_user_id_user"),
        sa.PrimaryKeyConstraint("user_id", name="pk_wishes"),
    )
    op.create_table(
        "digest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_digest_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
    )
    op.create_index("ix_digest_day", "digest", ["day"])
    op.create_index("uq_digest", "digest", ["user_id", "day"], unique=True)


def downgrade():
    op.drop_table("digest")
    op.drop_table("wishes")
    op.drop_table("follow")
    op.drop_table("correction")
    op.drop_table("question")
