"""After a good night's index: tells subscribers what is new for their searches."""

import logging

from airflow.sdk import dag

from night_wiring import INDEX, START, defaults, task, tell_failure

log = logging.getLogger("airflow.task")
DOC = """
### Letters to subscribers

Starts when *news_link_and_index* published `khotin_index`: never on an index that its gate refused. Does what
`khotin alerts` does: who is told what is kept in the ledger, so running it twice sends nothing twice. Without
KHOTIN_SMTP_URL and KHOTIN_MAIL_FROM no letter goes out.
"""


@dag(
    schedule=[INDEX],
    start_date=START,
    catchup=False,
    max_active_runs=1,
    default_args=defaults(),
    on_failure_callback=tell_failure,
    tags=["khotin", "alerts"],
    description=__doc__,
    doc_md=DOC,
)
def news_alerts() -> None:
    """See DOC."""

    @task(multiple_outputs=False)
    def send() -> dict[str, int]:
        """Sends what is due."""
        from pipeline.steps import alerts_step
        from pipeline.workplace import Workplace

        return alerts_step(Workplace(), tell=log.info)

    send()


news_alerts()
