"""By hand: a whole index built beside the one that serves, compared with it, swapped in; or the one before back."""

import logging
from typing import Any

from airflow.sdk import Param, dag

from night_wiring import START, WRITER, defaults, task, tell_failure

log = logging.getLogger("airflow.task")
REBUILD, COMPARE, ROLL_BACK, CLEAN = "rebuild", "compare only", "roll back", "remove leftovers"
DOC = f"""
### Builds the index anew, beside the one that serves

| `action` | what happens |
|---|---|
| {REBUILD} | a fresh index is built from the ledger, checked to be whole, compared with the old one, then swapped in |
| {COMPARE} | the same, without the swap: the fresh index is removed again |
| {ROLL_BACK} | the index before the last swap serves again (and the one swapped in is kept, to roll back to) |
| {CLEAN} | removes what killed builds left behind; every build does so too |

What the fresh one says otherwise (counts, fields of the newest articles, answers to usual queries) is in the log;
`most_differences` refuses the swap when more lines differ. Readers see the old index until the swap; a build that is
killed leaves it as it was. The nightly index waits while this runs.
"""


@dag(
    schedule=None,
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(pool=WRITER),
    on_failure_callback=tell_failure,
    params={
        "action": Param(REBUILD, type="string", enum=[REBUILD, COMPARE, ROLL_BACK, CLEAN], description="What to do."),
        "most_differences": Param(
            None, type=["null", "integer"], minimum=0, description="Refuse to swap when more lines differ; none: never."
        ),
    },
    tags=["khotin", "index", "by hand"],
    description=__doc__,
    doc_md=DOC,
)
def news_reindex() -> None:
    """See DOC."""

    @task(multiple_outputs=False, retries=0)
    def reindex(params: dict[str, Any]) -> dict[str, int]:
        """Does the action; gives counts."""
        from pipeline.index import clean_up, index_all, roll_back
        from pipeline.workplace import Workplace
        from records.errors import GateError

        place, action, most = Workplace(), params["action"], params["most_differences"]
        if action == ROLL_BACK:
            done = roll_back(place.settings, place.ledger, tell=log.info)
            log.info("%s serves again at change %s; %s is kept", done.build, done.watermark, done.before)
            return {"watermark": done.watermark}
        if action == CLEAN:
            return {"removed": len(clean_up(place.settings, place.ledger, tell=log.info))}

        def accept(lines: list[str]) -> bool:
            return action == REBUILD and (most is None or len(lines) <= most)

        counts = index_all(place.settings, place.ledger, rebuild=True, accept=accept, tell=log.info)
        for line in [*counts.differences, *counts.left_out]:
            log.info("%s", line)
        if action == REBUILD and not accept(counts.differences):
            raise GateError(
                f"{len(counts.differences)} lines differ, {most} are allowed: the old index goes on serving"
            )
        return {"documents": counts.documents, "differences": len(counts.differences), "watermark": counts.watermark}

    @task(multiple_outputs=False)
    def check() -> dict[str, int]:
        """Counts the index that serves now beside the ledger."""
        from pipeline.gate import check_serving
        from pipeline.workplace import Workplace

        return check_serving(Workplace())

    reindex() >> check()


news_reindex()
