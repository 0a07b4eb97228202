"""How each source's pages used to be read, and which fields a night showed to be broken."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "site_pasts",
        sa.Column("source_id", sa.String(64), primary_key=True),
        sa.Column("past", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
    )
    op.create_table(
        "broken_fields",
        sa.Column("source_id", sa.String(64), primary_key=True),
        sa.Column("night", sa.Date(), primary_key=True),
        sa.Column("field", sa.String(32), primary_key=True),
        sa.Column("why", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("broken_fields")
    op.drop_table("site_pasts")
