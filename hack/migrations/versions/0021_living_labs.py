"""Living labs: the register, its checks, gatherings, voices of residents, members of open labs, milestones."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STEPS = ("applied", "checking", "returned", "registered", "active", "dormant", "ended", "declined", "withdrawn")
WARDS = (
    "tsurumi",
    "kanagawa",
    "nishi",
    "naka",
    "minami",
    "konan",
    "hodogaya",
    "asahi",
    "isogo",
    "kanazawa",
    "kohoku",
    "midori",
    "aoba",
    "tsuzuki",
    "totsuka",
    "sakae",
    "izumi",
    "seya",
)
FOUND = sa.Enum("yes", "no", "unknown", name="finding", native_enum=False, length=32)


def upgrade():
    op.create_table(
        "livinglab",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Enum(*STEPS, name="labstep", native_enum=False, length=32), nullable=False),
        sa.Column("applied_at", hack.db.Moment(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column(
            "kind", sa.Enum("living", "kyoso", "open", name="labkind", native_enum=False, length=32), nullable=False
        ),
        sa.Column(
            "basis", sa.Enum("local", "theme", "unknown", name="basis", native_enum=False, length=32), nullable=False
        ),
        sa.Column("ward", sa.Enum(*WARDS, name="ward", native_enum=False, length=32), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("outline", sa.Text(), nullable=False),
        sa.Column("themes", sa.Text(), nullable=False),
        sa.Column("operator", sa.String(length=120), nullable=False),
        sa.Column(
            "lead",
            sa.Enum("residents", "company", "npo", "university", name="lead", native_enum=False, length=32),
            nullable=True,
        ),
        sa.Column("participation", sa.Text(), nullable=False),
        sa.Column("partners", sa.String(length=400), nullable=False),
        sa.Column("rhythm", sa.String(length=120), nullable=False),
        sa.Column("uses", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=300), nullable=False),
        sa.Column("joinable", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("source_url", sa.String(length=300), nullable=False),
        sa.Column("field_words", sa.Text(), nullable=False),
        sa.Column("step_since", hack.db.Moment(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind <> 'living' OR ward IS NOT NULL", name=op.f("ck_livinglab_living_lab_has_ward")),
        sa.CheckConstraint(
            "organization_id IS NOT NULL OR source <> ''", name=op.f("ck_livinglab_run_by_somebody_or_from_a_source")
        ),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_livinglab_entered_by_id_user")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_livinglab_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livinglab")),
        sa.UniqueConstraint("key", name=op.f("uq_livinglab_key")),
    )
    op.create_index("ix_livinglab_listed", "livinglab", ["step", "ward", "kind"], unique=False)
    op.create_index(op.f("ix_livinglab_organization_id"), "livinglab", ["organization_id"], unique=False)
    op.create_table(
        "gathering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("talk", "study", "trial", "event", name="gatheringkind", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.CheckConstraint("online OR place <> ''", name=op.f("ck_gathering_somewhere")),
        sa.CheckConstraint("people IS NULL OR people BETWEEN 1 AND 100000", name=op.f("ck_gathering_people")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_gathering_by_id_user")),
        sa.ForeignKeyConstraint(["livinglab_id"], ["livinglab.id"], name=op.f("fk_gathering_livinglab_id_livinglab")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathering")),
        sa.UniqueConstraint("key", name=op.f("uq_gathering_key")),
    )
    op.create_index("ix_gathering_of", "gathering", ["livinglab_id", "held_on"], unique=False)
    op.create_table(
        "livinglab_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column("residents", FOUND, nullable=False),
        sa.Column("ward", FOUND, nullable=False),
        sa.Column("theme", FOUND, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_livinglab_check_by_id_user")),
        sa.ForeignKeyConstraint(
            ["livinglab_id"], ["livinglab.id"], name=op.f("fk_livinglab_check_livinglab_id_livinglab")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livinglab_check")),
        sa.UniqueConstraint("key", name=op.f("uq_livinglab_check_key")),
    )
    op.create_index(op.f("ix_livinglab_check_livinglab_id"), "livinglab_check", ["livinglab_id"], unique=False)
    op.create_table(
        "livinglab_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column("organization_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("part", sa.String(length=120), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("asked", "member", "declined", "left", name="memberstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("since", hack.db.Moment(), nullable=False),
        sa.CheckConstraint(
            "organization_id IS NOT NULL OR state IN ('member', 'left')",
            name=op.f("ck_livinglab_member_known_from_a_source"),
        ),
        sa.CheckConstraint(
            "state <> 'asked' OR asked_by_id IS NOT NULL", name=op.f("ck_livinglab_member_asked_by_somebody")
        ),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_livinglab_member_answered_by_id_user")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_livinglab_member_asked_by_id_user")),
        sa.ForeignKeyConstraint(
            ["livinglab_id"], ["livinglab.id"], name=op.f("fk_livinglab_member_livinglab_id_livinglab")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_livinglab_member_organization_id_organization")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livinglab_member")),
        sa.UniqueConstraint("key", name=op.f("uq_livinglab_member_key")),
        sa.UniqueConstraint(
            "livinglab_id", "organization_id", name=op.f("uq_livinglab_member_livinglab_id_organization_id")
        ),
    )
    op.create_index(op.f("ix_livinglab_member_organization_id"), "livinglab_member", ["organization_id"], unique=False)
    op.create_table(
        "livinglab_milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind", sa.Enum("topic", "project", name="milestonekind", native_enum=False, length=32), nullable=False
        ),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("source_url", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'project') = (happened_on IS NOT NULL)", name=op.f("ck_livinglab_milestone_project_has_day")
        ),
        sa.CheckConstraint("year BETWEEN 2000 AND 2100", name=op.f("ck_livinglab_milestone_year")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_livinglab_milestone_by_id_user")),
        sa.ForeignKeyConstraint(
            ["livinglab_id"], ["livinglab.id"], name=op.f("fk_livinglab_milestone_livinglab_id_livinglab")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_livinglab_milestone")),
        sa.UniqueConstraint("key", name=op.f("uq_livinglab_milestone_key")),
    )
    op.create_index("ix_livinglab_milestone_of", "livinglab_milestone", ["livinglab_id", "year"], unique=False)
    op.create_table(
        "voice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("livinglab_id", sa.Integer(), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column(
            "state", sa.Enum("new", "grouped", "need", name="voicestate", native_enum=False, length=32), nullable=False
        ),
        sa.Column("heading", sa.String(length=60), nullable=False),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.CheckConstraint("(state = 'need') = (need_id IS NOT NULL)", name=op.f("ck_voice_became_a_need")),
        sa.CheckConstraint("state <> 'grouped' OR heading <> ''", name=op.f("ck_voice_grouped_under_something")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_voice_by_id_user")),
        sa.ForeignKeyConstraint(["livinglab_id"], ["livinglab.id"], name=op.f("fk_voice_livinglab_id_livinglab")),
        sa.ForeignKeyConstraint(["need_id"], ["need.id"], name=op.f("fk_voice_need_id_need")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voice")),
        sa.UniqueConstraint("key", name=op.f("uq_voice_key")),
    )
    op.create_index(op.f("ix_voice_need_id"), "voice", ["need_id"], unique=False)
    op.create_index("ix_voice_of", "voice", ["livinglab_id", "state"], unique=False)


def downgrade():
    for table in ("livinglab_milestone", "livinglab_member", "livinglab_check", "voice", "gathering", "livinglab"):
        op.drop_table(table)
