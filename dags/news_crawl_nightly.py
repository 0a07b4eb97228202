"""The night: every portal is crawled and read, side by side; publishes `khotin_readings` when enough came through."""

import logging
from typing import Any

from airflow.sdk import CronTriggerTimetable, Metadata, Param, dag
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from night_clock import night_of, skip_by_day
from night_wiring import POOLS, READ, START, ZONE, defaults, task, tell_failure, warned_after
from portal_tasks import portals

log = logging.getLogger("airflow.task")
DOC = """
### Every night at 01:00 in Vietnam: crawl and read all portals

`plan` lists the sources that are enabled and may be asked at this hour, then each is crawled and read in tasks of its
own; one that fails never stops another. `publish` asks the ledger who came through: with 60 % or more the night counts
and *news_link_and_index* starts, with fewer it fails and names those that didn't. `tell` sends the coverage table.

| you want | do |
|---|---|
| one portal now, whatever the hour | trigger with `sources: ["da-nang"]` (or `khotin run da-nang`: the same code) |
| a portal that failed once more | clear its `crawl` task; `transform` and `publish` follow |
| the rest of a night that broke | trigger again: what came through tonight is not asked again |
| to ask everybody again | trigger with `again: true` |
| a portal with a window of the day | the night passes it over (`tell` says so): `khotin run ID` at an hour within it |
| a missed night | it can't be crawled afterwards; the next one fetches what is new since, *news_backfill* reads stored pages anew |

A portal that can't be reached is tried again after 30 minutes, a crawl that broke after one, a wrong YAML never;
each try has what is left of the night's requests, while the portal's window is open. A run that begins over six hours
after it was due (the first, when the DAG is switched on by day) is skipped, and so is a night while no source is enabled.
Pools: `portals_polite` (wait for their site), `portals_quick` (asked as fast as they answer), `reading`.
"""


def tonight(params: dict[str, Any], dag_run: Any, *, planned: Any = None) -> Any:
    """The workplace of a night that is to be crawled; raises AirflowSkipException for one that begins by day or finds no
    source enabled. What was `planned` counts, whatever was switched off since."""
    from pipeline.nights import nothing_to_crawl
    from pipeline.workplace import Workplace

    skip_by_day(dag_run)
    place = Workplace()
    if not planned and (why := nothing_to_crawl(place, params["sources"])):
        raise AirflowSkipException(why)
    return place


@task()
def plan(params: dict[str, Any], dag_run: Any) -> list[dict[str, Any]]:
    """Which sources are due, with the budget and the politeness class of each."""
    from pipeline.nights import plan_night

    if dag_run.run_type == "backfill":
        raise AirflowFailException("a missed night can't be crawled afterwards; news_backfill reads stored pages again")
    options = {"budget": params["budget"], "again": params["again"]}
    found = plan_night(tonight(params, dag_run), params["sources"], night=night_of(dag_run), **options)
    for line in found.notes:
        log.info("%s", line)
    return found.rows


@task()
def due(rows: list[dict[str, Any]], pace: str) -> list[dict[str, Any]]:
    """Those of one politeness class."""
    return [{"source_id": row["source_id"], "budget": row["budget"]} for row in rows if row["pace"] == pace]


@task(trigger_rule="all_done", outlets=[READ])
def publish(rows: list[dict[str, Any]] | None, params: dict[str, Any], dag_run: Any) -> Any:
    """Whether enough portals came through; names the others."""
    from pipeline.nights import close_crawls

    place = tonight(params, dag_run, planned=rows)
    if rows is None:
        raise AirflowFailException("the night was not planned: see the log of `plan`")
    if not rows:
        raise AirflowSkipException("every source came through tonight already: nothing to do")
    counts = close_crawls(place, [row["source_id"] for row in rows], night_of(dag_run), tell=log.info)
    yield Metadata(READ, {"night": str(night_of(dag_run)), **counts})


@task(trigger_rule="all_done")
def tell(params: dict[str, Any], dag_run: Any) -> int:
    """Sends the night's coverage where something is amiss."""
    from pipeline.night_letter import tell_coverage

    return tell_coverage(tonight(params, dag_run), night_of(dag_run), whole=not params["sources"])


@dag(
    schedule=CronTriggerTimetable("0 1 * * *", timezone=ZONE),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(),
    on_failure_callback=tell_failure,
    deadline=warned_after(5, "the nightly crawl"),
    params={
        "sources": Param([], type="array", items={"type": "string"}, description="Only these ids, at once; none: all."),
        "budget": Param(None, type=["null", "integer"], minimum=1, description="Most requests a source; none: its own"),
        "again": Param(False, type="boolean", description="Also those that came through tonight already."),
    },
    tags=["khotin", "crawl"],
    description=__doc__,
    doc_md=DOC,
)
def news_crawl_nightly() -> None:
    """See DOC."""

    rows = plan()
    ends = [publish(rows), tell()]
    for name, pool in POOLS.items():
        portals(name, pool).expand_kwargs(due.override(task_id=f"due_{name}")(rows, name)) >> ends


news_crawl_nightly()
