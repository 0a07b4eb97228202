"""Weekly: tries each source as a probe does and reports what changed: host, platform, feeds, listings, rules."""

import logging
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag

from night_wiring import MAPPED, POOLS, START, ZONE, defaults, task, tell_failure

log = logging.getLogger("airflow.task")
ENABLED, VERIFIED, ALL = "enabled", "verified", "all"
DOC = f"""
### Are the portals still as registered?

Mondays at 09:00 each source is tried with a few polite requests, as `khotin sources check ID` does. `report` writes all
changes to `reports/` in KHOTIN_HOME and sends them to the operator. New rules are only proposed: accept them with
`khotin sources check ID --accept`.

`which`: *{ENABLED}* (what is crawled), *{VERIFIED}* (also what was switched off), *{ALL}* registered sources. A source
that nobody ever tried and that reads well is then written to the first folder of KHOTIN_SOURCES, confirmed.
"""


@dag(
    schedule=CronTriggerTimetable("0 9 * * 1", timezone=ZONE),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(),
    on_failure_callback=tell_failure,
    params={
        "which": Param(ENABLED, type="string", enum=[ENABLED, VERIFIED, ALL], description="Which sources are tried."),
        "sources": Param([], type="array", items={"type": "string"}, description="Only these ids."),
    },
    tags=["khotin", "sources"],
    description=__doc__,
    doc_md=DOC,
)
def news_source_check() -> None:
    """See DOC."""

    @task()
    def choose(params: dict[str, Any]) -> list[str]:
        """The sources to try."""
        from pipeline.checks import sources_to_check
        from pipeline.workplace import Workplace

        return sources_to_check(Workplace(), params["which"], params["sources"])

    @task(pool=POOLS["polite"], retries=1, map_index_template=MAPPED)
    def check(source_id: str) -> str:
        """Tries one source; gives the path of what was found."""
        from pipeline.checks import check_and_keep
        from pipeline.workplace import Workplace

        return check_and_keep(Workplace(), source_id, tell=log.info)

    @task(trigger_rule="none_skipped")
    def report(paths: Any, asked: list[str]) -> str:
        """One report of all, also of those whose check broke; sent where anything changed. Gives its path."""
        from pipeline.checks import report_checks
        from pipeline.workplace import Workplace

        found = report_checks(Workplace(), list(paths or ()), asked or ())
        log.info("%s", found.read_text("utf-8"))
        return str(found)

    asked = choose()
    report(check.expand(source_id=asked), asked)


news_source_check()
