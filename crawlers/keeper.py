"""Keeps pages in a thread of its own, so that packing one does not hold up asking for the next."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

Place = tuple[str, int, int]


class Keeper:
    """One thread: pages are kept one after the other, in the order they came."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")
        self._open: dict[Future[Place], Callable[[Place], None]] = {}

    async def keep(self, work: Callable[[], Place], then: Callable[[Place], None]) -> None:
        """Does the work in the thread, then calls `then` (here) with the place where the page lies; raises what the
        work raised. A caller that is stopped while it waits leaves the rest to `settle`."""
        future = self._thread.submit(work)
        self._open[future] = then
        await asyncio.shield(asyncio.wrap_future(future))
        self._finish(future)

    def settle(self) -> None:
        """Waits for what is under way, and ends it as if nobody had been stopped."""
        self._thread.shutdown(wait=True)
        for future in list(self._open):
            self._finish(future)

    def _finish(self, future: "Future[Place]") -> None:
        self._open.pop(future)(future.result())
