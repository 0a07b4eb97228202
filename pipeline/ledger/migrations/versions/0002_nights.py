"""What a night brought, kept with its run; where each capture lies; indexes for the frontier and for months."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_GONE = sa.text("state = 'gone'")
_COUNTED = """
    SELECT o.run_id, o.verdict, count(*) FROM outcomes o JOIN addresses a ON a.id = o.address_id
    WHERE a.kind IN ('article', 'import') GROUP BY o.run_id, o.verdict
"""


def upgrade() -> None:
    """Adds columns and indexes, and counts the runs that are there."""
    op.add_column("runs", sa.Column("discovered", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("runs", sa.Column("counts", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("parts", sa.Column("by_rules", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("captures", sa.Column("part_id", sa.Integer(), nullable=True))
    op.add_column("captures", sa.Column("warc_offset", sa.BigInteger(), nullable=True))
    op.add_column("captures", sa.Column("is_page", sa.Boolean(), nullable=True))
    op.drop_index("articles_by_state", "articles")
    op.create_index("articles_gone", "articles", ["article_id"], sqlite_where=_GONE, postgresql_where=_GONE)
    op.drop_index("articles_newest", "articles")
    op.create_index("articles_newest", "articles", ["source_id", "sort_key", "state"])
    op.create_index("addresses_waiting", "addresses", ["source_id", "kind", "verdict"])
    op.create_index("runs_by_night", "runs", ["night"])
    _count_runs()


def downgrade() -> None:
    """Takes them away again."""
    op.drop_index("runs_by_night", "runs")
    op.drop_index("addresses_waiting", "addresses")
    op.drop_index("articles_newest", "articles")
    op.create_index("articles_newest", "articles", ["source_id", "sort_key"])
    op.drop_index("articles_gone", "articles")
    op.create_index("articles_by_state", "articles", ["state"])
    for table, column in (
        ("captures", "is_page"), ("captures", "warc_offset"), ("captures", "part_id"), ("parts", "by_rules"),
        ("runs", "counts"), ("runs", "discovered"),
    ):  # fmt: skip
        op.drop_column(table, column)


def _count_runs() -> None:
    connection = op.get_bind()
    counts: dict[str, dict[str, int]] = {}
    for run_id, verdict, number in connection.execute(sa.text(_COUNTED)):
        counts.setdefault(run_id, {})[verdict] = number
    for run_id, counted in counts.items():
        connection.execute(
            sa.text("UPDATE runs SET counts = :counts WHERE run_id = :run_id"),
            {"counts": json.dumps(counted), "run_id": run_id},
        )
