"""The register of agreements, their parties, and what came of them."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "comprehensive",
                "cooperation",
                "research",
                "joint_research",
                "sib",
                "memorandum",
                "pact",
                "unstated",
                name="agreementkind",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("city_side", sa.String(length=80), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("announced_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column(
            "renewal",
            sa.Enum("none", "automatic", "unknown", name="renewal", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("remind_from", hack.db.Moment(), nullable=True),
        sa.Column("warned_for", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("source_name", sa.String(length=160), nullable=False),
        sa.Column("source_url", sa.String(length=300), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("entered_at", hack.db.Moment(), nullable=False),
        sa.Column("changed_at", hack.db.Moment(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum("day", "month", "year", "fiscal_year", "unknown", name="precision", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.CheckConstraint("(precision = 'day') = (day IS NOT NULL)", name=op.f("ck_agreement_day_if_known")),
        sa.CheckConstraint("(precision = 'unknown') = (year IS NULL)", name=op.f("ck_agreement_year_if_known")),
        sa.CheckConstraint(
            "(precision IN ('month', 'day')) = (month IS NOT NULL)", name=op.f("ck_agreement_month_if_known")
        ),
        sa.CheckConstraint(
            "NOT published OR source_name <> '' OR source_url <> ''", name=op.f("ck_agreement_published_with_source")
        ),
        sa.CheckConstraint("(until IS NULL) = (remind_from IS NULL)", name=op.f("ck_agreement_reminded_of_an_end")),
        sa.CheckConstraint("day IS NULL OR (day >= 1 AND day <= 31)", name=op.f("ck_agreement_day_of_a_month")),
        sa.CheckConstraint("month IS NULL OR (month >= 1 AND month <= 12)", name=op.f("ck_agreement_month_of_a_year")),
        sa.CheckConstraint("notice_days >= 1 AND notice_days <= 730", name=op.f("ck_agreement_notice_of_days")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_agreement_case_id_cases")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_agreement_entered_by_id_user")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_agreement_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sa.UniqueConstraint("case_id", name=op.f("uq_agreement_case_id")),
        sa.UniqueConstraint("key", name=op.f("uq_agreement_key")),
    )
    op.create_index("ix_agreement_due", "agreement", ["remind_from"], unique=False)
    op.create_index(op.f("ix_agreement_kind"), "agreement", ["kind"], unique=False)
    op.create_index(op.f("ix_agreement_section_id"), "agreement", ["section_id"], unique=False)
    op.create_index("ix_agreement_year", "agreement", ["year", "month", "day"], unique=False)
    op.create_table(
        "agreement_outcome",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("source_name", sa.String(length=160), nullable=False),
        sa.Column("source_url", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column(
            "precision",
            sa.Enum("day", "month", "year", "fiscal_year", "unknown", name="precision", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.CheckConstraint("(precision = 'day') = (day IS NOT NULL)", name=op.f("ck_agreement_outcome_day_if_known")),
        sa.CheckConstraint("(precision = 'unknown') = (year IS NULL)", name=op.f("ck_agreement_outcome_year_if_known")),
        sa.CheckConstraint(
            "(precision IN ('month', 'day')) = (month IS NOT NULL)", name=op.f("ck_agreement_outcome_month_if_known")
        ),
        sa.CheckConstraint("day IS NULL OR (day >= 1 AND day <= 31)", name=op.f("ck_agreement_outcome_day_of_a_month")),
        sa.CheckConstraint(
            "month IS NULL OR (month >= 1 AND month <= 12)", name=op.f("ck_agreement_outcome_month_of_a_year")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_outcome_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_agreement_outcome_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_outcome")),
        sa.UniqueConstraint("key", name=op.f("uq_agreement_outcome_key")),
    )
    op.create_index(op.f("ix_agreement_outcome_agreement_id"), "agreement_outcome", ["agreement_id"], unique=False)
    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_agreement_party_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_agreement_party_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_party")),
    )
    op.create_index(op.f("ix_agreement_party_name"), "agreement_party", ["name"], unique=False)
    op.create_index(op.f("ix_agreement_party_organization_id"), "agreement_party", ["organization_id"], unique=False)
    op.create_index("uq_agreement_party", "agreement_party", ["agreement_id", "name"], unique=True)


def downgrade():
    op.drop_index("uq_agreement_party", table_name="agreement_party")
    op.drop_index(op.f("ix_agreement_party_organization_id"), table_name="agreement_party")
    op.drop_index(op.f("ix_agreement_party_name"), table_name="agreement_party")
    op.drop_table("agreement_party")
    op.drop_index(op.f("ix_agreement_outcome_agreement_id"), table_name="agreement_outcome")
    op.drop_table("agreement_outcome")
    op.drop_index("ix_agreement_year", table_name="agreement")
    op.drop_index(op.f("ix_agreement_section_id"), table_name="agreement")
    op.drop_index(op.f("ix_agreement_kind"), table_name="agreement")
    op.drop_index("ix_agreement_due", table_name="agreement")
    op.drop_table("agreement")
