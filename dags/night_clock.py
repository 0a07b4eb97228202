"""Which night a run of Airflow counts for, and whether it still is one."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from airflow.sdk.exceptions import AirflowSkipException

from night_wiring import ZONE

# A night that begins so much later than it was due begins by day.
_BY_DAY = timedelta(hours=6)


def night_of(dag_run: Any) -> date:
    """The night a run counts for: the day in Vietnam on which it was due, also when it is tried again later."""
    moment: datetime = dag_run.run_after
    return moment.astimezone(ZoneInfo(ZONE)).date()


def skip_by_day(dag_run: Any) -> None:
    """Raises AirflowSkipException in a scheduled run that begins hours after it was due, as the one does that Airflow
    makes when a DAG is first switched on: the portals' nights are over."""
    late = (dag_run.start_date or dag_run.run_after) - dag_run.run_after
    if dag_run.run_type == "scheduled" and late > _BY_DAY:
        raise AirflowSkipException(
            f"it was due {dag_run.run_after.astimezone(ZoneInfo(ZONE)):%Y-%m-%d %H:%M} and begins {late} later, by day: "
            "the next night asks for what is new since; trigger the DAG by hand to crawl now"
        )
