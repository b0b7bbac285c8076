"""What a working group does every week: its charter, its members' parts, who comes, what was decided, tasks, talk, calendars.

What was decided at a meeting stood as one text beside its minutes. It becomes a decision of its own with the group's next
number, word for word and undivided: nobody but its writer can say where one decision ends and the next begins.
"""

from datetime import UTC

import sqlalchemy as sa
from alembic import op

import hack.db
from hack import clock

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FIELD = "(side = 'field') = (duty = 'field')"
SHOWN = "(shown = '') = (shown_at IS NULL)"
NEW = (
    "charter",
    "charter_confirmation",
    "agenda_item",
    "attendance",
    "resolution",
    "task",
    "discussion",
    "post",
    "call_requirement",
    "calendar_feed",
)
TEXTS = ("shown", "learnt", "unknown", "left_over")

member = sa.table("member", sa.column("side"), sa.column("duty"))
workgroup = sa.table(
    "workgroup",
    *(sa.column(name) for name in ("summary", "shown")),
    sa.column("shown_at", hack.db.Moment()),
    sa.column("changed_at", hack.db.Moment()),
)
meeting = sa.table(
    "meeting",
    *(sa.column(name) for name in ("id", "workgroup_id", "decisions", "called_by_id", "minutes_by_id")),
    *(sa.column(name, hack.db.Moment()) for name in ("starts_at", "minutes_at", "changed_at")),
)
resolution = sa.table(
    "resolution",
    *(sa.column(name) for name in ("id", "key", "workgroup_id", "number", "words", "meeting_id", "written_by_id")),
    sa.column("decided_on", sa.Date()),
    sa.column("written_at", hack.db.Moment()),
)


def upgrade():
    _add_tables()
    _add_columns()
    connection = op.get_bind()
    connection.execute(member.update().where(member.c.side == "secretariat").values(duty="secretary"))
    _number_decisions(connection)
    op.execute("ALTER TABLE meeting DROP COLUMN decisions")


def downgrade():
    op.execute("ALTER TABLE meeting ADD COLUMN decisions TEXT NOT NULL DEFAULT ''")
    _write_decisions_back(op.get_bind())
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.drop_constraint("ck_member_field_partner", "member")
        op.drop_constraint("ck_workgroup_shown_since", "workgroup")
    for table, names in (
        ("meeting", ("changed_at",)),
        ("member", ("duty", "left_because")),
        ("workgroup", ("shown_at", *TEXTS)),
    ):
        for name in names:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    op.execute("UPDATE member SET side = 'proposer' WHERE side = 'field'")
    for table in reversed(NEW):
        op.drop_table(table)


