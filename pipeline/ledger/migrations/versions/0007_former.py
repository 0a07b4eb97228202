"""Which build of an index refused a document, and which id belonged to what is no longer told of."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def _failures(*more: sa.Column[str]) -> None:
    names = [column.name for column in more]
    op.create_table(
        "index_failures",
        sa.Column("engine", sa.String(length=32), nullable=False),
        *more,
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("engine", *names, "unit", "id"),
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    """What was refused so far is kept without a build: each run tries it again, and notes it anew."""
    held = sa.table("index_failures", *map(sa.column, ("engine", "unit", "id", "change", "reason", "refused_at")))
    rows = [dict(row._mapping) | {"build": ""} for row in op.get_bind().execute(sa.select(held))]
    op.drop_table("index_failures")
    _failures(sa.Column("build", sa.String(length=64), nullable=False))
    op.bulk_insert(sa.table("index_failures", *map(sa.column, ("build", *held.c.keys()))), rows)
    op.create_table(
        "former_members",
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("unit", "article_id", "position"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes the table away, and the builds; what is refused is found again."""
    op.drop_table("former_members")
    op.drop_table("index_failures")
    _failures()
