"""The sets beside an embedded index, by which searches are quick: of which units any is missing or damaged."""

from pathlib import Path

from pipeline.settings import Settings
from records.errors import IndexStateError
from search.mappings import UNITS
from search.query import Unit


def without_sets(settings: Settings) -> list[Unit]:
    """The units of the serving index of which a set is missing or damaged, each file read to its end; none where nothing is
    indexed yet, or where the engine keeps no sets."""
    if settings.engine != "tantivy":
        return []
    from search.tantivy.store import Store  # noqa: PLC0415 - a client's library is only imported where it is used

    store = Store(settings.folders.indexes)
    pointer = store.pointer()
    build = pointer.build if pointer else ""
    return [unit for unit in UNITS if build and not _are_whole(store.meta(build, unit), store.sets(build, unit))]


def _are_whole(meta: bytes, folder: Path) -> bool:
    from search.tantivy.sets.making import opened, pieces  # noqa: PLC0415

    try:
        for piece in pieces(meta) if meta else ():
            opened(piece.sets(folder), piece).check()
            piece.left(folder)
    except (OSError, IndexStateError):
        return False
    return True
