"""What tells this ledger from every other, and the documents that an index refused."""

import uuid

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables and gives the ledger its id."""
    identity = op.create_table(
        "identity", sa.Column("id", sa.String(length=32), nullable=False), sa.PrimaryKeyConstraint("id")
    )
    op.bulk_insert(identity, [{"id": uuid.uuid4().hex}])
    op.create_table(
        "index_failures",
        sa.Column("engine", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("engine", "unit", "id"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("index_failures")
    op.drop_table("identity")
