"""New keys wait below zero until they are put in their places: nothing is changed, but programs of before don't look there."""

from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """The keys stored so far are in their places."""


def downgrade() -> None:
    """Puts those that wait in theirs."""
    op.execute(
        "DELETE FROM link_keys WHERE key < 0 AND EXISTS (SELECT 1 FROM link_keys AS there"
        " WHERE there.key = -1 - link_keys.key AND there.article = link_keys.article)"
    )
    op.execute("UPDATE link_keys SET key = -1 - key WHERE key < 0")
