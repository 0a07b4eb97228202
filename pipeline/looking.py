"""Looks whether the rules of the source read last still hold, beside the reading of the next one.

A look is a tenth of a source's reading and uses one core; while other processes read pages, nobody need wait for it.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from pipeline.redesign import Redesign

Look = Callable[[], Redesign]
# What is done with what a look showed, in the caller's own thread; it also takes what a look raised.
Settle = Callable[[Look], None]


class Looks:
    """One look at a time. What it showed is settled before the next begins, and by nobody but the caller."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="look")
        self._waiting: tuple[Future[Redesign], Settle] | None = None

    def __enter__(self) -> "Looks":
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(cancel_futures=True)

    def begin(self, look: Look, settle: Settle, *, beside: bool) -> None:
        """Begins a look after the one before is settled; where nothing is read `beside` it, also ends it."""
        self.settle()
        if beside:
            self._waiting = self._thread.submit(look), settle
        else:
            settle(look)

    def settle(self) -> None:
        """Waits for the look that was begun, and settles it."""
        if self._waiting:
            (future, settle), self._waiting = self._waiting, None
            settle(future.result)
