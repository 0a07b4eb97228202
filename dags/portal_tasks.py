"""The tasks of one portal: an operator that crawls it in a process and session of its own, and its reading."""

import logging
import time
from collections.abc import Sequence
from typing import Any

from airflow.sdk import BaseOperator, Context, task_group
from airflow.sdk.exceptions import AirflowException

from night_clock import night_of
from night_wiring import MAPPED, READING, task
from pipeline.stopping import CrawlHandle

log = logging.getLogger("airflow.task")
# How often the task's log is told how far the crawl is.
_SECONDS = 5.0


class CrawlPortalOperator(BaseOperator):
    """Crawls `source_id` for the night of its run, with at most `budget` requests (0: it was crawled already) and what
    is left of the night's while its window is open; pushes counts. A run that names its sources asks without that.

    Marked failed, cleared or shut down, the crawl ends after the page at hand, within the five seconds Airflow gives;
    killed, the crawl notices by its lifeline and ends by itself, and the next run takes in what it stored.
    """

    template_fields: Sequence[str] = ("source_id", "budget")
    ui_color = "#d7efe2"

    def __init__(self, *, source_id: str, budget: int, **arguments: Any) -> None:
        super().__init__(**{"map_index_template": "{{ task.source_id }}", **arguments})
        self.source_id, self.budget = source_id, budget
        self._handle: CrawlHandle | None = None

    def execute(self, context: Context) -> dict[str, int]:
        """Crawls; raises the pipeline's own errors, which RETRIES knows."""
        from pipeline.nights import budget_now
        from pipeline.steps import crawl_step
        from pipeline.workplace import Workplace

        if not int(self.budget):
            self.log.info("%s: crawled tonight already, only its pages wait to be read", self.source_id)
            return {}
        self._handle, place, told = CrawlHandle(), Workplace(), _Told(self)
        source, night = place.registry.source(self.source_id), night_of(context["dag_run"])
        # An hour or a try after it was planned.
        budget = budget_now(
            place, source, night=night, planned=int(self.budget), named=bool(context["params"]["sources"])
        )
        stats = crawl_step(
            place,
            source,
            night=night,
            budget=budget,
            progress=told,
            handle=self._handle,
        )
        for line in stats.problems:
            self.log.warning("%s", line)
        if stats.stopped:
            raise AirflowException(f"{self.source_id}: stopped before its end; what it stored is kept")
        counts = {"requests": stats.requests, "new": stats.new, "changed": stats.changed, "unchanged": stats.unchanged}
        counts |= {"gone": stats.gone, "failed": stats.failed, "left": stats.left}
        self.log.info("%s: %s", self.source_id, ", ".join(f"{number} {name}" for name, number in counts.items()))
        return counts

    def on_kill(self) -> None:
        """Called by Airflow in its signal's handler: asks the crawl to end, once."""
        if self._handle is not None:
            self.log.info("%s: stopping after the page at hand", self.source_id)
            self._handle.stop()


class _Told:
    """Writes progress into the task's log every few seconds."""

    def __init__(self, operator: CrawlPortalOperator) -> None:
        self._operator, self._next = operator, 0.0

    def __call__(self, done: int, total: int) -> None:
        if total and time.monotonic() >= self._next:  # before its list is read, nothing is to be told
            self._next = time.monotonic() + _SECONDS
            self._operator.log.info("%s: %s of %s addresses", self._operator.source_id, done, total)


def portals(name: str, pool: str) -> Any:
    """The task group of the portals of one politeness class, to be expanded over `source_id` and `budget`."""

    @task_group(group_id=name, tooltip=f"The {name} portals, one each: crawled, then read")
    def portal(source_id: str, budget: int) -> None:
        crawl = CrawlPortalOperator(task_id="crawl", source_id=source_id, budget=budget, pool=pool)

        # What a failed crawl stored before it failed is read all the same; and before other crawls begin.
        @task(
            multiple_outputs=False,
            pool=READING,
            priority_weight=10,
            trigger_rule="all_done",
            map_index_template=MAPPED,
        )
        def transform(source_id: str, dag_run: Any) -> dict[str, int]:
            from pipeline.steps import read_step, redesign_step
            from pipeline.workplace import Workplace

            place = Workplace()
            counts = read_step(place, source_id)
            redesign = redesign_step(place, source_id, night=night_of(dag_run))
            log.info("%s: %s; %s", source_id, vars(counts), redesign.note or "its rules hold")
            return vars(counts)

        crawl >> transform(source_id=source_id)

    return portal
