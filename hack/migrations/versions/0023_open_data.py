"""Organisations ask for data, sections say what they hold, and what is published stands in a catalogue."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

DATA_SET_STEPS = ("draft", "published", "withdrawn")
FIELDS = (
    "disaster",
    "children",
    "welfare",
    "health",
    "environment",
    "roads",
    "transport",
    "community",
    "counter",
    "economy",
    "culture",
    "administration",
    "other",
)
RHYTHMS = ("once", "irregular", "live", "day", "month", "quarter", "year")
LICENCES = ("cc_by", "cc0", "public_data")
STEPS = ("received", "asked", "answered", "planned", "published", "refused", "closed", "withdrawn")
FORMATS = ("csv", "excel", "json", "geojson", "shape", "xml", "pdf", "api", "other")
OBSTACLES = ("personal", "rights", "none_held", "safety", "cost", "other")
SAYS = ("can", "later", "partly", "cannot", "not_here")


def upgrade():
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Enum(*DATA_SET_STEPS, name="datasetstep", native_enum=False, length=32), nullable=False),
        sa.Column("drafted_at", hack.db.Moment(), nullable=False),
        sa.Column("published_at", hack.db.Moment(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("field", sa.Enum(*FIELDS, name="field", native_enum=False, length=32), nullable=True),
        sa.Column("keywords", sa.String(length=200), nullable=False),
        sa.Column("period", sa.String(length=80), nullable=False),
        sa.Column("updated_on", sa.Date(), nullable=True),
        sa.Column("rhythm", sa.Enum(*RHYTHMS, name="rhythm", native_enum=False, length=32), nullable=False),
        sa.Column("licence", sa.Enum(*LICENCES, name="licence", native_enum=False, length=32), nullable=False),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("step = 'draft' OR published_at IS NOT NULL", name=op.f("ck_dataset_published")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_dataset_author_id_user")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_dataset_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset")),
        sa.UniqueConstraint("key", name=op.f("uq_dataset_key")),
    )
    op.create_index(op.f("ix_dataset_field"), "dataset", ["field"])
    op.create_index("ix_dataset_newest", "dataset", ["step", "published_at"])
    op.create_index(op.f("ix_dataset_section_id"), "dataset", ["section_id"])
    op.create_table(
        "dataset_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("format", sa.Enum(*FORMATS, name="dataformat", native_enum=False, length=32), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("size", sa.String(length=40), nullable=False),
        sa.CheckConstraint("substr(url, 1, 8) = 'https://'", name=op.f("ck_dataset_file_safe_address")),
        sa.CheckConstraint("place BETWEEN 1 AND 5", name=op.f("ck_dataset_file_place")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_dataset_file_dataset_id_dataset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset_file")),
        sa.UniqueConstraint("dataset_id", "place", name=op.f("uq_dataset_file_dataset_id_place")),
    )
    op.create_index(op.f("ix_dataset_file_format"), "dataset_file", ["format"])
    op.create_table(
        "dataset_for_need",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_dataset_for_need_by_id_user")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_dataset_for_need_dataset_id_dataset")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_dataset_for_need_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset_for_need")),
        sa.UniqueConstraint("key", name=op.f("uq_dataset_for_need_key")),
        sa.UniqueConstraint("need_id", "dataset_id", name=op.f("uq_dataset_for_need_need_id_dataset_id")),
    )
    op.create_index(op.f("ix_dataset_for_need_dataset_id"), "dataset_for_need", ["dataset_id"])
    op.create_table(
        "dataset_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_dataset_version_by_id_user")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_dataset_version_dataset_id_dataset")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dataset_version")),
        sa.UniqueConstraint("dataset_id", "number", name=op.f("uq_dataset_version_dataset_id_number")),
    )
    op.create_table(
        "datarequest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("asker_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", hack.db.Moment(), nullable=False),
        sa.Column("step", sa.Enum(*STEPS, name="datarequeststep", native_enum=False, length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("format", sa.Enum(*FORMATS, name="dataformat", native_enum=False, length=32), nullable=True),
        sa.Column("rhythm", sa.Enum(*RHYTHMS, name="rhythm", native_enum=False, length=32), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("inquiries", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("obstacle", sa.Enum(*OBSTACLES, name="obstacle", native_enum=False, length=32), nullable=True),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("warned_for", sa.Date(), nullable=True),
        sa.Column("dataset_id", sa.Integer(), nullable=True),
        sa.Column("open_to_all", sa.Boolean(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("shown_at", hack.db.Moment(), nullable=True),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "shown_at IS NULL OR (open_to_all AND wording <> '' AND answer <> '')",
            name=op.f("ck_datarequest_shown_with_consent"),
        ),
        sa.CheckConstraint(
            "step <> 'planned' OR planned_on IS NOT NULL", name=op.f("ck_datarequest_planned_for_a_day")
        ),
        sa.CheckConstraint(
            "step <> 'published' OR dataset_id IS NOT NULL", name=op.f("ck_datarequest_published_as_data")
        ),
        sa.CheckConstraint(
            "step <> 'refused' OR (obstacle IS NOT NULL AND told <> '')",
            name=op.f("ck_datarequest_refused_for_a_reason"),
        ),
        sa.CheckConstraint("inquiries >= 0 AND inquiries <= 10", name=op.f("ck_datarequest_not_too_many")),
        sa.ForeignKeyConstraint(["asker_id"], ["user.id"], name=op.f("fk_datarequest_asker_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_datarequest_case_id_cases")),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name=op.f("fk_datarequest_dataset_id_dataset")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_datarequest_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_datarequest")),
        sa.UniqueConstraint("case_id", name=op.f("uq_datarequest_case_id")),
        sa.UniqueConstraint("key", name=op.f("uq_datarequest_key")),
        sa.UniqueConstraint("number", name=op.f("uq_datarequest_number")),
    )
    op.create_index(op.f("ix_datarequest_dataset_id"), "datarequest", ["dataset_id"])
    op.create_index("ix_datarequest_due", "datarequest", ["step", "due_on"])
    op.create_index("ix_datarequest_of_organization", "datarequest", ["organization_id", "step"])
    op.create_index(op.f("ix_datarequest_shown_at"), "datarequest", ["shown_at"])
    op.create_table(
        "data_inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", hack.db.Moment(), nullable=False),
        sa.Column("says", sa.Enum(*SAYS, name="says", native_enum=False, length=32), nullable=True),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", hack.db.Moment(), nullable=True),
        sa.Column("dropped_at", hack.db.Moment(), nullable=True),
        sa.Column("told_late", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(says IS NULL) = (answered_at IS NULL)", name=op.f("ck_data_inquiry_answered")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_data_inquiry_answered_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_data_inquiry_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["datarequest.id"], name=op.f("fk_data_inquiry_request_id_datarequest")
        ),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_data_inquiry_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_inquiry")),
        sa.UniqueConstraint("key", name=op.f("uq_data_inquiry_key")),
    )
    op.create_index("ix_data_inquiry_due", "data_inquiry", ["answered_at", "due_on"])
    op.create_index(op.f("ix_data_inquiry_section_id"), "data_inquiry", ["section_id"])
    op.create_index(
        "uq_data_inquiry_open",
        "data_inquiry",
        ["request_id", "section_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL AND dropped_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL AND dropped_at IS NULL"),
    )


def downgrade():
    for table in ("data_inquiry", "dataset_version", "dataset_for_need", "dataset_file", "datarequest", "dataset"):
        op.drop_table(table)
