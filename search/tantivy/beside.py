"""Work done on another thread while this one goes on, which is two at once wherever tantivy works without Python's lock."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Beside:
    """As many threads as there are cores, for all who ask."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="tantivy")

    def begin(self, work: Callable[[], T]) -> Callable[[], T]:
        """Begins some work; what is given back waits for its result, or does it where no thread has come to it yet."""
        begun = self._pool.submit(work)
        return lambda: work() if begun.cancel() else begun.result()
