"""The search engine that the settings name."""

from pipeline.settings import Settings
from search.engine import Engine


def open_engine(settings: Settings) -> Engine:
    """The embedded engine on the home's indexes."""
    from search.tantivy_engine import TantivyEngine  # noqa: PLC0415

    return TantivyEngine(settings.folders.indexes)
