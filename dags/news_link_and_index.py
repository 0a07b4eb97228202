"""After enough portals came in: link, index behind a quality gate, note the night; publishes `khotin_index`."""

import logging
from typing import Any

from airflow.sdk import Metadata, Param, dag

from night_wiring import INDEX, READ, START, WRITER, defaults, task, tell_failure, warned_after

log = logging.getLogger("airflow.task")
DOC = """
### Links and indexes what was read

Starts when *news_crawl_nightly* or *news_backfill* publish `khotin_readings`; several that come while it waits are taken
in at once. `link` finds reprints, events and agreements; `index` brings Elasticsearch or tantivy up to date, one writer
at a time; `check` counts the index beside the ledger; `good_night` writes down each night that came in and was not
searchable yet, and calls the heartbeat address.

**The gate** stands before the index is changed. It refuses when, all sources together, the night's pages turn into
articles half as often as in the four weeks before; when more than 5 % of a kind of documents would be removed; when
the index would hold other numbers than the ledger; when many first answers to usual queries would be gone. Then the
index of the night before goes on serving, nothing is lost, and the next run tries again with what came since.

| you see | do |
|---|---|
| `index` failed, "not indexed: …" | look at `khotin status`; if all is well, trigger with `gate: false`: the night counts |
| `check` failed | *news_reindex* builds a whole index beside and swaps it in |
"""


@dag(
    schedule=[READ],
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(pool=WRITER),
    on_failure_callback=tell_failure,
    deadline=warned_after(3, "linking and indexing"),
    params={
        "gate": Param(True, type="boolean", description="Look at what is to be indexed first; refuse what looks wrong.")
    },
    tags=["khotin", "index"],
    description=__doc__,
    doc_md=DOC,
)
def news_link_and_index() -> None:
    """See DOC."""

    @task(multiple_outputs=False)
    def link() -> dict[str, int]:
        """Takes the readings into the ledger."""
        from pipeline.link import link_all
        from pipeline.workplace import Workplace

        place = Workplace()
        counts = link_all(place.settings, place.ledger, tell=log.info)
        for line in counts.conflicts:
            log.warning("%s", line)
        return {"new": counts.new, "changed": counts.changed, "gone": counts.gone, "conflicts": len(counts.conflicts)}

    @task(multiple_outputs=False)
    def index(params: dict[str, Any]) -> dict[str, int]:
        """Brings the index up to date, if the gate lets it."""
        from pipeline import clock
        from pipeline.gate import Gate
        from pipeline.index import index_all
        from pipeline.workplace import Workplace

        place = Workplace()
        gate = Gate(clock.now().date()) if params["gate"] else None
        counts = index_all(place.settings, place.ledger, gate=gate, tell=log.info)
        for line in counts.left_out:
            log.warning("%s", line)
        return {"documents": counts.documents, "watermark": counts.watermark, "left_out": len(counts.left_out)}

    @task(multiple_outputs=False)
    def check() -> dict[str, int]:
        """Counts the index beside the ledger."""
        from pipeline.gate import check_serving
        from pipeline.workplace import Workplace

        return check_serving(Workplace())

    @task(outlets=[INDEX])
    def good_night(linked: dict[str, int], indexed: dict[str, int], dag_run: Any) -> Any:
        """Writes down the nights that came in before this run, be it triggered by hand over the gate's refusal, and calls
        the heartbeat address."""
        from pipeline.nights import end_waiting_nights
        from pipeline.workplace import Workplace

        counts: dict[str, Any] = linked | indexed
        for night in end_waiting_nights(Workplace(), counts, came_before=dag_run.start_date):
            log.info("the night %s is searchable: %s", night, counts)
        yield Metadata(INDEX, counts)

    linked, indexed = link(), index()
    linked >> indexed >> check() >> good_night(linked, indexed)


news_link_and_index()
