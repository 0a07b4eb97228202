"""Keeps pages in a thread of its own, so that packing one does not hold up asking for the next."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

Place = tuple[str, int, int]


@dataclass
class _Page:
    work: Callable[[], Place]
    then: Callable[[Place], None]
    done: asyncio.Future[None]
    result: Place | Exception | None = None

    def keep(self) -> None:
        """In the thread."""
        try:
            self.result = self.work()
        except Exception as exc:  # noqa: BLE001 raised where the page came from
            self.result = exc

    def end(self) -> None:
        """Where the page came from."""
        if not isinstance(self.result, tuple):
            raise self.result or RuntimeError("a page was ended before it was kept")
        self.then(self.result)


class Keeper:
    """One thread: pages are kept one after the other, in the order they came. What comes while it works is handed over
    together: to change threads costs about as much as to pack a small page."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keeper")
        self._waiting: list[_Page] = []
        self._in_thread: list[_Page] = []

    async def keep(self, work: Callable[[], Place], then: Callable[[Place], None]) -> None:
        """Does the work in the thread, then calls `then` (here) with the place where the page lies; raises what the
        work raised. A caller that is stopped while it waits leaves the rest to `settle`."""
        page = _Page(work, then, asyncio.get_running_loop().create_future())
        self._waiting.append(page)
        if not self._in_thread:
            self._hand_over()
        await asyncio.shield(page.done)

    def _hand_over(self) -> None:
        loop = asyncio.get_running_loop()
        self._in_thread, self._waiting = self._waiting, []

        def handed_back(_: "Future[None]") -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(self._take_back)

        self._thread.submit(_keep_all, tuple(self._in_thread)).add_done_callback(handed_back)

    def _take_back(self) -> None:
        """Ends the pages that the thread kept, in their order, and hands it what came meanwhile."""
        kept, self._in_thread = self._in_thread, []
        for page in kept:
            try:
                page.end()
            except Exception as exc:  # noqa: BLE001 raised by `keep`
                page.done.set_exception(exc)
            else:
                page.done.set_result(None)
        if self._waiting:
            self._hand_over()

    def settle(self) -> None:
        """Waits for what is under way, keeps what waits, and ends it all as if nobody had been stopped."""
        self._thread.shutdown(wait=True)
        _keep_all(self._waiting)
        left = [*self._in_thread, *self._waiting]
        self._in_thread, self._waiting = [], []
        for page in left:
            page.end()


def _keep_all(pages: "tuple[_Page, ...] | list[_Page]") -> None:
    for page in pages:
        page.keep()
