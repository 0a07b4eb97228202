"""Beside a key, what tells most of those who share it apart; keys of before have none, and who has them is read."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Adds the column."""
    op.add_column("link_keys", sa.Column("hint", sa.LargeBinary()))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("link_keys", "hint")
