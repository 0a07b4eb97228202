"""What every call would ask of the engine and few need anew: asked at most once in so many seconds."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """An answer that is kept for some seconds; `clock` gives seconds. Of many who ask at once one asks on, the others wait
    for its answer. What fails is not kept."""

    def __init__(self, ask: Callable[[], T], seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._ask, self._seconds, self._clock = ask, seconds, clock
        self._lock = threading.Lock()
        self._kept: tuple[float, T] | None = None

    def __call__(self) -> T:
        """The answer, not older than the seconds."""
        with self._lock:
            if self._kept is None or self._clock() >= self._kept[0] + self._seconds:
                self._kept = (self._clock(), self._ask())
            return self._kept[1]
