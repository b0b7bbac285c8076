"""Projects of labs, and which members take part in them."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "livinglab_project",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column(
            "step",
            sa.Enum("preparing", "running", "ended", name="projectstep", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("results", sa.Text(), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("source_url", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "since IS NULL OR until IS NULL OR since <= until", name=op.f("ck_livinglab_project_in_order")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_livinglab_project_by_id_user")),
        sa.ForeignKeyConstraint(
            ["livinglab_id"], ["livinglab.id"], name=op.f("fk_livinglab_project_livinglab_id_livinglab")
        ),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_livinglab_project_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livinglab_project")),
        sa.UniqueConstraint("key", name=op.f("uq_livinglab_project_key")),
    )
    op.create_index(op.f("ix_livinglab_project_need_id"), "livinglab_project", ["need_id"], unique=False)
    op.create_index("ix_livinglab_project_of", "livinglab_project", ["livinglab_id", "step"], unique=False)
    op.create_table(
        "livinglab_project_member",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["livinglab_member.id"], name=op.f("fk_livinglab_project_member_member_id_livinglab_member")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["livinglab_project.id"],
            name=op.f("fk_livinglab_project_member_project_id_livinglab_project"),
        ),
        sa.PrimaryKeyConstraint("project_id", "member_id", name=op.f("pk_livinglab_project_member")),
    )
    op.create_index(
        op.f("ix_livinglab_project_member_member_id"), "livinglab_project_member", ["member_id"], unique=False
    )


def downgrade():
    op.drop_table("livinglab_project_member")
    op.drop_table("livinglab_project")
