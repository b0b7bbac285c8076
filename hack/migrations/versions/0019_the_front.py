"""The front: themes, cases, their dialogues, and what sections are asked about them."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", hack.db.Moment(), nullable=False),
        sa.Column("changed_at", hack.db.Moment(), nullable=False),
        sa.Column("published_at", hack.db.Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("opens_on <= closes_on", name=op.f("ck_theme_in_order")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_theme_made_by_id_user")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_theme_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("key", name=op.f("uq_theme_key")),
    )
    op.create_index("ix_theme_listed", "theme", ["published_at", "closes_on"])
    op.create_index("ix_theme_section_id", "theme", ["section_id"])
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("consultation", "free", "theme", "budget", "data", name="casekind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("counter", sa.Enum("front", "parks", name="counter", native_enum=False, length=32), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
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
                name="field",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("theme_id", sa.Integer(), nullable=True),
        sa.Column("organization_id", sa.Integer(), nullable=False),
        sa.Column("proposer_id", sa.Integer(), nullable=False),
        sa.Column("received_at", hack.db.Moment(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "received",
                "triage",
                "scheduling",
                "dialogue",
                "checking",
                "preparing",
                "tabled",
                "decided",
                "coordinating",
                "agreed",
                "started",
                "handed_over",
                "to_need",
                "to_seed",
                "to_data",
                "declined",
                "withdrawn",
                "merged",
                "closed",
                name="casestep",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("asked_of_city", sa.Text(), nullable=False),
        sa.Column("offered", sa.Text(), nullable=False),
        sa.Column(
            "cost_share",
            sa.Enum("city", "proposer", "halves", "talks", name="costshare", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("wished", sa.String(length=200), nullable=False),
        sa.Column("sections_named", sa.String(length=200), nullable=False),
        sa.Column("budget", sa.String(length=200), nullable=False),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("may_be_told", sa.Boolean(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("section_id", sa.Integer(), nullable=True),
        sa.Column("answer_due_on", sa.Date(), nullable=False),
        sa.Column("dialogue_due_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("answered_at", hack.db.Moment(), nullable=True),
        sa.Column("talked_on", sa.Date(), nullable=True),
        sa.Column(
            "refused_for",
            sa.Enum(
                "no_issue",
                "done_already",
                "law",
                "budget",
                "fairness",
                "resources",
                "effect",
                "no_agreement",
                "other",
                name="refusal",
                native_enum=False,
                length=32,
            ),
            nullable=True,
        ),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("seed_id", sa.Integer(), nullable=True),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind <> 'budget' OR budget <> ''", name=op.f("ck_cases_about_a_budget_line")),
        sa.CheckConstraint("step <> 'declined' OR refused_for IS NOT NULL", name=op.f("ck_cases_refused_for_a_reason")),
        sa.CheckConstraint("step <> 'handed_over' OR section_id IS NOT NULL", name=op.f("ck_cases_handed_to_somebody")),
        sa.CheckConstraint("step <> 'merged' OR into_id IS NOT NULL", name=op.f("ck_cases_merged_into_one")),
        sa.CheckConstraint("step <> 'to_need' OR need_id IS NOT NULL", name=op.f("ck_cases_became_a_need")),
        sa.CheckConstraint("step <> 'to_seed' OR seed_id IS NOT NULL", name=op.f("ck_cases_became_a_seed")),
        sa.CheckConstraint("into_id IS NULL OR into_id <> id", name=op.f("ck_cases_not_into_itself")),
        sa.ForeignKeyConstraint(["into_id"], ["cases.id"], name=op.f("fk_cases_into_id_cases")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_cases_need_id_need")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_cases_organization_id_organization")
        ),
        sa.ForeignKeyConstraint(["proposer_id"], ["user.id"], name=op.f("fk_cases_proposer_id_user")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_cases_section_id_section")),
        sa.ForeignKeyConstraint(["seed_id"], ["seed.id"], name=op.f("fk_cases_seed_id_seed")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user.id"], name=op.f("fk_cases_taken_by_id_user")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_cases_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("key", name=op.f("uq_cases_key")),
        sa.UniqueConstraint("need_id", name=op.f("uq_cases_need_id")),
        sa.UniqueConstraint("number", name=op.f("uq_cases_number")),
        sa.UniqueConstraint("seed_id", name=op.f("uq_cases_seed_id")),
    )
    op.create_index("ix_cases_into_id", "cases", ["into_id"])
    op.create_index("ix_cases_organization_id", "cases", ["organization_id"])
    op.create_index("ix_cases_proposer_id", "cases", ["proposer_id"])
    op.create_index("ix_cases_received_at", "cases", ["received_at"])
    op.create_index("ix_cases_section_id", "cases", ["section_id"])
    op.create_index("ix_cases_taken_by_id", "cases", ["taken_by_id"])
    op.create_index("ix_cases_theme_id", "cases", ["theme_id"])
    op.create_index("ix_cases_waiting", "cases", ["step", "due_on"])
    op.create_table(
        "case_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_case_entry_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_entry_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_case_entry_key")),
    )
    op.create_index("ix_case_entry_case_id", "case_entry", ["case_id"])
    op.create_table(
        "case_ground",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column(
            "condition",
            sa.Enum("technology", "policy", "across", "unowned", name="condition", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.CheckConstraint("evidence <> ''", name=op.f("ck_case_ground_shown")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_case_ground_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_ground_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_ground")),
        sa.UniqueConstraint("case_id", "condition", name=op.f("uq_case_ground_case_id_condition")),
    )
    op.create_table(
        "case_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("since", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_case_section_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_section_case_id_cases")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_case_section_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_section")),
        sa.UniqueConstraint("case_id", "section_id", name=op.f("uq_case_section_case_id_section_id")),
    )
    op.create_index("ix_case_section_section_id", "case_section", ["section_id"])
    op.create_table(
        "case_slot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("starts_at", hack.db.Moment(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("offered_at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", hack.db.Moment(), nullable=True),
        sa.Column("dropped_at", hack.db.Moment(), nullable=True),
        sa.CheckConstraint("chosen_at IS NULL OR dropped_at IS NULL", name=op.f("ck_case_slot_chosen_or_dropped")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_case_slot_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_slot_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_slot")),
        sa.UniqueConstraint("key", name=op.f("uq_case_slot_key")),
    )
    op.create_index("ix_case_slot_case_id", "case_slot", ["case_id"])
    op.create_table(
        "dialogue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("people", sa.String(length=400), nullable=False),
        sa.Column("shared", sa.Text(), nullable=False),
        sa.Column("internal", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_dialogue_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_dialogue_case_id_cases")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue")),
        sa.UniqueConstraint("key", name=op.f("uq_dialogue_key")),
    )
    op.create_index("ix_dialogue_case_id", "dialogue", ["case_id"])
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("section_id", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", hack.db.Moment(), nullable=False),
        sa.Column(
            "step",
            sa.Enum("asked", "answered", "withdrawn", name="inquirystep", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", hack.db.Moment(), nullable=True),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "step <> 'answered' OR (answered_at IS NOT NULL AND answer <> '')", name=op.f("ck_inquiry_answered")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_inquiry_answered_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_inquiry_asked_by_id_user")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_inquiry_case_id_cases")),
        sa.ForeignKeyConstraint(["section_id"], ["section.id"], name=op.f("fk_inquiry_section_id_section")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
        sa.UniqueConstraint("key", name=op.f("uq_inquiry_key")),
    )
    op.create_index("ix_inquiry_case_id", "inquiry", ["case_id"])
    op.create_index("ix_inquiry_due", "inquiry", ["step", "due_on"])
    op.create_index("ix_inquiry_section_id", "inquiry", ["section_id"])


def downgrade():
    for table in ("inquiry", "dialogue", "case_slot", "case_section", "case_ground", "case_entry", "cases", "theme"):
        op.drop_table(table)
