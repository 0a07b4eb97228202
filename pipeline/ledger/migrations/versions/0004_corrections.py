"""The operator's corrections, and people by name."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes the tables; articles linked before get their people when they are linked again."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("record", sa.LargeBinary(), nullable=False),
        sa.Column("anchors", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "person_names",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", "id"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("person_names")
    op.drop_table("corrections")