def _add_columns():
    """SQLite adds columns with their rules in place; a table that others point to is not made anew."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    moment = "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE"
    for name in TEXTS:
        op.execute(f"ALTER TABLE workgroup ADD COLUMN {name} TEXT NOT NULL DEFAULT ''")
    since = f" CONSTRAINT ck_workgroup_shown_since CHECK ({SHOWN})" if sqlite else ""
    op.execute(f"ALTER TABLE workgroup ADD COLUMN shown_at {moment}{since}")
    connection = op.get_bind()
    told = workgroup.update().where(workgroup.c.summary != "")
    connection.execute(told.values(shown=workgroup.c.summary, shown_at=workgroup.c.changed_at))
    op.execute("ALTER TABLE member ADD COLUMN left_because TEXT NOT NULL DEFAULT ''")
    field = f" CONSTRAINT ck_member_field_partner CHECK ({FIELD})" if sqlite else ""
    op.execute(f"ALTER TABLE member ADD COLUMN duty VARCHAR(32) NOT NULL DEFAULT 'member'{field}")
    long_ago = "1970-01-01 00:00:00" if sqlite else "1970-01-01 00:00:00+00"
    op.execute(f"ALTER TABLE meeting ADD COLUMN changed_at {moment} NOT NULL DEFAULT '{long_ago}'")
    connection.execute(meeting.update().values(changed_at=clock.now()))
    if not sqlite:
        op.create_check_constraint("ck_member_field_partner", "member", FIELD)
        op.create_check_constraint("ck_workgroup_shown_since", "workgroup", SHOWN)
        for table, names in (("workgroup", TEXTS), ("member", ("left_because", "duty")), ("meeting", ("changed_at",))):
            for name in names:
                op.alter_column(table, name, server_default=None)


def _number_decisions(connection):
    """Every text of decisions becomes a decision with its number, in the order of the meetings."""
    numbers = {}
    decided = sa.select(meeting).where(meeting.c.decisions != "").order_by(meeting.c.starts_at, meeting.c.id)
    for row in connection.execute(decided).all():
        numbers[row.workgroup_id] = number = numbers.get(row.workgroup_id, 0) + 1
        connection.execute(
            resolution.insert().values(
                key=hack.db.random_key(),
                workgroup_id=row.workgroup_id,
                number=number,
                words=row.decisions,
                meeting_id=row.id,
                decided_on=clock.in_japan(row.starts_at.astimezone(UTC)).date(),
                written_by_id=row.minutes_by_id or row.called_by_id,
                written_at=row.minutes_at or row.starts_at,
            )
        )


def _write_decisions_back(connection):
    """The decisions of a meeting stand beside its minutes again, each in a paragraph."""
    words = {}
    made = sa.select(resolution).where(resolution.c.meeting_id.is_not(None)).order_by(resolution.c.number)
    for row in connection.execute(made).all():
        words.setdefault(row.meeting_id, []).append(row.words)
    for number, said in words.items():
        connection.execute(meeting.update().where(meeting.c.id == number).values(decisions="\n".join(said)))


def _add_tables():
    op.create_table(
        "charter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("within", sa.Text(), nullable=False),
        sa.Column("beyond", sa.Text(), nullable=False),
        sa.Column("secrecy", sa.Text(), nullable=False),
        sa.Column("rights", sa.Text(), nullable=False),
        sa.Column("publicity", sa.Text(), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", hack.db.Moment(), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR begins_on IS NULL OR begins_on <= ends_on", name=op.f("ck_charter_in_order")),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_charter_workgroup_id_workgroup")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_charter_written_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter")),
        sa.UniqueConstraint("workgroup_id", "version", name=op.f("uq_charter_workgroup_id_version")),
    )
    op.create_table(
        "charter_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("charter_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["charter_id"], ["charter.id"], name=op.f("fk_charter_confirmation_charter_id_charter")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_charter_confirmation_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter_confirmation")),
        sa.UniqueConstraint("charter_id", "member_id", name=op.f("uq_charter_confirmation_charter_id_member_id")),
    )
    op.create_index("ix_charter_confirmation_member_id", "charter_confirmation", ["member_id"])
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.CheckConstraint("minutes IS NULL OR minutes > 0", name=op.f("ck_agenda_item_takes_time")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
        sa.UniqueConstraint("meeting_id", "place", name=op.f("uq_agenda_item_meeting_id_place")),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("announced", sa.Enum("present", "absent", "deputy", name="presence", native_enum=False, length=32), nullable=True),
        sa.Column("announced_at", hack.db.Moment(), nullable=True),
        sa.Column("deputy", sa.String(length=60), nullable=False),
        sa.Column("kept", sa.Enum("present", "absent", "deputy", name="presence", native_enum=False, length=32), nullable=True),
        sa.Column("kept_at", hack.db.Moment(), nullable=True),
        sa.Column("kept_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["kept_by_id"], ["user.id"], name=op.f("fk_attendance_kept_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_attendance_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_attendance_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("meeting_id", "member_id", name=op.f("uq_attendance_meeting_id_member_id")),
    )
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"])
    op.create_table(
        "resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", hack.db.Moment(), nullable=False),
        sa.Column("superseded_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("superseded_by_id <> id", name=op.f("ck_resolution_not_by_itself")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_resolution_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["superseded_by_id"], ["resolution.id"], name=op.f("fk_resolution_superseded_by_id_resolution")),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_resolution_workgroup_id_workgroup")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_resolution_written_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resolution")),
        sa.UniqueConstraint("key", name=op.f("uq_resolution_key")),
        sa.UniqueConstraint("workgroup_id", "number", name=op.f("uq_resolution_workgroup_id_number")),
    )
    op.create_index("ix_resolution_meeting_id", "resolution", ["meeting_id"])
    op.create_index("ix_resolution_superseded_by_id", "resolution", ["superseded_by_id"])
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.Enum("waiting", "begun", "done", "dropped", name="taskstate", native_enum=False, length=32), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", hack.db.Moment(), nullable=False),
        sa.Column("changed_at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_task_made_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_task_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["owner_id"], ["member.id"], name=op.f("fk_task_owner_id_member")),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_task_workgroup_id_workgroup")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("key", name=op.f("uq_task_key")),
    )
    op.create_index("ix_task_meeting_id", "task", ["meeting_id"])
    op.create_index("ix_task_of", "task", ["workgroup_id", "state", "due_on"])
    op.create_index("ix_task_owner_id", "task", ["owner_id"])
    op.create_table(
        "discussion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", hack.db.Moment(), nullable=False),
        sa.Column("posts_count", sa.Integer(), nullable=False),
        sa.Column("last_said_at", hack.db.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_discussion_opened_by_id_user")),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_discussion_workgroup_id_workgroup")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussion")),
        sa.UniqueConstraint("key", name=op.f("uq_discussion_key")),
    )
    op.create_index("ix_discussion_of", "discussion", ["workgroup_id", "last_said_at"])
    op.create_table(
        "post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("discussion_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", hack.db.Moment(), nullable=False),
        sa.Column("corrected_at", hack.db.Moment(), nullable=True),
        sa.Column("withdrawn_at", hack.db.Moment(), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["discussion_id"], ["discussion.id"], name=op.f("fk_post_discussion_id_discussion")),
        sa.ForeignKeyConstraint(["said_by_id"], ["user.id"], name=op.f("fk_post_said_by_id_user")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["user.id"], name=op.f("fk_post_withdrawn_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post")),
        sa.UniqueConstraint("key", name=op.f("uq_post_key")),
    )
    op.create_index("ix_post_discussion_id", "post", ["discussion_id"])
    op.create_table(
        "call_requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workgroup_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("weight", sa.Enum("must", "wish", name="weight", native_enum=False, length=32), nullable=False),
        sa.ForeignKeyConstraint(["workgroup_id"], ["workgroup.id"], name=op.f("fk_call_requirement_workgroup_id_workgroup")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_requirement")),
        sa.UniqueConstraint("workgroup_id", "place", name=op.f("uq_call_requirement_workgroup_id_place")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("made_at", hack.db.Moment(), nullable=False),
        sa.Column("made_in_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", hack.db.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["made_in_id"], ["event.id"], name=op.f("fk_calendar_feed_made_in_id_event")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_calendar_feed_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("digest", name=op.f("uq_calendar_feed_digest")),
    )
    op.create_index("ix_calendar_feed_user_id", "calendar_feed", ["user_id"])
    op.create_index("uq_calendar_feed", "calendar_feed", ["user_id"], unique=True, sqlite_where=sa.text("ended_at IS NULL"), postgresql_where=sa.text("ended_at IS NULL"))
