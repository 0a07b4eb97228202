"""What status says of the index: its build, documents, size and health, its lag behind the ledger, what it refused."""

from collections.abc import Iterator

from pipeline.index_state import IndexState
from search.engine import Stats

# Refused documents that are named; the JSON names all.
_NAMED = 5


def index_lines(state: IndexState) -> Iterator[str]:
    """One line of what is held, more only where something is to be done or known."""
    if state.stats is None:
        yield f"index:   {state.problem}"
    else:
        yield f"index:   {_held(state.stats)}{_behind(state.lag)}"
        for name in state.stats.indexes.values():
            yield f"         {name}"
    if state.refused:
        yield f"         {len(state.refused)} documents were refused; each run of `khotin index` tries them again:"
    for one in state.refused[:_NAMED]:
        yield f"         {one.unit}/{one.id}: {one.reason}"


def _held(stats: Stats) -> str:
    held = [
        stats.engine,
        ", ".join(f"{count} {unit}" for unit, count in stats.documents.items()),
        f"{stats.size_bytes / 1e6:.1f} MB",
        *([stats.health] if stats.health else []),
        f"at change {stats.watermark}",
    ]
    return ", ".join(held)


def _behind(lag: int) -> str:
    return f"; {lag} changes of the ledger are not in it yet: run `khotin index`" if lag else ""
