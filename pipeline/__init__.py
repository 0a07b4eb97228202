"""The steps crawl, transform, link and index, free of Airflow; archive, ledger, settings and the command line."""
