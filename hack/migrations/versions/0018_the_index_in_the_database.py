"""The search index may lie in the database, where several machines share it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "search_shelf",
        sa.Column("name", sa.String(length=8), nullable=False),
        sa.Column("edition", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("format", sa.Integer(), nullable=False),
        sa.Column("dictionary", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_search_shelf")),
    )
    op.create_table(
        "search_paper",
        sa.Column("shelf", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("noun", sa.String(length=16), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("stamp", sa.String(length=16), nullable=False),
        sa.Column("measures", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("words", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=True),
        sa.PrimaryKeyConstraint("shelf", "number", name=op.f("pk_search_paper")),
    )
    op.create_index("uq_search_paper", "search_paper", ["noun", "key"], unique=True)
    op.create_index("ix_search_paper_version", "search_paper", ["shelf", "version"])
    op.create_index(
        "ix_search_paper_words",
        "search_paper",
        ["words"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
    )
    if op.get_bind().dialect.name == "postgresql":
        # Rows stay small, so that those of a common word are few pages; texts and lexemes lie beside.
        op.execute("ALTER TABLE search_paper SET (toast_tuple_target = 256)")
    op.create_table(
        "search_term",
        sa.Column("shelf", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("shelf", "kind", "term", name=op.f("pk_search_term")),
    )


def downgrade():
    for table in ("search_term", "search_paper", "search_shelf"):
        op.drop_table(table)
