"""Weekly: removes former indexes, old logs, old quarantine and what killed runs left; never an archived page unasked."""

import logging
from typing import Any

from airflow.sdk import CronTriggerTimetable, Param, dag

from night_wiring import START, WRITER, ZONE, defaults, task, tell_failure

log = logging.getLogger("airflow.task")
CONFIRM = "remove parts the ledger doesn't know"
DOC = f"""
### What need not be kept

Sundays at 05:00: former index builds, logs, quarantine and half-written files past their time, as `khotin retention`
does. **Archived pages stay.** Parts of the archive that the ledger doesn't know are only counted, unless you trigger
with `confirm: "{CONFIRM}"`. `dry_run` removes nothing and says what would be.

Airflow's own tables grow too: `airflow db clean --clean-before-timestamp …` is for cron beside the scheduler (a task
can't: workers have no access to that database).
"""


@dag(
    schedule=CronTriggerTimetable("0 5 * * 0", timezone=ZONE),
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(pool=WRITER),
    on_failure_callback=tell_failure,
    params={
        "dry_run": Param(False, type="boolean", description="Remove nothing, say what would be."),
        "confirm": Param(
            "", type="string", enum=["", CONFIRM], description="Archive parts go only with this sentence."
        ),
    },
    tags=["khotin", "upkeep"],
    description=__doc__,
    doc_md=DOC,
)
def news_retention() -> None:
    """See DOC."""

    @task(multiple_outputs=False)
    def remove(params: dict[str, Any]) -> dict[str, int]:
        """Removes what is past its time; gives counts."""
        from pipeline.retention import retain
        from pipeline.workplace import Workplace
        from records.base import to_builtins

        options = {"confirm_snapshots": params["confirm"] == CONFIRM, "dry_run": params["dry_run"]}
        done = to_builtins(retain(Workplace(), **options))
        log.info("%s%s", "would remove: " if params["dry_run"] else "removed: ", done)
        return {name: len(value) if isinstance(value, list | tuple) else value for name, value in done.items()}

    remove()


news_retention()
