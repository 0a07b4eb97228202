"""Weekly: whether archive, ledger, readings and index agree; fails, and tells, where they don't."""

import logging
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag

from night_wiring import START, WRITER, ZONE, defaults, task, tell_failure

log = logging.getLogger("airflow.task")
DOC = """
### Does everything agree?

Sundays at 06:00, as `khotin verify` does: every part of the archive is there and whole, every page ended as article,
rejection or quarantine, every article stands where the ledger says, the index holds each at its last change. The log
has each fault with its way out; a JSON report is kept in `reports/` in KHOTIN_HOME. With `pages: true` every archived
page is read again, which takes as long as reading the archive.
"""


@dag(
    schedule=CronTriggerTimetable("0 6 * * 0", timezone=ZONE),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(pool=WRITER, retries=0),
    on_failure_callback=tell_failure,
    params={"pages": Param(False, type="boolean", description="Also read every archived page again.")},
    tags=["khotin", "upkeep"],
    description=__doc__,
    doc_md=DOC,
)
def news_verify() -> None:
    """See DOC."""

    @task(multiple_outputs=False)
    def verify(params: dict[str, Any]) -> dict[str, int]:
        """Compares all four; gives what was compared."""
        from pipeline.checks import verify_and_keep
        from pipeline.workplace import Workplace

        return verify_and_keep(Workplace(), pages=params["pages"], tell=log.warning)

    verify()


news_verify()
