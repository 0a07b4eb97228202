"""Who asked to be told of a search's news, up to where they were told, and how many letters were asked for lately."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes both tables."""
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("frequency", sa.String(8), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime()),
        sa.Column("upto", sa.Integer(), nullable=False),
        sa.Column("sending_upto", sa.Integer()),
        sa.Column("sent_at", sa.DateTime()),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("refused_at", sa.DateTime()),
        sa.Column("suspended_at", sa.DateTime()),
        sa.Column("suspended_why", sa.Text(), nullable=False),
        sa.UniqueConstraint("email", "search", name="subscriptions_once"),
    )
    op.create_table(
        "letters_asked",
        sa.Column("who", sa.String(64), primary_key=True),
        sa.Column("hour", sa.DateTime(), primary_key=True),
        sa.Column("letters", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("letters_asked")
    op.drop_table("subscriptions")
