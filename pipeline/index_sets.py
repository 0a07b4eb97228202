"""The sets beside an embedded index, by which searches are quick: of which units any is missing or damaged."""

from pipeline.settings import Settings
from search.mappings import UNITS
from search.query import Unit


def without_sets(settings: Settings) -> list[Unit]:
    """The units of the serving index of which a set is missing or damaged, each file read to its end; none where nothing is
    indexed yet, or where the engine keeps no sets."""
    if settings.engine != "tantivy":
        return []
    from search.tantivy.sets.making import are_whole  # noqa: PLC0415 - a client's library is only imported where used
    from search.tantivy.store import Store  # noqa: PLC0415

    store = Store(settings.folders.indexes)
    pointer = store.pointer()
    if pointer is None:
        return []
    metas = {unit: store.meta(pointer.build, unit) for unit in UNITS}
    return [unit for unit in UNITS if metas[unit] and not are_whole(metas[unit], store.sets(pointer.build, unit))]
