"""The words of each archived page, by which versions are told; what was taken in before has none until it is read again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
_CHANGED = sa.text("version > 1")


def upgrade() -> None:
    """Adds the column, and an index of the few pages that are of a later version."""
    op.add_column("pages", sa.Column("wording", sa.String(length=20)))
    op.create_index("pages_changed", "pages", ["fetched_at"], sqlite_where=_CHANGED, postgresql_where=_CHANGED)


def downgrade() -> None:
    """Takes both away."""
    op.drop_index("pages_changed", "pages")
    op.drop_column("pages", "wording")
