"""Why pages of a part were read as no article, kept with it; of parts read before, nobody knows until they are read again."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Adds the column."""
    op.add_column("parts", sa.Column("rejected", sa.Text()))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("parts", "rejected")
