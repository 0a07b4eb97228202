"""How a night of several runs ended, kept with them; nights of before are reckoned whenever they are asked for."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Adds the column."""
    op.add_column("runs", sa.Column("night_ends", sa.Text()))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("runs", "night_ends")
