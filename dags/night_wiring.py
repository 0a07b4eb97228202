"""What the DAG files share: assets, pools, retries by kind of error, and who is told of a failure."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import airflow.sdk
from airflow.sdk import (  # type: ignore[attr-defined]  # Airflow's stub lacks the three of deadlines
    Asset,
    AsyncCallback,
    DeadlineAlert,
    DeadlineReference,
    ExceptionRetryPolicy,
    RetryAction,
    RetryRule,
)

ZONE = "Asia/Ho_Chi_Minh"
START = datetime(2026, 11, 1, tzinfo=ZoneInfo(ZONE))

READ = Asset(name="khotin_readings", uri="khotin://readings", group="khotin")
INDEX = Asset(name="khotin_index", uri="khotin://index", group="khotin")

# Politeness class -> pool; `pools.json` says how many slots each has.
POOLS = {"polite": "portals_polite", "quick": "portals_quick"}
# What the grid shows for one of many.
MAPPED = "{{ task.op_kwargs['source_id'] }}"
READING, WRITER = "reading", "index_writer"

RETRIES = ExceptionRetryPolicy(
    rules=[
        RetryRule(
            exception=[
                "records.errors.UsageError",
                "records.errors.RegistryError",
                "records.errors.GateError",
                "records.errors.NightError",
                "records.errors.WindowError",
            ],
            action=RetryAction.FAIL,
            reason="trying again changes nothing: somebody has to look",
        ),
        RetryRule(
            exception="records.errors.CrawlProcessError",
            retry_delay=timedelta(minutes=1),
            reason="the crawl's own process broke: at once again",
        ),
        RetryRule(
            exception="records.errors.CrawlError",
            retry_delay=timedelta(minutes=30),
            reason="the portal can't be reached: give it half an hour",
        ),
        RetryRule(
            exception="records.errors.LockError",
            # The other may be this task's own try before, of a scheduler that died: that one ends within seconds.
            retry_delay=timedelta(minutes=2),
            reason="another run is at it",
        ),
    ]
)


def task(**arguments: Any) -> Callable[[Callable[..., Any]], Any]:
    """Airflow's decorator. What it makes of a function takes other arguments than the function (results yet to come, less
    what Airflow adds of a run), which its types don't tell: so they are left to Airflow, which checks them as it reads."""
    decorate: Callable[[Callable[..., Any]], Any] = airflow.sdk.task(**arguments)
    return decorate


def tell_failure(context: Any) -> None:
    """Tells the operator of a DAG that failed, by the addresses of KHOTIN_WEBHOOK_URL and KHOTIN_OPERATOR_MAIL."""
    from pipeline.notices import notify
    from pipeline.settings import load_settings

    run = context.get("dag_run")
    what = f"{context['dag'].dag_id} failed" if "dag" in context else "a DAG failed"
    notify(
        load_settings(), f"Kho Tin: {what}", f"{what}: {context.get('reason', '')}\nrun {getattr(run, 'run_id', '')}"
    )


def defaults(**more: Any) -> dict[str, Any]:
    """The arguments of all tasks: their owner, how often and when they are tried again, how long they may take."""
    return {
        "owner": "khotin",
        "retries": 2,
        "retry_delay": timedelta(minutes=1),
        "retry_policy": RETRIES,
        "execution_timeout": timedelta(hours=4),
        "weight_rule": "absolute",  # by default what comes first goes first: all crawls before any reading
        **more,
    }


def warned_after(hours: float, what: str) -> DeadlineAlert | None:
    """Tells the operator when a run takes longer than it should: `hours`, or as many as KHOTIN_DEADLINES says. "off"
    there leaves that out: `airflow dags test` of this Airflow can't do with it."""
    given = os.environ.get("KHOTIN_DEADLINES", "")
    if given == "off":
        return None
    try:
        within = timedelta(hours=float(given or hours))
    except (ValueError, OverflowError):
        raise ValueError(f"KHOTIN_DEADLINES={given!r}: give hours (5, 0.5) or 'off', or leave it empty") from None
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=within,
        callback=AsyncCallback("pipeline.notices.deadline_missed", kwargs={"what": what}),
    )
