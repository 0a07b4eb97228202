"""Which state of the index answers, asked once for all who wait for it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from math import inf

from records.errors import KhoTinError
from search.engine import Edition
from search.web.site import SECONDS

# Apart from those who search: nobody waits behind a search for an answer that is there.
_ASKING = ThreadPoolExecutor(2, thread_name_prefix="edition")


class Editions:
    """Asks the index as often as somebody wants to know, but never twice at a time: who comes while an answer is on its way
    shares it. What has just failed is not asked again for some seconds, so that a cluster which hangs is not waited for
    twice by each reader. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked: Future[Edition] | None = None
        self._silent_until = -inf

    async def now(self, ask: Callable[[], Edition]) -> Edition | None:
        """The state of the index; None where it can't be told: the app itself then says why."""
        if self._clock() < self._silent_until:
            return None
        if self._asked is None or self._asked.done():
            self._asked = _ASKING.submit(ask)
        try:
            # A reader who leaves ends his own waiting, not that of the others.
            return await asyncio.shield(asyncio.wrap_future(self._asked))
        except KhoTinError:
            self._silent_until = self._clock() + SECONDS
            return None
