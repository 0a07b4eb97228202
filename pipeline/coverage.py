"""Coverage: how the article addresses of each source and day ended; one query that status and the pages share."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, func, select

from pipeline.ledger.tables import addresses, outcomes, runs
from records.outcome import Verdict


@dataclass(frozen=True)
class CoverageDay:
    """One source on one day: `outcomes` counts its article addresses by verdict.

    `state` is "failed" where no run of the day came through, "partial" where pages failed, else "complete".
    """

    source_id: str
    day: date
    state: Literal["complete", "partial", "failed"]
    outcomes: dict[str, int]


def coverage_days(connection: Connection, since: date) -> list[CoverageDay]:
    """One row a source and day on which it was crawled or imported into, newest day first."""
    nights = connection.execute(
        select(runs.c.source_id, runs.c.night, runs.c.state).where(runs.c.night >= since, runs.c.command != "transform")
    ).all()
    ended = connection.execute(
        select(runs.c.source_id, runs.c.night, outcomes.c.verdict, func.count().label("number"))
        .join(outcomes, outcomes.c.run_id == runs.c.run_id)
        .join(addresses, addresses.c.id == outcomes.c.address_id)
        .where(runs.c.night >= since, addresses.c.kind.in_(("article", "import")))
        .group_by(runs.c.source_id, runs.c.night, outcomes.c.verdict)
    ).all()
    good = {(row.source_id, row.night) for row in nights if row.state == "done"}
    counts: dict[tuple[str, date], dict[str, int]] = {(row.source_id, row.night): {} for row in nights}
    for row in ended:
        counts.setdefault((row.source_id, row.night), {})[row.verdict] = row.number
    order = sorted(sorted(counts), key=lambda key: key[1], reverse=True)
    return [CoverageDay(*key, _state(key in good, counts[key]), counts[key]) for key in order]


def _state(came_through: bool, ended: dict[str, int]) -> Literal["complete", "partial", "failed"]:
    if not came_through:
        return "failed"
    return "partial" if ended.get(Verdict.FAILED) else "complete"
