"""The search engine that the settings name."""

from pipeline.settings import Settings
from records.errors import UsageError
from search.engine import Engine

ENGINES = ("tantivy", "elasticsearch")


def open_engine(settings: Settings, *, archive: str = "") -> Engine:
    """The embedded engine on the home's indexes, or the cluster that ELASTICSEARCH_URL names.

    `archive` identifies whose articles are indexed: a writer refuses the index of another. Raises UsageError where
    Elasticsearch is chosen and no address given. A client's library is only imported where it is used.
    """
    if settings.engine == "tantivy":
        from search.tantivy.engine import TantivyEngine  # noqa: PLC0415

        return TantivyEngine(settings.folders.indexes)
    if not settings.elasticsearch_url:
        raise UsageError("KHOTIN_ENGINE=elasticsearch needs ELASTICSEARCH_URL, such as http://127.0.0.1:9200")
    from search.elasticsearch.client import Access  # noqa: PLC0415
    from search.elasticsearch.engine import ElasticsearchEngine  # noqa: PLC0415

    return ElasticsearchEngine(
        Access(
            url=settings.elasticsearch_url,
            api_key=settings.elasticsearch_api_key,
            ca_certs=settings.elasticsearch_ca_certs,
            prefix=settings.index_prefix,
            archive=archive,
        )
    )
