"""The first schema."""

from alembic import op

from pipeline.ledger.tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables; from the next revision on, changes are spelled out and this one is frozen with them."""
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    """Drops them."""
    metadata.drop_all(op.get_bind())
