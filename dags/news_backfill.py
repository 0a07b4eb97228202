"""Reads stored pages again with today's code and rules, for a stretch of nights or for some sources; crawls nothing."""

import logging
from typing import Any

from airflow.sdk import CronTriggerTimetable, Metadata, Param, dag
from airflow.sdk.exceptions import AirflowSkipException

from night_clock import night_of
from night_wiring import MAPPED, READ, READING, START, ZONE, defaults, task, tell_failure

log = logging.getLogger("airflow.task")
DOC = """
### Reads the archive again

**A missed night can't be crawled afterwards**: a portal shows what it shows now. What can be had again is what better
code or rules make of pages that were stored: each morning at 07:00 this reads the pages of that day's night and of the one
before again that were read by other code or rules, and by hand any stretch. What was read by the same is left as it is, and
so is a source that a run holds, as that of a night that is not over yet: the next morning has it, or trigger with it in
`sources` later.

| you want | do |
|---|---|
| a stretch of nights, in one run | trigger with `since` and `until` (`2026-11-01`), `sources` if only some |
| a run each | `airflow backfill create --dag-id news_backfill --from-date 2026-11-01 --to-date 2026-11-20 --max-active-runs 1` |
| everything of one portal | trigger with `sources: ["da-nang"]` and `since: "2000-01-01"` (or `khotin transform --force da-nang`) |

The days are Vietnam's. When anything was read anew, `khotin_readings` is published and *news_link_and_index* takes it in.
"""


@dag(
    # Midnight of the same day by UTC: so `airflow backfill` takes the dates it is given as these days, the last one too.
    schedule=CronTriggerTimetable("0 7 * * *", timezone=ZONE),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(),
    on_failure_callback=tell_failure,
    params={
        "since": Param(None, type=["null", "string"], format="date", description="First night; none: before the last."),
        "until": Param(None, type=["null", "string"], format="date", description="Last night; none: that of the run."),
        "sources": Param([], type="array", items={"type": "string"}, description="Only these ids; none: all stored."),
    },
    tags=["khotin", "read again"],
    description=__doc__,
    doc_md=DOC,
)
def news_backfill() -> None:
    """See DOC."""

    @task()
    def choose(params: dict[str, Any]) -> list[str]:
        """Sources that the archive holds pages of."""
        from pipeline.status import stored_sources
        from pipeline.workplace import Workplace
        from records.errors import UsageError

        with Workplace().ledger.read() as connection:
            stored = stored_sources(connection)
        if unknown := sorted(set(params["sources"]) - set(stored)):
            raise UsageError(f"the archive holds no page of {', '.join(unknown)}; it does of {', '.join(stored)}")
        return [known for known in stored if not params["sources"] or known in params["sources"]]

    @task(pool=READING, map_index_template=MAPPED)
    def read_again(source_id: str, params: dict[str, Any], dag_run: Any) -> int:
        """Reads again what other code read; gives the number of pages. What a run holds is skipped."""
        from datetime import date, timedelta

        from pipeline.steps import read_step
        from pipeline.workplace import Workplace
        from records.errors import LockError

        until = date.fromisoformat(params["until"]) if params["until"] else night_of(dag_run)
        # The night before too: one that went on past this hour held its sources then.
        since = date.fromisoformat(params["since"]) if params["since"] else until - timedelta(days=1)
        try:
            counts = read_step(Workplace(), source_id, force=True, days=(since, until))
        except LockError as exc:
            raise AirflowSkipException(f"{exc}; trigger again with `sources: [{source_id!r}]`") from exc
        log.info("%s, nights %s to %s: %s", source_id, since, until, vars(counts))
        return counts.pages

    @task(outlets=[READ], trigger_rule="none_failed")
    def publish(pages: list[int] | None) -> Any:
        """Has the index brought up to date where anything was read."""
        read = sum(pages or ())
        if not read:
            raise AirflowSkipException("nothing was read otherwise: the index stays as it is")
        yield Metadata(READ, {"read_again": read})

    publish(read_again.expand(source_id=choose()))


news_backfill()
