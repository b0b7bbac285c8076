"""Rounds: who carries what; and which proposals an evaluator was allotted."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

DRAFT = sa.text("step = 'draft'")
DRAFT_OF_GROUPS = sa.text("step = 'draft' AND kind = 'coordinators'")


def _one_of(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=32)


def upgrade():
    with op.batch_alter_table("evaluation") as table:
        table.add_column(sa.Column("allotted", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "allotment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluator_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_allotment_entry_id_entry"),
        sa.ForeignKeyConstraint(["evaluator_id"], ["evaluator.id"], name="fk_allotment_evaluator_id_evaluator"),
        sa.PrimaryKeyConstraint("id", name="pk_allotment"),
    )
    op.create_index("ix_allotment_entry_id", "allotment", ["entry_id"])
    op.create_index("uq_allotment", "allotment", ["evaluator_id", "entry_id"], unique=True)
    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("kind", _one_of("evaluators", "coordinators", name="roundkind"), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", _one_of("draft", "released", "replaced", "discarded", name="roundstep"), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("evenly", sa.Boolean(), nullable=False),
        sa.Column("step_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'evaluators') = (evaluation_id IS NOT NULL)", name=op.f("ck_round_about")),
        sa.CheckConstraint("wanted BETWEEN 1 AND 10", name=op.f("ck_round_wanted")),
        sa.ForeignKeyConstraint(["evaluation_id"], ["evaluation.id"], name="fk_round_evaluation_id_evaluation"),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name="fk_round_made_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.UniqueConstraint("key", name="uq_round_key"),
    )
    op.create_index("ix_round_evaluation_id", "round", ["evaluation_id"])
    op.create_index("ix_round_step", "round", ["step"])
    _unique_draft("uq_round_draft_of_evaluation", "evaluation_id", DRAFT)
    _unique_draft("uq_round_draft_of_groups", "kind", DRAFT_OF_GROUPS)
    op.create_table(
        "carrier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("elsewhere", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity BETWEEN 0 AND 100", name=op.f("ck_carrier_carries")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_carrier_round_id_round"),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name="fk_carrier_user_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_carrier"),
        sa.UniqueConstraint("key", name="uq_carrier_key"),
    )
    op.create_index("ix_carrier_user_id", "carrier", ["user_id"])
    op.create_index("uq_carrier", "carrier", ["round_id", "user_id"], unique=True)
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("workgroup_id", sa.Integer(), nullable=True),
        sa.Column("wishes", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.CheckConstraint("(entry_id IS NULL) <> (workgroup_id IS NULL)", name=op.f("ck_matter_one_thing")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name="fk_matter_entry_id_entry"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_matter_round_id_round"),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name="fk_matter_workgroup_id_workgroup"),
        sa.PrimaryKeyConstraint("id", name="pk_matter"),
        sa.UniqueConstraint("key", name="uq_matter_key"),
    )
    op.create_index("ix_matter_entry_id", "matter", ["entry_id"])
    op.create_index("ix_matter_workgroup_id", "matter", ["workgroup_id"])
    op.create_index("uq_matter_entry", "matter", ["round_id", "entry_id"], unique=True)
    op.create_index("uq_matter_workgroup", "matter", ["round_id", "workgroup_id"], unique=True)
    op.create_table(
        "placing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("carrier_id", sa.Integer(), nullable=False),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["carrier_id"], ["carrier.id"], name="fk_placing_carrier_id_carrier"),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name="fk_placing_matter_id_matter"),
        sa.PrimaryKeyConstraint("id", name="pk_placing"),
    )
    op.create_index("ix_placing_carrier_id", "placing", ["carrier_id"])
    op.create_index("uq_placing", "placing", ["matter_id", "carrier_id"], unique=True)


def _unique_draft(name, column, where):
    op.create_index(name, "round", [column], unique=True, sqlite_where=where, postgresql_where=where)


def downgrade():
    for table in ("placing", "matter", "carrier", "round", "allotment"):
        op.drop_table(table)
    with op.batch_alter_table("evaluation") as table:
        table.drop_column("allotted")
