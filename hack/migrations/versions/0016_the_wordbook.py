"""The city keeps words of its own, and releases them in editions."""

import sqlalchemy as sa
from alembic import op

import hack.db

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS = ("whole", "synonyms")
DEEDS = ("added", "changed", "removed")


def _kind():
    return sa.Column("kind", sa.Enum(*KINDS, name="entrykind", native_enum=False, length=32), nullable=False)


def upgrade():
    op.create_table(
        "wordbook_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("kana", sa.String(length=80), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("changed_at", hack.db.Moment(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", hack.db.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["changed_by_id"], ["user.id"], name=op.f("fk_wordbook_entry_changed_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordbook_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_wordbook_entry_key")),
    )
    op.create_index("ix_wordbook_entry_kind", "wordbook_entry", ["kind"])
    op.create_table(
        "wordbook_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        _kind(),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(length=40), nullable=False),
        sa.Column("plain", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["wordbook_entry.id"], name=op.f("fk_wordbook_term_entry_id_wordbook_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordbook_term")),
        sa.UniqueConstraint("kind", "plain", name=op.f("uq_wordbook_term_kind_plain")),
    )
    op.create_index("ix_wordbook_term_entry_id", "wordbook_term", ["entry_id"])
    op.create_table(
        "wordbook_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.Enum(*DEEDS, name="deed", native_enum=False, length=32), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["wordbook_entry.id"], name=op.f("fk_wordbook_change_entry_id_wordbook_entry")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_wordbook_change_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordbook_change")),
    )
    op.create_index("ix_wordbook_change_entry_id", "wordbook_change", ["entry_id"])
    op.create_table(
        "wordbook_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", hack.db.Moment(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("groups", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_wordbook_edition_number")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_wordbook_edition_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wordbook_edition")),
        sa.UniqueConstraint("key", name=op.f("uq_wordbook_edition_key")),
        sa.UniqueConstraint("number", name=op.f("uq_wordbook_edition_number")),
    )


def downgrade():
    for table in ("wordbook_edition", "wordbook_change", "wordbook_term", "wordbook_entry"):
        op.drop_table(table)
