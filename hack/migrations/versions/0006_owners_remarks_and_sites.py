"""Several sections own a need together; the secretariat remarks on its fields; places offer themselves for its trial."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STEPS = ("offered", "taken", "declined", "withdrawn")
WARDS = (
    "tsurumi", "kanagawa", "nishi", "naka", "minami", "konan", "hodogaya", "asahi", "isogo",
    "kanazawa", "kohoku", "midori", "aoba", "tsuzuki", "totsuka", "sakae", "izumi", "seya",
)  # fmt: skip
KINDS = (
    "shop", "housing", "nursery", "school", "care", "clinic", "factory", "office", "outdoors", "other",
)  # fmt: skip


def upgrade():
    op.create_table(
        "need_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_need_section_by_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_need_section_need_id_need"),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name="fk_need_section_section_id_section"),
        sa.PrimaryKeyConstraint("id", name="pk_need_section"),
        sa.UniqueConstraint("key", name="uq_need_section_key"),
        sa.UniqueConstraint("need_id", "section_id", name="uq_need_section_need_id_section_id"),
    )
    op.create_index("ix_need_section_section_id", "need_section", ["section_id"])
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(30), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (settled_by_id IS NULL)", name=op.f("ck_remark_settled_by_somebody")
        ),
        sa.CheckConstraint("answered >= 0 AND answered <= 30", name=op.f("ck_remark_not_endless")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_remark_by_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_remark_need_id_need"),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user.id"], name="fk_remark_settled_by_id_user"),
        sa.PrimaryKeyConstraint("id", name="pk_remark"),
        sa.UniqueConstraint("key", name="uq_remark_key"),
    )
    op.create_index("ix_remark_of", "remark", ["need_id", "settled_at", "id"])
    op.create_table(
        "remark_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_remark_answer_by_id_user"),
        sa.ForeignKeyConstraint(["remark_id"], ["remark.id"], name="fk_remark_answer_remark_id_remark"),
        sa.PrimaryKeyConstraint("id", name="pk_remark_answer"),
        sa.UniqueConstraint("key", name="uq_remark_answer_key"),
    )
    op.create_index("ix_remark_answer_remark_id", "remark_answer", ["remark_id"])
    op.create_table(
        "site_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("taken >= 0 AND taken <= capacity", name=op.f("ck_site_call_not_over_full")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_site_call_by_id_user"),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name="fk_site_call_need_id_need"),
        sa.PrimaryKeyConstraint("id", name="pk_site_call"),
        sa.UniqueConstraint("key", name="uq_site_call_key"),
        sa.UniqueConstraint("need_id", name="uq_site_call_need_id"),
    )
    op.create_index("ix_site_call_until", "site_call", ["until"])
    op.create_table(
        "site",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("call_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Enum(*STEPS, name="sitestep", native_enum=False, length=32), nullable=False),
        sa.Column("step_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("ward", sa.Enum(*WARDS, name="ward", native_enum=False, length=32), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("kind", sa.Enum(*KINDS, name="sitekind", native_enum=False, length=32), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name="fk_site_by_id_user"),
        sa.ForeignKeyConstraint(["call_id"], ["site_call.id"], name="fk_site_call_id_site_call"),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name="fk_site_organization_id_organization"),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
        sa.UniqueConstraint("key", name="uq_site_key"),
    )
    for column in ("call_id", "organization_id", "step"):
        op.create_index(f"ix_site_{column}", "site", [column])


def downgrade():
    op.drop_table("site")
    op.drop_table("site_call")
    op.drop_table("remark_answer")
    op.drop_table("remark")
    op.drop_table("need_section")
