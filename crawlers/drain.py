"""Works a queue off with a few tasks at a time; a handler may append to the queue."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def drain(
    queue: deque[T], handle: Callable[[T], Awaitable[None]], *, width: int, may_go_on: Callable[[], bool]
) -> None:
    """Handles items from the left, `width` side by side, until the queue is empty or `may_go_on` says no.

    What is under way then is finished; what was not begun stays in the queue. The first error of a handler is raised.
    """
    running: set[asyncio.Future[None]] = set()
    try:
        while True:
            while queue and len(running) < width and may_go_on():
                running.add(asyncio.ensure_future(handle(queue.popleft())))
            if not running:
                return
            done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
    finally:
        for task in running:
            task.cancel()
